import * as O from 'fp-ts/lib/Option.js';
import type { AccountId, IntentId, VenueId } from '../noun/id.js';
import type { Commitment } from '../plan/limits.js';
import type { Exclusion } from '../port/rules.js';
import type { Entry } from './bookkeeping.js';

/** The books of one journal: what is taken, spent, committed and halted over all mandates. Changes in place. */
export interface Books {
  readonly taken: Map<string, IntentId>;
  readonly spent: Map<string, IntentId>;
  readonly exclusions: Map<IntentId, Exclusion>;
  readonly committed: Map<
    IntentId,
    { readonly account: string; readonly atMs: number; readonly commitments: ReadonlyArray<Commitment> }
  >;
  readonly halted: Map<string, string>;
}

/** Books with nothing in them. */
export const empty = (): Books => ({
  taken: new Map(),
  spent: new Map(),
  exclusions: new Map(),
  committed: new Map(),
  halted: new Map(),
});

/** The name of an account in the books. */
export const accountKey = (venue: VenueId, account: AccountId): string => `${venue}/${account}`;

/** Why an entry may not be made; `none` if it may. */
export const refusal = (
  books: Books,
  account: string,
  entry: Entry,
): O.Option<'ExclusionHeld' | 'AccountHalted'> => {
  if (entry._tag !== 'Taken') return O.none;
  if (books.halted.has(account)) return O.some('AccountHalted');
  const holder = books.taken.get(entry.exclusion.name);
  const spender = books.spent.get(entry.exclusion.name);
  return holder !== undefined || spender !== undefined ? O.some('ExclusionHeld') : O.none;
};

/** Makes an entry. */
export const enter = (books: Books, account: string, entry: Entry): void => {
  switch (entry._tag) {
    case 'Taken':
      books.taken.set(entry.exclusion.name, entry.intent);
      books.exclusions.set(entry.intent, entry.exclusion);
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
      for (const commitment of entry.commitments) {
        const commitments = [...(books.committed.get(commitment.intent)?.commitments ?? []), commitment];
        books.committed.set(commitment.intent, { account, atMs: entry.atMs, commitments });
      }
      return;
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
};
