import * as O from 'fp-ts/lib/Option.js';
import type { AccountId, IntentId, VenueId } from '../noun/id.js';
import type { Commitment } from '../plan/limits.js';
import type { Exclusion } from '../port/rules.js';
import type { Entry } from './bookkeeping.js';
import * as Lanes from './lanes.js';

/** The books of one journal: what is taken, spent, on its way, committed and halted over all mandates. Changes in place. */
export interface Books {
  readonly taken: Map<string, IntentId>;
  readonly spent: Map<string, IntentId>;
  readonly exclusions: Map<IntentId, Exclusion>;
  readonly lanes: Lanes.Lanes;
  readonly committed: Map<IntentId, Committed>;
  /** How often something was committed, by account. */
  readonly versions: Map<string, number>;
  readonly halted: Map<string, string>;
}

interface Committed {
  readonly account: string;
  /** When the intent was over; `undefined` while it is not. */
  readonly overAtMs: number | undefined;
  readonly commitments: ReadonlyArray<Commitment>;
}

/** Books with nothing in them. */
export const empty = (): Books => ({
  taken: new Map(),
  spent: new Map(),
  exclusions: new Map(),
  lanes: Lanes.empty(),
  committed: new Map(),
  versions: new Map(),
  halted: new Map(),
});

/** The name of an account in the books. */
export const accountKey = (venue: VenueId, account: AccountId): string => `${venue}/${account}`;

/** Why an entry may not be made. `LaneHeld` names the least order that a reading needs before anything is armed. */
export type Refusal =
  | { readonly why: 'ExclusionHeld' | 'AccountHalted' }
  | { readonly why: 'LaneHeld'; readonly least: bigint };

/** Why an entry may not be made; `none` if it may. */
export const refusal = (books: Books, account: string, entry: Entry): O.Option<Refusal> => {
  if (entry._tag !== 'Taken') return O.none;
  if (books.halted.has(account)) return O.some({ why: 'AccountHalted' });
  const { name } = entry.exclusion;
  if (books.taken.has(name) || books.spent.has(name)) return O.some({ why: 'ExclusionHeld' });
  const least = Lanes.leastReading(books.lanes, entry.place.lane);
  return entry.place.reading < least ? O.some({ why: 'LaneHeld', least }) : O.none;
};

/** Makes an entry. */
export const enter = (books: Books, account: string, entry: Entry): void => {
  switch (entry._tag) {
    case 'Taken':
      books.taken.set(entry.exclusion.name, entry.intent);
      books.exclusions.set(entry.intent, entry.exclusion);
      Lanes.arm(books.lanes, entry.intent, entry.place);
      return;
    case 'Answered':
      Lanes.answer(books.lanes, entry.intent);
      return;
    case 'Freed':
      free(books, entry.intent);
      return;
    case 'Spent': {
      const exclusion = books.exclusions.get(entry.intent);
      if (exclusion?.once === true) books.spent.set(exclusion.name, entry.intent);
      free(books, entry.intent);
      return;
    }
    case 'Committed':
      books.versions.set(account, (books.versions.get(account) ?? 0) + 1);
      for (const commitment of entry.commitments) {
        const commitments = [...(books.committed.get(commitment.intent)?.commitments ?? []), commitment];
        books.committed.set(commitment.intent, { account, overAtMs: undefined, commitments });
      }
      return;
    case 'Over': {
      const committed = books.committed.get(entry.intent);
      if (committed !== undefined) books.committed.set(entry.intent, { ...committed, overAtMs: entry.atMs });
      return;
    }
    case 'Uncommitted':
      books.committed.delete(entry.intent);
      return;
    case 'Halted':
      books.halted.set(account, entry.why);
  }
};

const free = (books: Books, intent: IntentId): void => {
  const exclusion = books.exclusions.get(intent);
  if (exclusion !== undefined && books.taken.get(exclusion.name) === intent)
    books.taken.delete(exclusion.name);
  books.exclusions.delete(intent);
  Lanes.answer(books.lanes, intent);
};
