export { openPostgresJournal, type PostgresJournal, type PostgresOptions } from './postgres/open.js';
export type { OpenRefused, OpenRefusedWhy } from './postgres/open-refused.js';
export type { Verified } from './postgres/verification.js';
export type { Bounds } from './postgres/came.js';
export { dbosRunner, type DbosOptions, type DbosRunner } from './runner/dbos-runner.js';
export type { Say } from './runner/say.js';
export type { Pace } from './runner/working.js';
export { migrate } from './runner/migrate.js';
