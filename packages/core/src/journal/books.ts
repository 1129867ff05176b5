import * as O from 'fp-ts/lib/Option.js';
import type { IntentId } from '../noun/id.js';
import type { Looking } from '../port/store.js';
import type { Entry } from './bookkeeping.js';
import {
  accountHaltCard,
  attemptCard,
  committedCard,
  haltCard,
  laneCard,
  overCard,
  spentCard,
  takenCard,
  versionCard,
} from './card-key.js';
import { attempts, commitments, counts, halts, texts } from './card.js';
import type { Draft } from './draft.js';
import * as Lanes from './lanes.js';

// The books of one journal: what is taken, spent, on its way, committed and halted, over all mandates, on cards.

/** Why an entry may not be made. `LaneHeld` names the least order that a reading needs before anything is armed. */
export type Refusal =
  | { readonly why: 'ExclusionHeld' }
  | { readonly why: 'AccountHalted'; readonly detail: string }
  | { readonly why: 'LaneHeld'; readonly least: bigint };

/** Why an entry may not be made; `none` if it may. */
export const refusal = function* (draft: Draft, account: string, entry: Entry): Looking<O.Option<Refusal>> {
  if (entry._tag !== 'Taken') return O.none;
  const { exclusion, place } = entry;
  const halted = yield* haltOf(draft, account, place.lane);
  if (O.isSome(halted)) return O.some({ why: 'AccountHalted', detail: halted.value });
  const taken = yield* texts.read(draft, takenCard(exclusion.name));
  const spent = yield* texts.read(draft, spentCard(exclusion.name));
  if (taken !== undefined || spent !== undefined) return O.some({ why: 'ExclusionHeld' });
  const least = yield* Lanes.leastReading(draft, place.lane);
  return place.reading < least ? O.some({ why: 'LaneHeld', least }) : O.none;
};

/** Why nothing may be armed for this account on this lane; `none` if something may. */
export const haltOf = function* (draft: Draft, account: string, lane: string): Looking<O.Option<string>> {
  const keys = [haltCard({ _tag: 'Everything' }), haltCard({ _tag: 'Lane', lane }), accountHaltCard(account)];
  yield* draft.prefetch(keys);
  for (const key of keys) {
    const halt = yield* halts.read(draft, key);
    if (halt !== undefined) return O.some(halt.by === '' ? halt.why : `${halt.by}: ${halt.why}`);
  }
  return O.none;
};

/** Makes an entry. */
export const enter = function* (draft: Draft, account: string, entry: Entry): Looking<void> {
  switch (entry._tag) {
    case 'Taken': {
      const { intent, exclusion, place } = entry;
      texts.write(draft, takenCard(exclusion.name), intent);
      const { lane, fence } = place;
      attempts.write(draft, attemptCard(intent), { ...exclusion, lane, fence: String(fence) });
      return yield* Lanes.arm(draft, intent, place);
    }
    case 'Answered': {
      const attempt = yield* attempts.read(draft, attemptCard(entry.intent));
      return attempt === undefined ? undefined : yield* Lanes.answer(draft, entry.intent, attempt.lane);
    }
    case 'Freed':
      return yield* free(draft, entry.intent, entry.proven);
    case 'Spent': {
      const attempt = yield* attempts.read(draft, attemptCard(entry.intent));
      if (attempt?.once === true) texts.write(draft, spentCard(attempt.name), entry.intent);
      return yield* free(draft, entry.intent, entry.proven);
    }
    case 'Committed':
      return yield* commit(draft, account, entry);
    case 'Over': {
      const key = committedCard(account, entry.intent);
      const committed = yield* commitments.read(draft, key);
      if (committed === undefined) return;
      draft.remove(key);
      commitments.write(draft, overCard(account, entry.atMs, entry.intent), committed);
      return;
    }
    case 'Uncommitted':
      return draft.remove(committedCard(account, entry.intent));
    case 'Halted': {
      // The first reason is the one that a person has to understand.
      const key = accountHaltCard(account);
      if ((yield* halts.read(draft, key)) === undefined) halts.write(draft, key, { by: '', why: entry.why });
    }
  }
};

const free = function* (draft: Draft, intent: IntentId, proven: boolean): Looking<void> {
  const key = attemptCard(intent);
  const attempt = yield* attempts.read(draft, key);
  if (attempt === undefined) return;
  yield* draft.prefetch([takenCard(attempt.name), spentCard(attempt.name), laneCard(attempt.lane)]);
  draft.remove(key);
  draft.remove(takenCard(attempt.name));
  yield* Lanes.answer(draft, intent, attempt.lane);
  // What only a person's word frees may still be on its way: whoever sends next has to read beyond it all the same.
  if (!proven) yield* Lanes.pass(draft, attempt.lane, BigInt(attempt.fence));
};

const commit = function* (
  draft: Draft,
  account: string,
  entry: Extract<Entry, { _tag: 'Committed' }>,
): Looking<void> {
  const version = (yield* counts.read(draft, versionCard(account))) ?? '0';
  counts.write(draft, versionCard(account), String(BigInt(version) + 1n));
  for (const intent of new Set(entry.commitments.map((one) => one.intent))) {
    const own = entry.commitments.filter((one) => one.intent === intent);
    commitments.write(draft, committedCard(account, intent), own);
  }
};
