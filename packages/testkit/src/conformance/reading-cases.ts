import { type ListQuery, settlementId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { left, right } from './must.js';
import { sceneOf } from './scene.js';
import { faultsOf } from './sentences.js';
import type { TestApi } from './test-api.js';
import type { Within } from './within.js';

/** A list without conditions. */
export const everything: ListQuery = {
  scope: O.none,
  createdAfterMs: O.none,
  open: false,
  after: O.none,
};

/** How far ahead a read is asked to be placed. */
const farAhead = 1_000n;

/** What reads promise. */
export const readingCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'reads the same again, later in the order of calls, and moves nothing by it',
    within(async (world) => {
      const { subject, seen, settlement } = await sceneOf(world);
      const before = await world.truth();
      const again = right(await world.venue.observe(subject, O.none)());
      expect(again.order > seen.order).toEqual(true);
      expect(again.askedAtMs >= seen.answeredAtMs && again.answeredAtMs >= again.askedAtMs).toEqual(true);
      expect(again.settlements).toEqual([settlement]);
      expect(await world.truth()).toEqual(before);
    }),
  );

  test(
    'reads at `least` or later (M2)',
    within(async (world) => {
      const { subject, seen } = await sceneOf(world);
      const least = seen.order + farAhead;
      const later = right(await world.venue.observe(subject, O.some(least))());
      expect(later.order >= least).toEqual(true);
      const after = right(await world.venue.observe(subject, O.none)());
      expect(after.order > later.order).toEqual(true);
    }),
  );

  test(
    'keeps the same mark of equal readings',
    within(async (world) => {
      const { subject, seen, offers } = await sceneOf(world);
      const again = right(await world.venue.observe(subject, O.none)());
      const marks = (reading: typeof seen): ReadonlyArray<string> =>
        offers.map(({ instruction }) => world.venue.snapshot(instruction, reading));
      expect(marks(again)).toEqual(marks(seen));
    }),
  );

  test(
    'lists the settlement once',
    within(async (world) => {
      const { settlement } = await sceneOf(world);
      const page = right(await world.venue.list(everything)());
      expect(page.settlements.filter(({ id }) => id === settlement.id).length).toEqual(1);
    }),
  );

  test(
    'shows no settlement where there is none, or says in sentences why it cannot tell',
    within(async (world) => {
      const settlement = right(settlementId('no-such-settlement'));
      const seen = await world.venue.observe({ _tag: 'Existing', settlement }, O.none)();
      expect(E.isRight(seen) ? seen.right.settlements : faultsOf(seen.left, world.secrets)).toEqual([]);
    }),
  );

  test(
    'takes no cursor that it did not make',
    within(async (world) => {
      const failed = left(await world.venue.list({ ...everything, after: O.some('no such cursor') })());
      expect(failed.lasts).toEqual('Lasting');
      expect(faultsOf(failed, world.secrets)).toEqual([]);
    }),
  );
};
