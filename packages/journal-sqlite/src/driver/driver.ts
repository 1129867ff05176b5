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
  readonly exec: (sql: string) => void;
  readonly prepare: (sql: string) => SqliteStatement;
  readonly close: () => void;
}

/** What may be bound to a statement. */
export type SqliteValue = string | number | Uint8Array;

/** A statement; after each call it holds nothing open. */
export interface SqliteStatement {
  readonly run: (...values: ReadonlyArray<SqliteValue>) => void;
  readonly get: (...values: ReadonlyArray<SqliteValue>) => unknown;
  readonly all: (...values: ReadonlyArray<SqliteValue>) => ReadonlyArray<unknown>;
}

/** The driver is not installed, or not for this platform or this version of Node. */
export interface DriverMissing {
  readonly _tag: 'DriverMissing';
  readonly driver: string;
}
