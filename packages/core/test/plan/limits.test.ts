import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { type Cap, type Limits, exceeded, looksBack, unlimited } from '../../src/plan/limits.js';
import type { Commitment } from '../../src/plan/limits.js';
import { amount, asset, intentId, inward, legId, party, settleLeg } from '../fixture/noun.js';

const cap = (changes: Partial<Cap> = {}): Cap => ({
  asset: asset('BTC'),
  over: 'Intent',
  receiver: O.none,
  quantity: amount('1.5'),
  ...changes,
});
const limits = (...caps: ReadonlyArray<Cap>): Limits => ({ caps, others: 'Refused' });
const commitment = (quantity: string, changes: Partial<Commitment> = {}): Commitment => ({
  intent: intentId('earlier/1'),
  asset: asset('BTC'),
  receiver: party('Venue').account,
  quantity: amount(quantity),
  ...changes,
});
const isExceeded = (...args: Parameters<typeof exceeded>): boolean => O.isSome(exceeded(...args));

describe('limits (M10)', () => {
  test('up to the cap and not a hair more, for each intent', () => {
    const two = [settleLeg(), settleLeg({ leg: legId('L2') })];
    expect(isExceeded(limits(cap()), two, [])).toBe(false);
    const more = settleLeg({ quantity: amount('1.50000001') });
    expect(exceeded(limits(cap()), [more], [])).toStrictEqual(
      O.some({
        _tag: 'LimitExceeded',
        asset: 'BTC',
        what: '1.50000001 BTC would exceed the limit of 1.5 for one intent',
      }),
    );
  });

  test('a day counts every intent of the plan together with what is committed', () => {
    const day = limits(cap({ over: 'Day', quantity: amount('4') }));
    const two = [settleLeg(), settleLeg({ leg: legId('L2') })];
    expect(isExceeded(day, two, [commitment('1')])).toBe(false);
    expect(isExceeded(day, two, [commitment('1'), commitment('0.00000001')])).toBe(true);
    expect(isExceeded(day, [...two, settleLeg({ leg: legId('L3') })], [])).toBe(true);
  });

  test('what was committed in other assets, or to others where the cap names a receiver, does not count', () => {
    const day = cap({ over: 'Day' });
    const others = [commitment('9', { asset: asset('ETH') })];
    expect(isExceeded(limits(day), [settleLeg()], others)).toBe(false);
    const elsewhere = [commitment('9', { receiver: party('Agent').account })];
    const named = cap({ over: 'Day', receiver: O.some(party('Venue').account) });
    expect(isExceeded(limits(named), [settleLeg()], elsewhere)).toBe(false);
    expect(isExceeded(limits(day), [settleLeg()], elsewhere)).toBe(true);
    expect(isExceeded(limits(named), [settleLeg()], [commitment('0.1')])).toBe(true);
  });

  test('without a daily cap nothing that is committed counts, however much it is', () => {
    const much = [commitment('1000000')];
    for (const each of [unlimited, limits(), limits(cap()), limits(cap({ quantity: amount('9') }), cap())]) {
      expect(looksBack(each)).toBe(false);
      expect(exceeded(each, [settleLeg()], much)).toStrictEqual(exceeded(each, [settleLeg()], []));
    }
    expect(looksBack(limits(cap(), cap({ over: 'Day' })))).toBe(true);
  });

  test('the strictest of several caps holds, in any order', () => {
    const caps = [
      cap({ quantity: amount('9') }),
      cap({ quantity: amount('1') }),
      cap({ quantity: amount('5') }),
    ];
    expect(isExceeded(limits(...caps), [settleLeg()], [])).toBe(true);
    expect(isExceeded(limits(...caps.toReversed()), [settleLeg()], [])).toBe(true);
  });

  test('an asset or receiver that no cap names is refused unless it is left unlimited', () => {
    const ether = settleLeg({ asset: asset('ETH') });
    expect(isExceeded(limits(cap()), [ether], [])).toBe(true);
    expect(isExceeded({ caps: [cap()], others: 'Unlimited' }, [ether], [])).toBe(false);
    expect(isExceeded(limits(cap({ receiver: O.some(party('Agent').account) })), [settleLeg()], [])).toBe(
      true,
    );
    expect(isExceeded(unlimited, [settleLeg({ quantity: amount('9'.repeat(40)) })], [])).toBe(false);
  });

  test('what we receive, and a creation, are not limited: nothing of ours moves by them', () => {
    const none: Limits = { caps: [], others: 'Refused' };
    expect(isExceeded(none, [settleLeg({ flow: inward })], [])).toBe(false);
    expect(
      isExceeded(none, [{ _tag: 'CreateSettlement', scope: 'spot', trades: O.none, terms: [] }], []),
    ).toBe(false);
    expect(isExceeded(none, [], [])).toBe(false);
  });
});
