import { Socket } from 'node:net';
import * as E from 'fp-ts/lib/Either.js';
import type { Driver } from './driver.js';
import { type Fault, faultOf } from './fault.js';

/** One connection to the database. */
export interface Connection {
  /** Asks one thing, with values. Every column asked for is text. */
  readonly ask: (sql: string, values: ReadonlyArray<Value>) => Promise<E.Either<Fault, Answer>>;
  /** Says several things in one go; the answer of the last of them. No value of anybody's is part of the text. */
  readonly say: (sql: string) => Promise<E.Either<Fault, Answer>>;
  /** Whether it is known to be gone. */
  readonly isGone: () => boolean;
  /** Warnings of the server since this was last asked. */
  readonly warnings: () => number;
  /** Called once when it is gone, also when nothing is under way. */
  readonly onGone: (tell: () => void) => void;
  /** Cuts it off at once. */
  readonly cut: () => void;
  /** Says goodbye. */
  readonly end: () => Promise<void>;
}

/** What may be handed over beside the text of a statement. */
type Value = string | ReadonlyArray<string>;

/** The answer to a statement. */
export interface Answer {
  /** What was done, by the server's word: `COMMIT`, `UPDATE` ... */
  readonly command: string;
  readonly count: number;
  readonly rows: ReadonlyArray<ReadonlyArray<string>>;
}

/** How long it is waited for. Units: milliseconds. */
export interface Patience {
  readonly connectMs: number;
  /** For one statement, its waiting for locks included. */
  readonly statementMs: number;
}

/** Connects. Its name in the server's list of connections is `name`. */
export const connect = async (
  { Client }: Driver,
  url: string,
  name: string,
  { connectMs, statementMs }: Patience,
): Promise<E.Either<Fault, Connection>> => {
  const socket = new Socket();
  const client = new Client({
    connectionString: url,
    application_name: name,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    stream: () => socket,
  });
  let isGone = false;
  let warned = 0;
  let teller: () => void = () => undefined;
  const goneNow = (): void => {
    if (isGone) return;
    isGone = true;
    socket.destroy();
    teller();
  };
  client.on('error', goneNow);
  client.on('end', goneNow);
  client.on('notice', ({ code = '' }) => {
    // Class 00 is a notice, class 01 a warning.
    if (!code.startsWith('00')) warned += 1;
  });

  /** Waits for an answer, but not for ever: whoever does not answer in time is cut off. */
  const within = async (answer: Promise<unknown>): Promise<E.Either<Fault, Answer>> => {
    const timer = setTimeout(goneNow, statementMs);
    try {
      return E.right(answerOf(await answer));
    } catch (error) {
      const fault = faultOf(error);
      if (fault.kind === 'Gone') goneNow();
      return E.left(fault);
    } finally {
      clearTimeout(timer);
    }
  };

  const connected = await within(client.connect().then(() => []));
  if (E.isLeft(connected)) return connected;
  return E.right({
    ask: (text, values) => within(client.query({ text, values: [...values], rowMode: 'array' })),
    say: (text) => within(client.query({ text, rowMode: 'array' })),
    isGone: () => isGone,
    warnings: () => {
      const count = warned;
      warned = 0;
      return count;
    },
    onGone: (tell) => {
      teller = tell;
      if (isGone) tell();
    },
    cut: goneNow,
    end: async () => {
      if (isGone) return;
      await within(client.end().then(() => []));
      goneNow();
    },
  });
};

const nothing: Answer = { command: '', count: 0, rows: [] };

/** The answer of the last statement, as plain text. */
const answerOf = (result: unknown): Answer => {
  const last: unknown = Array.isArray(result) ? result.at(-1) : result;
  if (typeof last !== 'object' || last === null) return nothing;
  const command = 'command' in last && typeof last.command === 'string' ? last.command : '';
  const count = 'rowCount' in last && typeof last.rowCount === 'number' ? last.rowCount : 0;
  const rows: ReadonlyArray<unknown> = 'rows' in last && Array.isArray(last.rows) ? last.rows : [];
  return { command, count, rows: rows.map(textsOf) };
};

const textsOf = (row: unknown): ReadonlyArray<string> =>
  Array.isArray(row) ? row.map((column) => (typeof column === 'string' ? column : '')) : [];
