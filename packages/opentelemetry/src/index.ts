export { type FactName, factNames } from './fact.js';
export type { Money } from './money.js';
export { traceWatcher } from './trace-watcher.js';
