import { describe, expect, test } from '@jest/globals';
import type { LegStatus } from '../../src/noun/leg.js';
import type { Finality, Settlement } from '../../src/noun/settlement.js';
import { regressed } from '../../src/engine/regression.js';
import { cashLeg, leg, observation, settlement } from '../fixture/noun.js';

const seen = (order: bigint, ...settlements: ReadonlyArray<Settlement>) =>
  observation({ order, settlements });
const withLeg = (status: LegStatus) => settlement({ legs: [leg({ status })] });
const withFinality = (finality: Finality) => settlement({ finality });

const legs: ReadonlyArray<LegStatus> = ['Open', 'InProgress', 'PartlySettled', 'Settled', 'Unrecognised'];
const finalities: ReadonlyArray<Finality> = ['Open', 'Reversible', 'Final', 'Dead', 'Unrecognised'];

describe('a reading that shows less than an earlier one (D13)', () => {
  test('one that does not come later in the order of calls', () => {
    expect(regressed(seen(5n, settlement()), seen(4n, settlement()))).toBe(true);
    expect(regressed(seen(5n, settlement()), seen(5n, settlement()))).toBe(true);
    expect(regressed(seen(5n, settlement()), seen(6n, settlement()))).toBe(false);
  });

  test.each(legs)('a settled leg that is %s', (status) => {
    const back = status !== 'Settled' && status !== 'Unrecognised';
    expect(regressed(seen(1n, withLeg('Settled')), seen(2n, withLeg(status)))).toBe(back);
  });

  test('a leg that is gone, but not one of a reading that carries no legs at first', () => {
    const both = settlement({ legs: [leg(), cashLeg()] });
    expect(regressed(seen(1n, both), seen(2n, settlement({ legs: [leg()] })))).toBe(true);
    expect(regressed(seen(1n, settlement({ legs: [] })), seen(2n, both))).toBe(false);
  });

  test.each(finalities.flatMap((before) => finalities.map((after) => ({ before, after }))))(
    'finality $before, then $after',
    ({ before, after }) => {
      const order = ['Open', 'Reversible', 'Final', 'Dead'];
      const over = (one: string): boolean => one === 'Final' || one === 'Dead';
      const back =
        before !== 'Unrecognised' &&
        after !== 'Unrecognised' &&
        (over(before) && over(after) ? before !== after : order.indexOf(after) < order.indexOf(before));
      expect(regressed(seen(1n, withFinality(before)), seen(2n, withFinality(after)))).toBe(back);
    },
  );

  test('a part that was settled and is open again, but not a transfer that came to nothing', () => {
    const of = (status: 'Open' | 'InProgress' | 'PartlySettled' | 'Unrecognised') =>
      settlement({ legs: [leg({ status })] });
    expect(regressed(seen(1n, of('PartlySettled')), seen(2n, of('Open')))).toBe(true);
    expect(regressed(seen(1n, of('InProgress')), seen(2n, of('Open')))).toBe(false);
    expect(regressed(seen(1n, of('Unrecognised')), seen(2n, of('Open')))).toBe(false);
    expect(regressed(seen(1n, of('PartlySettled')), seen(2n, of('Unrecognised')))).toBe(false);
  });

  test('a settlement that is gone, unless the reading was of whatever there may be', () => {
    const earlier = seen(1n, settlement());
    expect(regressed(earlier, seen(2n))).toBe(true);
    const prospective = { ...seen(2n), subject: { _tag: 'Prospective', scope: 'spot' } as const };
    expect(regressed({ ...earlier, subject: prospective.subject }, prospective)).toBe(false);
  });
});
