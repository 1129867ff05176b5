import * as E from 'fp-ts/lib/Either.js';
import type { Connection } from '../postgres/connection.js';
import { reach } from '../postgres/database.js';
import type { Fault } from '../postgres/fault.js';
import { lockNumber } from '../postgres/schema.js';

/** The name of a worker, held by the lock of a connection. The server frees it when the connection ends, however that comes. */
export interface NameLock {
  /** Asks the server whether it still is there. */
  readonly isHeld: () => Promise<E.Either<Fault, void>>;
  readonly onGone: (tell: () => void) => void;
  /** Takes the name of another worker for a moment, if nobody lives under it, and does something with it. */
  readonly withNameOf: <A>(worker: string, work: () => Promise<A>) => Promise<E.Either<Fault, A | 'Lives'>>;
  readonly release: () => Promise<void>;
}

/** Short: whoever does not hear from the server in this time has lost it. Units: milliseconds. */
const patience = { connectMs: 5_000, statementMs: 5_000 };

/** Takes the name of a worker of a schema; `Taken` while another one lives under it. */
export const lockName = async (
  url: string,
  schema: string,
  worker: string,
): Promise<E.Either<Fault, NameLock | 'Taken'>> => {
  const reached = await reach({ url, name: 'legwork worker' }, patience);
  if (E.isLeft(reached)) return reached;
  const connection = reached.right;
  const got = await ask(connection, 'pg_try_advisory_lock', schema, worker);
  if (E.isLeft(got) || !got.right) {
    await connection.end();
    return E.isLeft(got) ? got : E.right('Taken');
  }
  return E.right({
    isHeld: async () => {
      const answer = await connection.ask('select 1::text', []);
      return E.isLeft(answer) ? answer : E.right(undefined);
    },
    onGone: connection.onGone,
    withNameOf: async (other, work) => {
      const free = await ask(connection, 'pg_try_advisory_lock', schema, other);
      if (E.isLeft(free)) return free;
      if (!free.right) return E.right('Lives');
      const done = await work();
      const freed = await ask(connection, 'pg_advisory_unlock', schema, other);
      return E.isLeft(freed) ? freed : E.right(done);
    },
    release: connection.end,
  });
};

const ask = async (
  connection: Connection,
  lock: 'pg_try_advisory_lock' | 'pg_advisory_unlock',
  schema: string,
  worker: string,
): Promise<E.Either<Fault, boolean>> => {
  const number = lockNumber('worker', `${schema} ${worker}`);
  const answer = await connection.ask(`select ${lock}($1::bigint)::text`, [number]);
  return E.isLeft(answer) ? answer : E.right(answer.right.rows[0]?.[0] === 'true');
};
