import type { SqliteConnection, SqliteDriver, SqliteStatement } from './driver.js';

/** What better-sqlite3 is, as far as a journal uses it. `libsql` has the same shape. */
export interface SqliteClass {
  new (file: string): {
    /** Runs statements that answer nothing. */
    exec(sql: string): unknown;
    /** Compiles one statement. */
    prepare(sql: string): {
      /** Runs it; answers how much changed. */
      run(...values: Array<unknown>): unknown;
      /** Its first row. */
      get(...values: Array<unknown>): unknown;
      /** All of its rows. */
      all(...values: Array<unknown>): ReadonlyArray<unknown>;
    };
    /** Closes the file. */
    close(): unknown;
  };
}

/**
 * A driver of the better-sqlite3 that the caller has installed and imported.
 *
 * @example
 * ```ts no-run
 * import { type SqliteClass, betterSqlite3, openSqliteJournal } from '@legwork/journal-sqlite';
 *
 * // import Database from 'better-sqlite3';
 * declare const Database: SqliteClass;
 *
 * const opened = await openSqliteJournal({ file: 'journal.db', driver: betterSqlite3(Database) })();
 * ```
 */
export const betterSqlite3 = (Database: SqliteClass, name = 'better-sqlite3'): SqliteDriver => ({
  name,
  open: (file): SqliteConnection => {
    const database = new Database(file);
    return {
      exec: (sql) => void database.exec(sql),
      prepare: (sql): SqliteStatement => {
        const statement = database.prepare(sql);
        return {
          run: (...values) => void statement.run(...values),
          get: (...values) => statement.get(...values),
          all: (...values) => statement.all(...values),
        };
      },
      close: () => void database.close(),
    };
  },
});
