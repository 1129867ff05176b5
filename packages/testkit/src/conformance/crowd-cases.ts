import type { Cursor, Page, Settlement, SettlementVenue } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { everything } from './list-cases.js';
import { right } from './must.js';
import type { TestApi } from './test-api.js';
import type { Crowd } from './venue-world.js';

const pagesMax = 1_000;

/** What the list promises when there is much to list. */
export const crowdCases = ({ test, expect }: TestApi, open: () => Promise<Crowd>): void => {
  const among =
    (use: (crowd: Crowd, walk: Walk) => Promise<void>): (() => Promise<void>) =>
    async () => {
      const crowd = await open();
      try {
        await use(crowd, await walkOf(crowd.venue));
      } finally {
        await crowd.close();
      }
    };

  test(
    'lists every settlement once, over all pages',
    among(async ({ settlements, pages }, walk) => {
      expect(walk.pages.length > 1).toEqual(pages === 'Several');
      expect(idsOf(walk).toSorted()).toEqual(settlements.toSorted());
    }),
  );

  test(
    'ends its list',
    among(async (_, walk) => {
      expect(walk.ended).toEqual(true);
    }),
  );

  test(
    'lists the newest first, over all pages',
    among(async (_, walk) => {
      const instants = walk.pages.flatMap((page) => page.settlements).map(({ createdAtMs }) => createdAtMs);
      expect(new Set(instants).size > 1).toEqual(true);
      expect(instants).toEqual(instants.toSorted((a, b) => b - a));
    }),
  );

  test(
    'lists the same page again where it is asked for again',
    among(async ({ venue, pages }, walk) => {
      const [first, second] = walk.pages;
      if (pages === 'One' || first === undefined) return;
      const again = right(await venue.list({ ...everything, after: first.next })());
      expect(again.settlements.map(idOf)).toEqual(second?.settlements.map(idOf));
    }),
  );
};

interface Walk {
  readonly pages: ReadonlyArray<Page>;
  /** Whether the last page said that it was the last. */
  readonly ended: boolean;
}

const idOf = ({ id }: Settlement.Settlement): string => id;

const idsOf = ({ pages }: Walk): ReadonlyArray<string> =>
  pages.flatMap(({ settlements }) => settlements.map(idOf));

const walkOf = async (venue: SettlementVenue): Promise<Walk> => {
  const pages: Array<Page> = [];
  let after: O.Option<Cursor> = O.none;
  for (let count = 0; count < pagesMax; count += 1) {
    // A page begins where the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const page = right(await venue.list({ ...everything, after })());
    pages.push(page);
    if (O.isNone(page.next)) return { pages, ended: true };
    after = page.next;
  }
  return { pages, ended: false };
};
