export { betterSqlite3, type SqliteClass } from './driver/better-sqlite3.js';
export type {
  DriverMissing,
  SqliteConnection,
  SqliteDriver,
  SqliteStatement,
  SqliteValue,
} from './driver/driver.js';
export { loadLibsql } from './driver/libsql.js';
export { loadNodeSqlite } from './driver/node-sqlite.js';
export type { Verified } from './file/verification.js';
export { acceptRestored, openSqliteJournal, type SqliteJournal } from './open.js';
export type { OpenRefused, OpenRefusedWhy } from './open-refused.js';
export type { SqliteOptions } from './options.js';
