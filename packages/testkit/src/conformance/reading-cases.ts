import { settlementId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { right } from './must.js';
import { sceneOf } from './scene.js';
import { faultsOf } from './sentences.js';
import type { TestApi } from './test-api.js';
import type { Within } from './within.js';

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
      expect(again.subject).toEqual(subject);
      expect(again.settlements).toEqual([settlement]);
      expect(await world.truth()).toEqual(before);
    }),
  );

  test(
    'stamps a reading with the monotonic clock, from its first byte to its last (M2 b)',
    within(async (world) => {
      const { subject } = await sceneOf(world);
      const beforeMs = world.clock.monotonicMs();
      const { askedAtMs, answeredAtMs } = right(await world.venue.observe(subject, O.none)());
      const afterMs = world.clock.monotonicMs();
      const instants = [beforeMs, askedAtMs, answeredAtMs, afterMs];
      expect(instants).toEqual(instants.toSorted((a, b) => a - b));
    }),
  );

  test(
    'reads every settlement of a scope, once, and at `least` or later (M2)',
    within(async (world) => {
      const { seen, settlement } = await sceneOf(world);
      const subject = { _tag: 'Prospective', scope: settlement.scope } as const;
      const least = seen.order + farAhead;
      const all = right(await world.venue.observe(subject, O.some(least))());
      expect(all.order >= least).toEqual(true);
      expect(all.subject).toEqual(subject);
      expect(all.settlements.filter(({ id }) => id === settlement.id).length).toEqual(1);
      const others = { _tag: 'Prospective', scope: 'no-such-scope' } as const;
      const none = await world.venue.observe(others, O.none)();
      expect(E.isRight(none) ? none.right.settlements : faultsOf(none.left, world.secrets)).toEqual([]);
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
    'shows no settlement where there is none, or says in sentences why it cannot tell',
    within(async (world) => {
      const settlement = right(settlementId('no-such-settlement'));
      const seen = await world.venue.observe({ _tag: 'Existing', settlement }, O.none)();
      expect(E.isRight(seen) ? seen.right.settlements : faultsOf(seen.left, world.secrets)).toEqual([]);
    }),
  );
};
