export type { TwinbookConfig, TwinbookTerms } from './config.js';
export { connectTwinbook } from './venue.js';
