import * as E from 'fp-ts/lib/Either.js';
import { systemClock } from '@legwork/node';
import type { Connection } from '../postgres/connection.js';
import { reach } from '../postgres/database.js';
import type { Fault } from '../postgres/fault.js';
import { lockNumber } from '../postgres/schema.js';

/**
 * The name of a worker, held by the lock of a connection. The server frees it when the connection ends, however that comes; and one that
 * was silent for too long is ended by whoever wants the name, as a machine that lost its power never says that it is gone.
 */
export interface NameLock {
  /** Asks the server whether it still is there. */
  readonly isHeld: () => Promise<E.Either<Fault, void>>;
  readonly onGone: (tell: () => void) => void;
  /** Takes the name of another worker for a moment, if nobody lives under it, and does something with it. Whoever was silent for too long does not live much longer. */
  readonly withNameOf: <A>(worker: string, work: () => Promise<A>) => Promise<E.Either<Fault, A | 'Lives'>>;
  readonly release: () => Promise<void>;
}

/** Short: whoever does not hear from the server in this time has lost it. Units: milliseconds. */
const patience = { connectMs: 5_000, statementMs: 5_000 };

/** Takes the name of a worker of a schema; `Taken` while another one lives under it that was heard of in the last `silentMs`. */
export const lockName = async (
  url: string,
  schema: string,
  worker: string,
  silentMs: number,
): Promise<E.Either<Fault, NameLock | 'Taken'>> => {
  const reached = await reach({ url, name: 'legwork worker' }, patience);
  if (E.isLeft(reached)) return reached;
  const connection = reached.right;
  const got = await take(connection, schema, worker, silentMs);
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
      if (!free.right) {
        // Whether it may be ended or not: whoever lives is left alone, and is looked at again.
        await endSilent(connection, schema, other, silentMs);
        return E.right('Lives');
      }
      const done = await work();
      const freed = await ask(connection, 'pg_advisory_unlock', schema, other);
      return E.isLeft(freed) ? freed : E.right(done);
    },
    release: connection.end,
  });
};

const takeTries = 20;
const takePauseMs = 50;

/** Takes a name; from somebody silent, as soon as the server has let it go. */
const take = async (
  connection: Connection,
  schema: string,
  worker: string,
  silentMs: number,
): Promise<E.Either<Fault, boolean>> => {
  let got = await ask(connection, 'pg_try_advisory_lock', schema, worker);
  if (E.isLeft(got) || got.right || !(await endSilent(connection, schema, worker, silentMs))) return got;
  for (let tries = 0; tries < takeTries && E.isRight(got) && !got.right; tries += 1) {
    // Tries follow each other.
    // oxlint-disable-next-line no-await-in-loop
    await systemClock.sleep(takePauseMs).done();
    // oxlint-disable-next-line no-await-in-loop
    got = await ask(connection, 'pg_try_advisory_lock', schema, worker);
  }
  return got;
};

/**
 * Ends the connection that holds a name if nothing was heard on it for so long; whether it did. A worker asks on it at every beat, so the
 * server knows since when it is silent. The lock is found as `pg_locks` shows it: its number in two halves.
 *
 * @see https://www.postgresql.org/docs/current/view-pg-locks.html, read 2026-11-21
 */
const endSilent = async (
  connection: Connection,
  schema: string,
  worker: string,
  silentMs: number,
): Promise<boolean> => {
  const ended = await connection.ask(
    `select pg_terminate_backend(a.pid)::text from pg_locks l join pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and l.objsubid = 1
       and l.database = (select oid from pg_database where datname = current_database())
       and ((l.classid::bigint << 32) | l.objid::bigint) = $1::bigint
       and a.state = 'idle' and clock_timestamp() - a.state_change > $2::bigint * interval '1 millisecond'`,
    [lockNumber('worker', `${schema} ${worker}`), String(silentMs)],
  );
  return E.isRight(ended) && ended.right.rows.length > 0;
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
