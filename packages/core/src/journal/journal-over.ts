import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { JournalRecord } from '../engine/journal-record.js';
import { type MandateId, mandateId } from '../noun/id.js';
import type { StandingOrder } from '../noun/standing-order.js';
import type { Clock } from '../port/clock.js';
import type { Journal, JournalFailed, Lease, MandateQuery } from '../port/journal.js';
import type { NameRegister } from '../port/name-register.js';
import type { NonceFloor } from '../port/nonce-floor.js';
import type { Deed, Store } from '../port/store.js';
import { append } from './appending.js';
import { haltOf } from './books.js';
import { accountName, mandateOf, mandateRange } from './card-key.js';
import { committedSince } from './committing.js';
import { newDraft } from './draft.js';
import * as Leasing from './leasing.js';
import { claim } from './naming.js';
import * as RecordCodec from './record-codec.js';
import { reserve } from './reserving.js';
import { decodeOrder, giveOrder, ordersStream } from './standing-orders.js';

/**
 * A journal over a store: every rule of the port, written once for every kind of storage.
 *
 * It also keeps the floors of nonces and the names that are used once, so that everything that must survive together is
 * in one place. The clock is this process's own; leases are noted by the clock of the store.
 */
export const journalOver = (
  store: Store,
  clock: Pick<Clock, 'monotonicMs'>,
): Journal & NonceFloor & NameRegister => ({
  read: (mandate) => pipe(store.lines(mandate), TE.chainEitherK(readAll)),
  append: (entry) =>
    pipe(
      store.perform(append(entry)),
      TE.chainW((done) => TE.fromEither(done)),
    ),
  acquire: (lane, owner, ttlMs) => () => {
    // Counted from before the store was asked, the lease never seems to last longer than it does.
    const untilMs = clock.monotonicMs() + ttlMs;
    return pipe(
      store.perform(Leasing.acquire(lane, owner, ttlMs)),
      TE.map(O.map((epoch): Lease => ({ lane, owner, epoch, untilMs }))),
    )();
  },
  renew: (lease, ttlMs) => () => {
    const untilMs = clock.monotonicMs() + ttlMs;
    return pipe(
      store.perform(Leasing.renew(lease, ttlMs)),
      TE.map((held) => (held ? O.some({ ...lease, untilMs }) : O.none)),
    )();
  },
  release: (lease) => store.perform(Leasing.release(lease)),
  committed: (venue, account, sinceMs) => store.perform(committedSince(accountName(venue, account), sinceMs)),
  halted: ({ venue, account, lane }) => store.perform(haltedAt(accountName(venue, account), lane)),
  order: (order) => store.perform(giveOrder(order)),
  orders: pipe(store.lines(ordersStream), TE.chainEitherK(readOrders)),
  mandates: (query) => store.perform(mandatesOf(query)),
  reserve: (lane, atLeast, count) =>
    pipe(
      store.perform(reserve(lane, atLeast, count)),
      TE.mapLeft(({ detail }) => ({ _tag: 'NonceFloorFailed', detail })),
    ),
  claim: (scope, names, use) => store.perform(claim(scope, names, use)),
});

const haltedAt = (account: string, lane: string): Deed<O.Option<string>> =>
  function* () {
    const draft = newDraft();
    return draft.nothing(yield* haltOf(draft, account, lane));
  };

const listMax = 10_000;

const mandatesOf = ({ open, after, limit }: MandateQuery): Deed<ReadonlyArray<MandateId>> =>
  function* () {
    const draft = newDraft();
    const last = O.isSome(after) ? after.value : '';
    const kind = open ? 'active' : 'mandate';
    const cards = yield* draft.range(mandateRange(kind, last, Math.max(1, Math.min(limit, listMax))));
    return draft.nothing(
      cards.flatMap(({ key }) => {
        const id = mandateId(mandateOf(key));
        return E.isRight(id) ? [id.right] : [];
      }),
    );
  };

const readAll = (lines: ReadonlyArray<string>): E.Either<JournalFailed, ReadonlyArray<JournalRecord>> => {
  const records: Array<JournalRecord> = [];
  for (const [at, line] of lines.entries()) {
    const record = RecordCodec.decode(line);
    if (E.isLeft(record)) return failed(`record ${at} is unreadable: ${record.left.why}`);
    records.push(record.right);
  }
  return E.right(records);
};

const readOrders = (lines: ReadonlyArray<string>): E.Either<JournalFailed, ReadonlyArray<StandingOrder>> => {
  const orders: Array<StandingOrder> = [];
  for (const [at, line] of lines.entries()) {
    const order = decodeOrder(line);
    if (E.isLeft(order)) return failed(`order ${at} is unreadable: ${order.left}`);
    orders.push(order.right);
  }
  return E.right(orders);
};

const failed = (detail: string): E.Either<JournalFailed, never> => E.left({ _tag: 'JournalFailed', detail });
