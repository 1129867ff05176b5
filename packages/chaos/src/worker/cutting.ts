import type { Journal, NonceFloor, SettlementVenue, Watcher } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRecord } from '@legwork/core';
import type { Trap } from '../message.js';
import type { Knife } from './knife.js';

/** What is told of every append that was written. */
export type OnAppended = (id: string, tags: ReadonlyArray<JournalRecord['_tag']>) => void;

/** The journal, with a cut point before and after everything that it is asked to keep. */
export const cutJournal = <A extends Journal & NonceFloor>(
  journal: A,
  knife: Knife,
  appended: OnAppended,
): A => ({
  ...journal,
  append: (entry) => async () => {
    for (const { _tag } of entry.records) knife.at(`before Append ${_tag}`);
    if (entry.releases !== undefined) knife.at('before release');
    const done = await journal.append(entry)();
    if (E.isLeft(done)) return done;
    const tags = entry.records.map(({ _tag }) => _tag);
    appended(entry.mandate, tags);
    for (const tag of tags) knife.at(`after Append ${tag}`);
    if (entry.releases !== undefined) knife.at('after release');
    return done;
  },
  acquire: (lane, owner, ttlMs) => async () => {
    knife.at('before acquire');
    const lease = await journal.acquire(lane, owner, ttlMs)();
    if (E.isRight(lease) && O.isSome(lease.right)) knife.at('after acquire');
    return lease;
  },
  release: (lease) => async () => {
    knife.at('before release');
    const done = await journal.release(lease)();
    knife.at('after release');
    return done;
  },
  reserve: (lane, atLeast, count) => async () => {
    knife.at('before reserve');
    const first = await journal.reserve(lane, atLeast, count)();
    knife.at('after reserve');
    return first;
  },
});

/** How long after the first byte a process is struck inside a call. Units: milliseconds. */
const underwayMs = 20;

/**
 * The venue, with a cut point before and after everything that it is asked. Inside a call it is struck when the bytes have left and
 * the reply cannot be there yet, because the venue was asked to be slow (`slowDown`).
 */
export const cutVenue = (
  venue: SettlementVenue,
  knife: Knife,
  slowDown: (trap: Trap) => Promise<void>,
): SettlementVenue => ({
  ...venue,
  observe: (subject, least) => async () => {
    knife.at('before Read');
    const seen = await venue.observe(subject, least)();
    knife.at('after Read');
    return seen;
  },
  prepare: (intent, seen) => async () => {
    knife.at('before Prepare');
    const prepared = await venue.prepare(intent, seen)();
    if (E.isRight(prepared)) knife.at('after Prepare');
    return prepared;
  },
  send: (prepared, permit) => async () => {
    knife.at('before Send');
    const trap = knife.waiting('inside Send');
    if (trap !== undefined) await slowDown(trap);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const sent = await venue.send(prepared, () => {
      const stop = permit();
      if (O.isSome(stop)) return stop;
      knife.at('permitted Send');
      timer = setTimeout(() => knife.at('inside Send'), underwayMs);
      return stop;
    })();
    clearTimeout(timer);
    knife.at('after Send');
    return sent;
  },
  discard: (prepared) => () => {
    knife.at('before Discard');
    venue.discard(prepared)();
    knife.at('after Discard');
  },
});

/** Cut points at the effects that no port performs. */
export const cutWatcher =
  (knife: Knife): Watcher =>
  (_state, _event, next) => {
    if (next?._tag === 'Wait') knife.at('before Wait');
    if (next?._tag === 'Finish') knife.at('before Finish');
  };
