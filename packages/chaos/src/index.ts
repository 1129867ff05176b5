export { counting } from './engine/counting.js';
export { settleAll } from './figures/settling.js';
export { must } from './must.js';
