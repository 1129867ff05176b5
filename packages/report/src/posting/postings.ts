import type { Observed, ReconciliationOptions } from '@legwork/core';
import { historiesOf } from '../leg-history.js';
import { causesIn } from '../lineage.js';
import type { MandateJournal } from '../sources.js';
import { type Entry, type NotPosted } from './entry.js';
import type { ExpectedOf } from './expected-of.js';
import { feesOf } from './fee.js';
import { type Elsewhere, legEntries } from './leg-entries.js';
import { outIntents } from './out-intents.js';

/** What postings are made of. */
export interface PostingSources {
  readonly journals: ReadonlyArray<MandateJournal>;
  /** What the venues said: the same list that was reconciled. */
  readonly observed: ReadonlyArray<Observed>;
  /** The venues that were read; one of which nothing is said here is held to show every transfer. */
  readonly venues: ReadonlyArray<ReconciliationOptions.Showing>;
  /** What our own books say of the legs: fees are told from principal by it. Without it there are no postings of fees. */
  readonly expected: ReadonlyArray<ExpectedOf>;
}

/** Entries in the order of their ids, and what none could be made of. */
export interface Postings {
  readonly entries: ReadonlyArray<Entry>;
  readonly notPosted: ReadonlyArray<NotPosted>;
}

/**
 * Double entry for ledgers: a balanced pair for each movement, once. Pure; the order and repetition of what was observed
 * decide nothing, and exporting again gives the same ids.
 *
 * Booked is what a reading shows as completed; what is unknown, under way or in doubt is pending; of what is not understood
 * there is no entry, but a line that says so. The books are those of our account at each venue.
 */
export const postingsOf = ({ journals, observed, venues, expected }: PostingSources): Postings => {
  const entries: Array<Entry> = [];
  const notPosted: Array<NotPosted> = [];
  const elsewhere: Elsewhere = new Map();
  const out = outIntents(journals);
  for (const history of historiesOf(observed, journals)) {
    const causeOf = causesIn(history, journals);
    for (const leg of history.legs) {
      const made = legEntries({ history, leg, causeOf, venues, out, elsewhere });
      entries.push(...made.entries);
      notPosted.push(...made.notPosted);
      const fees = feesOf(history, leg.leg, made, expected);
      entries.push(...fees.entries);
      notPosted.push(...fees.notPosted);
    }
  }
  return { entries: entries.toSorted((a, b) => (a.id < b.id ? -1 : 1)), notPosted };
};
