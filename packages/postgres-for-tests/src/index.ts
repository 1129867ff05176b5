export { startPostgres, type TestPostgres } from './start-postgres.js';
export { whyNoPostgres } from './availability.js';
