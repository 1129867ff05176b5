import { isDeepStrictEqual } from 'node:util';
import { expect, test } from '@jest/globals';
import { describeVenue } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { type Planted, planted } from './fixture/planted.js';
import { openWorld } from './fixture/world.js';

/** Runs one case of the suite against an adapter, and says whether it failed. */
const fails = async ({ caughtBy, bend }: Pick<Planted, 'caughtBy' | 'bend'>): Promise<boolean> => {
  const cases = new Map<string, () => Promise<void>>();
  describeVenue({
    describe: (_, body) => body(),
    test: (name, body) => cases.set(name, body),
    expect: (actual) => ({
      toEqual: (expected) => {
        if (!isDeepStrictEqual(actual, expected)) throw new Error('not equal');
      },
    }),
  })('planted', { world: () => openWorld(bend), crowd: O.none });
  const body = cases.get(caughtBy);
  if (body === undefined) throw new Error(`the suite has no case "${caughtBy}"`);
  return body().then(
    () => false,
    () => true,
  );
};

test.each(planted)('$mistake: caught', async ({ caughtBy, bend }) => {
  expect(await fails({ caughtBy, bend })).toBe(true);
  expect(await fails({ caughtBy, bend: (venue) => venue })).toBe(false);
});
