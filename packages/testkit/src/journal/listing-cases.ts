import { type MandateId, mandateId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { clerkOf } from './clerk.js';
import type { OpenJournal } from './journal-world.js';
import { firstOf, mandateOf, settleLeg } from './paper-mandate.js';
import * as Paper from './paper-record.js';
import type { Within } from './within.js';

const pagesMax = 100;

/** The pages of a list, of so many ids each. */
const pagesOf = async (
  { journal }: OpenJournal,
  open: boolean,
  limit: number,
): Promise<ReadonlyArray<ReadonlyArray<MandateId>>> => {
  const pages: Array<ReadonlyArray<MandateId>> = [];
  let after: O.Option<MandateId> = O.none;
  while (pages.length < pagesMax) {
    // A page begins behind the one before.
    // oxlint-disable-next-line no-await-in-loop
    const page: ReadonlyArray<MandateId> = right(await journal.mandates({ open, after, limit })());
    const last = page.at(-1);
    if (last === undefined) return pages;
    pages.push(page);
    after = O.some(last);
  }
  return pages;
};

const oneIn = async (view: OpenJournal, open = false): Promise<ReadonlyArray<MandateId>> =>
  (await pagesOf(view, open, 10_000)).flat();

/** Everything that an id may consist of, and what a key may be confused by. */
const oddNames = [
  ...Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at)),
  'M/',
  'M/1',
  'M0',
  'M%2F',
  'M%2F1',
  'M~',
  'M!',
  '%25',
  '../M',
  "M'1",
  'M\\',
  '~'.repeat(128),
  '%'.repeat(128),
];

/** What the list of mandates promises. */
export const listingCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'lists mandates in the order of their ids',
    within(async (view) => {
      const clerk = clerkOf(view);
      expect(await oneIn(view)).toEqual([]);
      for (const name of ['b2', 'a10', 'B1', 'a1', 'a9', 'c'])
        // oxlint-disable-next-line no-await-in-loop
        await clerk.give(mandateOf(name));
      expect(await oneIn(view)).toEqual(['B1', 'a1', 'a10', 'a9', 'b2', 'c']);
    }),
  );

  test(
    'lists every mandate once, over pages of any size, whatever it is called',
    within(async (view) => {
      const clerk = clerkOf(view);
      for (const name of oddNames)
        // The intents have other ids, so that the mandate's may be as long as an id can be.
        // oxlint-disable-next-line no-await-in-loop
        await clerk.give(mandateOf('usual', undefined, { id: right(mandateId(name)) }));
      const all = await oneIn(view);
      expect(all.toSorted()).toEqual(oddNames.toSorted());
      for (const limit of [7, 50]) {
        // oxlint-disable-next-line no-await-in-loop
        const pages = await pagesOf(view, false, limit);
        expect(pages.flat()).toEqual(all);
        expect(pages.every((page) => page.length <= limit)).toEqual(true);
      }
    }),
  );

  test(
    'lists a barred id among all, and not among those that are open',
    within(async (view) => {
      const { id } = mandateOf('barred');
      expect(await clerkOf(view).add(id, [Paper.barred])).toEqual('Added');
      expect(await oneIn(view)).toEqual([id]);
      expect(await oneIn(view, true)).toEqual([]);
    }),
  );

  test(
    'lists as open whatever has an intent that is not over, until the last one is',
    within(async (view) => {
      const clerk = clerkOf(view);
      const two = await clerk.give(mandateOf('two', [settleLeg('L1', '1'), settleLeg('L2', '1')]));
      const waiting = await clerk.give(mandateOf('waiting'));
      const [first, second] = [firstOf(two), two.intents[1]?.id ?? firstOf(two)];
      const lease = await clerk.take();
      expect(await oneIn(view, true)).toEqual([two.id, waiting.id]);
      const story = [
        Paper.decided(first, Paper.decisions.Withdrawn),
        Paper.armed(second),
        Paper.outcomeOf(second, Paper.outcomes.Unknown),
        Paper.parked(second),
        Paper.decided(second, Paper.decisions.DeclaredVoid),
        Paper.armed(second, { attempt: 2, order: '20', fence: '21' }),
        Paper.outcomeOf(second, Paper.outcomes.Accepted, 2),
      ];
      for (const record of story) {
        // oxlint-disable-next-line no-await-in-loop
        expect(await clerk.add(two.id, [record], { lease })).toEqual('Added');
        // oxlint-disable-next-line no-await-in-loop
        expect(await oneIn(view, true)).toEqual([two.id, waiting.id]);
      }
      expect(await clerk.add(two.id, [Paper.ended(second, Paper.endings.Done)])).toEqual('Added');
      expect(await oneIn(view, true)).toEqual([waiting.id]);
      expect(await pagesOf(view, false, 1)).toEqual([[two.id], [waiting.id]]);
    }),
  );
};
