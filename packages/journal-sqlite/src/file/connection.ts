import * as E from 'fp-ts/lib/Either.js';
import type { SqliteDriver, SqliteStatement, SqliteValue } from '../driver/driver.js';
import { type Trouble, troubleOf } from './trouble.js';

/** One row, as SQLite gave it. */
export type Row = Readonly<Record<string, unknown>>;

/** A connection whose errors are values. Statements are prepared once. */
export interface Connection {
  readonly exec: (sql: string) => E.Either<Trouble, void>;
  readonly run: (sql: string, ...values: ReadonlyArray<SqliteValue>) => E.Either<Trouble, void>;
  readonly get: (sql: string, ...values: ReadonlyArray<SqliteValue>) => E.Either<Trouble, Row | undefined>;
  readonly all: (sql: string, ...values: ReadonlyArray<SqliteValue>) => E.Either<Trouble, ReadonlyArray<Row>>;
  /** Ends it; what cannot be ended in order is let go. */
  readonly close: () => void;
}

/** Opens a file, or makes it. */
export const connect = (driver: SqliteDriver, file: string): E.Either<Trouble, Connection> =>
  E.tryCatch(() => {
    const raw = driver.open(file);
    const statements = new Map<string, SqliteStatement>();
    const prepared = (sql: string): SqliteStatement => {
      const known = statements.get(sql) ?? raw.prepare(sql);
      statements.set(sql, known);
      return known;
    };
    return {
      exec: (sql) => E.tryCatch(() => raw.exec(sql), troubleOf),
      run: (sql, ...values) => E.tryCatch(() => prepared(sql).run(...values), troubleOf),
      get: (sql, ...values) =>
        E.tryCatch(() => {
          const row = prepared(sql).get(...values);
          return isRow(row) ? row : undefined;
        }, troubleOf),
      all: (sql, ...values) =>
        E.tryCatch(
          () =>
            prepared(sql)
              .all(...values)
              .filter(isRow),
          troubleOf,
        ),
      close: () => {
        statements.clear();
        E.tryCatch(() => raw.close(), troubleOf);
      },
    };
  }, troubleOf);

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null;

/** A column that must be a text; `undefined` when it is anything else. */
export const textIn = (row: Row, column: string): string | undefined => {
  const value = row[column];
  return typeof value === 'string' ? value : undefined;
};

/** A column that must be a whole number below 2^53; `undefined` when it is anything else. */
export const wholeIn = (row: Row, column: string): number | undefined => {
  const value = row[column];
  const whole = typeof value === 'bigint' ? Number(value) : value;
  return typeof whole === 'number' && Number.isSafeInteger(whole) && whole >= 0 ? whole : undefined;
};
