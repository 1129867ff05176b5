export { display } from './display.js';
export { must } from './must.js';
export { type RunningSandbox, startSandbox } from './sandbox-process.js';
export { type Business, create, end, follow, positionsOf, say, tell } from './story.js';
