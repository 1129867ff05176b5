import { isArrayBuffer, isUint8Array } from 'node:util/types';
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
        // libsql keeps a connection until its statements are collected as garbage: nothing may be begun on it by then.
        E.tryCatch(() => raw.exec('ROLLBACK'), troubleOf);
        statements.clear();
        E.tryCatch(() => raw.close(), troubleOf);
      },
    };
  }, troubleOf);

const isRow = (row: unknown): row is Row => typeof row === 'object' && row !== null;

/**
 * A list of columns, to be read as the bytes that they consist of: a damaged text is no text, and libsql ends the whole process
 * over one.
 */
export const bytesOf = (table: string, ...columns: ReadonlyArray<string>): string =>
  columns.map((column) => `CAST(${table}.${column} AS BLOB) AS ${column}`).join(', ');

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** libsql answers with bytes or with their buffer, as it happens. */
const isBytes = (value: unknown): value is Uint8Array | ArrayBuffer =>
  isUint8Array(value) || isArrayBuffer(value);

/** A column of bytes that must be a text; `undefined` when it is anything else. */
export const textIn = (row: Row, column: string): string | undefined => {
  const bytes = row[column];
  if (!isBytes(bytes)) return undefined;
  const text = E.tryCatch(
    () => utf8.decode(bytes),
    () => undefined,
  );
  return E.isRight(text) ? text.right : undefined;
};

/** A column of bytes that must be a whole number below 2^53, in digits; `undefined` when it is anything else. */
export const wholeIn = (row: Row, column: string): number | undefined => {
  const text = textIn(row, column);
  const whole = text !== undefined && /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : undefined;
  return Number.isSafeInteger(whole) ? whole : undefined;
};
