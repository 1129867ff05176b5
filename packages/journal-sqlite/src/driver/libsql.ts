import * as TE from 'fp-ts/lib/TaskEither.js';
import { betterSqlite3 } from './better-sqlite3.js';
import type { DriverMissing, SqliteDriver } from './driver.js';

/**
 * The driver that a journal opens with by default: libsql, whose binaries come with the package for every Node from 20 on.
 *
 * Loaded when it is asked for, so that nobody else pays for it. Errors: `DriverMissing`; no money is concerned.
 */
export const loadLibsql: TE.TaskEither<DriverMissing, SqliteDriver> = TE.tryCatch(
  async () => betterSqlite3((await import('libsql')).default, 'libsql'),
  () => ({ _tag: 'DriverMissing', driver: 'libsql' }),
);
