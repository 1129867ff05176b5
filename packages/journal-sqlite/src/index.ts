export type { SqliteConnection, SqliteDriver, SqliteStatement, SqliteValue } from './driver.js';
