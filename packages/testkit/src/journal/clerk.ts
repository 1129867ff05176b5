import type { JournalRecord, JournalRefused, Lease, Mandate, MandateId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { defined, right } from '../conformance/must.js';
import type { OpenJournal } from './journal-world.js';
import { given, lane as usualLane } from './paper-mandate.js';
import { armed, ended, endings, outcomeOf, outcomes } from './paper-record.js';

/** Longer than any test takes. Units: milliseconds. */
export const longMs = 3_600_000;

/** What an append came to, in one word. */
export type Added = 'Added' | JournalRefused['why'] | 'JournalFailed';

/** What may be said of an append. */
interface Terms {
  readonly lease?: Lease;
  readonly expected?: number;
  readonly limitsAsOf?: number;
  readonly releases?: Lease;
}

/** Writes to a journal the way that the cases need it. */
export interface Clerk {
  readonly add: (id: MandateId, records: ReadonlyArray<JournalRecord>, terms?: Terms) => Promise<Added>;
  /** The refusal itself; `undefined` when it was added. */
  readonly refusal: (
    id: MandateId,
    records: ReadonlyArray<JournalRecord>,
    terms?: Terms,
  ) => Promise<JournalRefused | undefined>;
  readonly give: (mandate: Mandate.Mandate) => Promise<Mandate.Mandate>;
  /** Takes the lane's lease for as long as the test takes. */
  readonly take: (lane?: string) => Promise<Lease>;
  /** Everything from arming to the end `Done`, at an instant. */
  readonly carryOut: (mandate: Mandate.Mandate, lease: Lease, atMs: number) => Promise<void>;
}

/** A clerk for a view of a journal. */
export const clerkOf = ({ journal }: Pick<OpenJournal, 'journal'>): Clerk => {
  const append = async (id: MandateId, records: ReadonlyArray<JournalRecord>, terms: Terms = {}) => {
    const known = right(await journal.read(id)()).length;
    return journal.append({
      mandate: id,
      expected: terms.expected ?? known,
      records,
      lease: O.fromNullable(terms.lease),
      limitsAsOf: O.fromNullable(terms.limitsAsOf),
      ...(terms.releases === undefined ? {} : { releases: terms.releases }),
    })();
  };
  const add: Clerk['add'] = async (id, records, terms) => wordOf(await append(id, records, terms));
  return {
    add,
    refusal: async (id, records, terms) => {
      const done = await append(id, records, terms);
      return E.isLeft(done) && done.left._tag === 'JournalRefused' ? done.left : undefined;
    },
    give: async (mandate) => {
      right(await append(mandate.id, [given(mandate)]));
      return mandate;
    },
    take: async (lane = usualLane) => {
      const lease = right(await journal.acquire(lane, 'a worker', longMs)());
      return defined(O.toUndefined(lease));
    },
    carryOut: async (mandate, lease, atMs) => {
      for (const { id } of mandate.intents) {
        const steps = [
          [armed(id, { lane: lease.lane })],
          [outcomeOf(id, outcomes.Accepted)],
          [ended(id, endings.Done, atMs)],
        ];
        // Records follow each other.
        // oxlint-disable-next-line no-await-in-loop
        for (const records of steps) right(await append(mandate.id, records, { lease }));
      }
    },
  };
};

/** What came of an append, in one word. */
export const wordOf = (done: E.Either<JournalRefused | { readonly _tag: 'JournalFailed' }, void>): Added => {
  if (E.isRight(done)) return 'Added';
  return done.left._tag === 'JournalRefused' ? done.left.why : 'JournalFailed';
};
