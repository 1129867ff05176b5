import { Socket } from 'node:net';
import * as E from 'fp-ts/lib/Either.js';
import type { Answer, Connection, Patience } from './connection.js';
import type { Driver } from './driver.js';
import { type Fault, faultOf } from './fault.js';

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
