import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { JournalRecord } from '../engine/journal-record.js';
import type { MandateId } from '../noun/id.js';
import type { Clock } from '../port/clock.js';
import type { Committed, Entry, Journal, JournalFailed, JournalRefused, Lease } from '../port/journal.js';
import type { NonceFloor } from '../port/nonce-floor.js';
import * as Books from './books.js';
import { entries } from './bookkeeping.js';
import * as RecordCodec from './record-codec.js';

/**
 * A journal in memory: for tests, examples, and programs that can afford to forget when they stop.
 *
 * It keeps every rule of the port, and stores each record as the text that a durable journal would store.
 */
export const memoryJournal = (clock: Pick<Clock, 'monotonicMs'>): Journal & NonceFloor => {
  const lines = new Map<MandateId, Array<string>>();
  const accounts = new Map<MandateId, string>();
  const leases = new Map<string, Lease>();
  const floors = new Map<string, bigint>();
  const books = Books.empty();

  const isCurrent = (lease: Lease): boolean => {
    const held = leases.get(lease.lane);
    return held?.epoch === lease.epoch && held.untilMs > clock.monotonicMs();
  };

  const append = (entry: Entry): E.Either<JournalRefused, void> => {
    const stored = lines.get(entry.mandate) ?? [];
    if (stored.length !== entry.expected)
      return refused('Stale', 'the mandate has other records than expected');
    const first = entry.records[0];
    const account =
      first?._tag === 'MandateGiven'
        ? Books.accountKey(first.mandate.venue, first.mandate.account)
        : (accounts.get(entry.mandate) ?? '');
    const arms = entry.records.some((record) => record._tag === 'AttemptArmed');
    if (arms && (O.isNone(entry.lease) || !isCurrent(entry.lease.value)))
      return refused('LeaseLost', 'the lease of the lane is not current');
    if (O.isSome(entry.limitsAsOf) && entry.limitsAsOf.value !== version(account))
      return refused('LimitsChanged', 'something else was committed since the limits were checked');
    const made = entry.records.flatMap(entries);
    for (const one of made) {
      const why = Books.refusal(books, account, one);
      if (O.isSome(why)) return E.left(refusedBecause(why.value, books.halted.get(account)));
    }
    for (const one of made) Books.enter(books, account, one);
    accounts.set(entry.mandate, account);
    stored.push(...entry.records.map(RecordCodec.encode));
    lines.set(entry.mandate, stored);
    return E.right(undefined);
  };

  const acquire = (lane: string, owner: string, ttlMs: number): O.Option<Lease> => {
    const held = leases.get(lane);
    const nowMs = clock.monotonicMs();
    if (held !== undefined && held.untilMs > nowMs) return O.none;
    const lease: Lease = { lane, owner, epoch: (held?.epoch ?? 0) + 1, untilMs: nowMs + ttlMs };
    leases.set(lane, lease);
    return O.some(lease);
  };

  const release = (lease: Lease): void => {
    if (leases.get(lease.lane)?.epoch === lease.epoch) leases.set(lease.lane, { ...lease, untilMs: 0 });
  };

  const version = (account: string): number => books.versions.get(account) ?? 0;

  const committed = (account: string, sinceMs: number): Committed => ({
    version: version(account),
    commitments: [...books.committed.values()]
      .filter((one) => one.account === account && (one.overAtMs ?? sinceMs) >= sinceMs)
      .flatMap((one) => one.commitments),
  });

  const reserve = (lane: string, atLeast: bigint, count: bigint): bigint => {
    const floor = floors.get(lane) ?? 0n;
    const first = atLeast > floor ? atLeast : floor;
    floors.set(lane, first + count);
    return first;
  };

  return {
    read: (mandate) => async () => readAll(lines.get(mandate) ?? []),
    append: (entry) => async () => append(entry),
    acquire: (lane, owner, ttlMs) => TE.fromIO(() => acquire(lane, owner, ttlMs)),
    release: (lease) => TE.fromIO(() => release(lease)),
    committed: (venue, account, sinceMs) =>
      TE.fromIO(() => committed(Books.accountKey(venue, account), sinceMs)),
    halted: (venue, account) =>
      TE.fromIO(() => O.fromNullable(books.halted.get(Books.accountKey(venue, account)))),
    resume: (venue, account) => TE.fromIO(() => void books.halted.delete(Books.accountKey(venue, account))),
    reserve: (lane, atLeast, count) => TE.fromIO(() => reserve(lane, atLeast, count)),
  };
};

type Plain = Exclude<JournalRefused['why'], 'LaneHeld'>;

const refusedBecause = (refusal: Books.Refusal, halted: string | undefined): JournalRefused =>
  refusal.why === 'LaneHeld'
    ? {
        _tag: 'JournalRefused',
        ...refusal,
        detail: 'a call of this lane may still be on its way, or came after the reading',
      }
    : { _tag: 'JournalRefused', ...refusal, detail: halted ?? 'another intent has it, or did it in full' };

const refused = (why: Plain, detail: string): E.Either<JournalRefused, never> =>
  E.left({ _tag: 'JournalRefused', why, detail });

const readAll = (lines: ReadonlyArray<string>): E.Either<JournalFailed, ReadonlyArray<JournalRecord>> => {
  const records: Array<JournalRecord> = [];
  for (const [at, line] of lines.entries()) {
    const record = RecordCodec.decode(line);
    if (E.isLeft(record))
      return E.left({ _tag: 'JournalFailed', detail: `record ${at} is unreadable: ${record.left.why}` });
    records.push(record.right);
  }
  return E.right(records);
};
