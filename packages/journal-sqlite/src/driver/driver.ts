/**
 * A way to SQLite: synchronous, and no more of it than a journal needs.
 *
 * Values are text, whole numbers below 2^53, bytes and nothing else.
 */
export interface SqliteDriver {
  readonly name: string;
  /** Opens a file, or makes it. May throw. */
  readonly open: (file: string) => SqliteConnection;
}

/** One connection to a file. Everything may throw; what is thrown carries SQLite's own code if it has one. */
export interface SqliteConnection {
  /** Runs statements that answer nothing. */
  readonly exec: (sql: string) => void;
  /** Compiles one statement. */
  readonly prepare: (sql: string) => SqliteStatement;
  /** Closes the connection. */
  readonly close: () => void;
}

/** What may be bound to a statement. */
export type SqliteValue = string | number | Uint8Array;

/** A statement; after each call it holds nothing open. */
export interface SqliteStatement {
  /** Runs it; answers nothing. */
  readonly run: (...values: ReadonlyArray<SqliteValue>) => void;
  /** Its first row; `undefined` if there is none. */
  readonly get: (...values: ReadonlyArray<SqliteValue>) => unknown;
  /** All of its rows. */
  readonly all: (...values: ReadonlyArray<SqliteValue>) => ReadonlyArray<unknown>;
}

/** The driver is not installed, or not for this platform or this version of Node. */
export interface DriverMissing {
  readonly _tag: 'DriverMissing';
  readonly driver: string;
}
