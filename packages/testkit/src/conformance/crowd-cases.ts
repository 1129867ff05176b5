import type { Cursor, SettlementVenue } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { right } from './must.js';
import { everything } from './reading-cases.js';
import type { TestApi } from './test-api.js';
import type { Crowd } from './venue-world.js';

const pagesMax = 1_000;

/** What the list promises when it has more than one page. */
export const crowdCases = ({ test, expect }: TestApi, open: () => Promise<Crowd>): void => {
  test('lists every settlement once, over all pages', async () => {
    const { venue, settlements, close } = await open();
    try {
      const pages = await walk(venue);
      expect(pages.length > 1).toEqual(true);
      expect(pages.flat().toSorted()).toEqual(settlements.toSorted());
    } finally {
      await close();
    }
  });
};

const walk = async (venue: SettlementVenue): Promise<ReadonlyArray<ReadonlyArray<string>>> => {
  const pages: Array<ReadonlyArray<string>> = [];
  let after: O.Option<Cursor> = O.none;
  for (let count = 0; count < pagesMax; count += 1) {
    // A page begins where the one before ended.
    // oxlint-disable-next-line no-await-in-loop
    const page = right(await venue.list({ ...everything, after })());
    pages.push(page.settlements.map(({ id }) => id));
    if (O.isNone(page.next)) return pages;
    after = page.next;
  }
  return pages;
};
