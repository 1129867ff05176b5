import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { betterSqlite3, type SqliteClass } from './better-sqlite3.js';
import type { DriverMissing, SqliteDriver } from './driver.js';

// Not a literal: the types of the oldest Node that is supported do not know the module.
const moduleName: string = 'node:sqlite';

/**
 * The SQLite that Node brings along from version 22 on.
 *
 * Errors: `DriverMissing` on an older Node; no money is concerned.
 */
export const loadNodeSqlite: TE.TaskEither<DriverMissing, SqliteDriver> = pipe(
  TE.tryCatch(
    async (): Promise<unknown> => await import(moduleName),
    (): DriverMissing => missing,
  ),
  TE.chainEitherK((module) =>
    isNodeSqlite(module) ? E.right(betterSqlite3(module.DatabaseSync, 'node:sqlite')) : E.left(missing),
  ),
);

const missing: DriverMissing = { _tag: 'DriverMissing', driver: 'node:sqlite' };

const isNodeSqlite = (module: unknown): module is { readonly DatabaseSync: SqliteClass } =>
  typeof module === 'object' &&
  module !== null &&
  'DatabaseSync' in module &&
  typeof module.DatabaseSync === 'function';
