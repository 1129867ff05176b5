import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Clock, Deed, JournalFailed, Store } from '@legwork/core';
import type { Place, Witness } from './came.js';
import type { Connection } from './connection.js';
import { transact } from './deed-transaction.js';
import type { Damage, Fault } from './fault.js';
import { linesOf } from './line.js';
import { type Verified, verifyAll } from './verification.js';

/** What a store is made of. */
export interface StoreParts {
  readonly place: Omit<Place, 'witness'>;
  readonly clock: Clock;
  /** How long it is tried to get something done while the database is away or busy. Units: milliseconds. */
  readonly patienceMs: number;
  /** A connection that may be relied on, and how another one is made. */
  readonly first: Connection;
  readonly connect: () => Promise<E.Either<Fault, Connection>>;
}

/** A store, and what its owner does with it. */
export interface PostgresStore extends Store {
  /** Verifies the whole journal as of one instant. */
  readonly verify: TE.TaskEither<JournalFailed, Verified>;
  readonly close: T.Task<void>;
}

const waitingMax = 10_000;
const pauseFirstMs = 20;
const pauseMaxMs = 500;

/**
 * The store in a PostgreSQL database.
 *
 * Whatever failed before the commit was asked for is not there, and is tried again for a while. When the answer to a
 * commit was lost, or damage was found, the store answers `JournalFailed` from then on.
 */
export const postgresStore = ({ place, clock, patienceMs, first, connect }: StoreParts): PostgresStore => {
  let shut: O.Option<string> = O.none;
  let witness: Witness = { seq: '0', hash: place.sealing.origin };
  let waiting = 0;
  const kept = { deeds: keeper(connect, first), lines: keeper(connect), whole: keeper(connect) };

  const shutFor = (detail: string): E.Either<JournalFailed, never> => {
    if (O.isNone(shut)) shut = O.some(detail);
    return failed(detail);
  };

  /** Tries until it goes, it cannot go, or patience is over. */
  const persist = async <A>(
    keep: Keeper,
    once: (connection: Connection) => Promise<Tried<A>>,
  ): Promise<E.Either<JournalFailed, A>> => {
    const untilMs = clock.monotonicMs() + patienceMs;
    for (let tries = 0; ; tries += 1) {
      if (O.isSome(shut)) return failed(shut.value);
      // Tries follow each other.
      // oxlint-disable-next-line no-await-in-loop
      const connection = await keep.get();
      // oxlint-disable-next-line no-await-in-loop
      const tried = E.isLeft(connection) ? again(connection.left) : await once(connection.right);
      if (tried._tag === 'Done') return E.right(tried.value);
      if (tried._tag === 'Shut') return shutFor(tried.detail);
      if (!tried.isPassing || clock.monotonicMs() >= untilMs) return failed(tried.detail);
      // oxlint-disable-next-line no-await-in-loop
      await clock.sleep(Math.min(pauseMaxMs, pauseFirstMs * 2 ** Math.min(tries, 10))).done();
    }
  };

  const deedOnce =
    <A>(deed: Deed<A>) =>
    async (connection: Connection): Promise<Tried<A>> => {
      const came = await transact(connection, { ...place, witness }, deed);
      switch (came._tag) {
        case 'Done':
          witness = came.witness;
          return { _tag: 'Done', value: came.answer };
        case 'NotWritten':
          return again(came.fault);
        case 'Unknown':
          connection.cut();
          return { _tag: 'Shut', detail: came.detail };
        case 'Damaged':
          return { _tag: 'Shut', detail: came.detail };
      }
    };

  /** One thing after the other on each connection: deeds would only wait for each other in the database. */
  const inTurn = async <A>(
    keep: Keeper,
    once: (connection: Connection) => Promise<Tried<A>>,
  ): Promise<E.Either<JournalFailed, A>> => {
    if (waiting >= waitingMax) return failed('too much waits for the database');
    waiting += 1;
    const done = await keep.inTurn(() => persist(keep, once));
    waiting -= 1;
    return done;
  };

  const reading =
    <A>(work: (connection: Connection) => Promise<E.Either<Fault | Damage, A>>) =>
    async (connection: Connection): Promise<Tried<A>> => {
      const done = await work(connection);
      if (E.isRight(done)) return { _tag: 'Done', value: done.right };
      return done.left.kind === 'Damaged' ? { _tag: 'Shut', detail: done.left.detail } : again(done.left);
    };

  return {
    perform: (deed) => () => inTurn(kept.deeds, deedOnce(deed)),
    lines: (stream) => async () => {
      const found = await inTurn(
        kept.lines,
        reading((connection) => linesOf(connection, place, stream)),
      );
      return E.isLeft(found) ? found : E.right(found.right.map(({ text }) => text));
    },
    verify: () =>
      inTurn(
        kept.whole,
        reading((connection) => verifyAll(connection, place)),
      ),
    close: async () => {
      if (O.isNone(shut)) shut = O.some('the journal was closed');
      await Promise.all(Object.values(kept).map((keep) => keep.inTurn(keep.end)));
    },
  };
};

type Tried<A> =
  | { readonly _tag: 'Done'; readonly value: A }
  | { readonly _tag: 'Shut'; readonly detail: string }
  | { readonly _tag: 'Failed'; readonly detail: string; readonly isPassing: boolean };

const again = ({ kind, detail }: Fault): Tried<never> => ({
  _tag: 'Failed',
  detail,
  isPassing: kind !== 'Wrong',
});

/** Keeps one connection, and makes another when it is gone. */
interface Keeper {
  readonly get: () => Promise<E.Either<Fault, Connection>>;
  readonly inTurn: <A>(work: () => Promise<A>) => Promise<A>;
  readonly end: () => Promise<void>;
}

const keeper = (connect: StoreParts['connect'], first?: Connection): Keeper => {
  let kept: Promise<E.Either<Fault, Connection>> | undefined =
    first === undefined ? undefined : Promise.resolve(E.right(first));
  let last: Promise<unknown> = Promise.resolve();
  return {
    get: async () => {
      const known = await kept;
      if (known !== undefined && E.isRight(known) && !known.right.isGone()) return known;
      kept = connect();
      return kept;
    },
    inTurn: (work) => {
      const mine = last.then(work);
      last = mine;
      return mine;
    },
    end: async () => {
      const known = await kept;
      if (known !== undefined && E.isRight(known)) await known.right.end();
    },
  };
};

const failed = (detail: string): E.Either<JournalFailed, never> => E.left({ _tag: 'JournalFailed', detail });
