export { counting } from './engine/counting.js';
export { syncsPerSecond } from './figures/disk.js';
export { settleAll } from './figures/settling.js';
export { must } from './must.js';
