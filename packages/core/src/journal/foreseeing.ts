import type { MandateId } from '../noun/id.js';
import type { Entry } from '../port/journal.js';
import type { Looking } from '../port/store.js';
import type { Entry as BookEntry } from './bookkeeping.js';
import {
  accountHaltCard,
  activeCard,
  attemptCard,
  committedCard,
  haltCard,
  laneCard,
  leaseCard,
  mandateCard,
  overCard,
  spentCard,
  takenCard,
  versionCard,
} from './card-key.js';
import type { Draft } from './draft.js';

// Every look of a deed is a way to the database and back while everybody else waits. So what an append is going to look at, or to
// write, is looked at together, as far as it can be told beforehand. A card that is forgotten here costs a look more, and nothing else.

/** Looks at what can be told from the records alone. */
export const foresee = (
  draft: Draft,
  { mandate, lease, releases }: Pick<Entry, 'mandate' | 'lease' | 'releases'>,
  made: ReadonlyArray<BookEntry>,
): Looking<void> =>
  draft.prefetch([
    ...mandateCards(mandate),
    ...(lease._tag === 'Some' ? [leaseCard(lease.value.lane)] : []),
    ...(releases === undefined ? [] : [leaseCard(releases.lane)]),
    ...made.flatMap(intentCards),
  ]);

/** Looks at what belongs to the account, once that is known. */
export const foreseeAccount = (
  draft: Draft,
  account: string,
  made: ReadonlyArray<BookEntry>,
): Looking<void> => draft.prefetch(made.flatMap((one) => accountCards(account, one)));

const mandateCards = (mandate: MandateId): ReadonlyArray<string> => [
  mandateCard(mandate),
  activeCard(mandate),
];

const intentCards = (entry: BookEntry): ReadonlyArray<string> => {
  switch (entry._tag) {
    case 'Taken': {
      const { exclusion, place, intent } = entry;
      return [
        takenCard(exclusion.name),
        spentCard(exclusion.name),
        attemptCard(intent),
        laneCard(place.lane),
        haltCard({ _tag: 'Everything' }),
        haltCard({ _tag: 'Lane', lane: place.lane }),
      ];
    }
    case 'Answered':
    case 'Freed':
    case 'Spent':
      return [attemptCard(entry.intent)];
    case 'Committed':
    case 'Over':
    case 'Uncommitted':
    case 'Halted':
      return [];
  }
};

const accountCards = (account: string, entry: BookEntry): ReadonlyArray<string> => {
  switch (entry._tag) {
    case 'Taken':
    case 'Halted':
      return [accountHaltCard(account)];
    case 'Committed':
      return [versionCard(account), ...entry.commitments.map(({ intent }) => committedCard(account, intent))];
    case 'Over':
      return [committedCard(account, entry.intent), overCard(account, entry.atMs, entry.intent)];
    case 'Uncommitted':
      return [committedCard(account, entry.intent)];
    case 'Answered':
    case 'Freed':
    case 'Spent':
      return [];
  }
};
