import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { type Term, sameTerms, termsOf } from '../../src/noun/instruction.js';
import type { Leg } from '../../src/noun/leg.js';
import { amount, asset, inward, leg, legId, outward, party } from '../fixture/noun.js';

const pays = leg({
  id: legId('1'),
  asset: O.some(asset('BTC')),
  quantity: amount('1.5'),
  flow: O.some(outward),
});
const gets = leg({
  id: legId('2'),
  asset: O.some(asset('USD')),
  quantity: amount('9'),
  flow: O.some(inward),
});
const legs = [pays, gets];
const terms = (of: ReadonlyArray<Leg>): ReadonlyArray<Term> =>
  O.getOrElse((): ReadonlyArray<Term> => [])(termsOf(of));

describe('Terms', () => {
  test('legs are the terms that they amount to, in whatever order, also when something may be charged on top', () => {
    expect(sameTerms(terms(legs), legs.toReversed())).toBe(true);
    expect(
      sameTerms(
        terms(legs).map((term) => ({ ...term, feeMax: amount('1') })),
        legs,
      ),
    ).toBe(true);
  });

  test.each<readonly [string, ReadonlyArray<Leg>]>([
    ['another quantity', [{ ...pays, quantity: amount('1.6') }, gets]],
    ['another asset', [{ ...pays, asset: O.some(asset('ETH')) }, gets]],
    ['the other direction', [{ ...pays, flow: O.some(inward) }, gets]],
    [
      'a receiver in another role',
      [{ ...pays, flow: O.some({ ...outward, receiver: { ...outward.receiver, role: 'Agent' } }) }, gets],
    ],
    ['another payer', [{ ...pays, flow: O.some({ ...outward, payer: party('Counterparty') }) }, gets]],
    ['a leg less', [pays]],
    ['a leg twice', [pays, gets, gets]],
    ['an asset that is not known', [{ ...pays, asset: O.none }, gets]],
    ['a direction that is not understood', [{ ...pays, flow: O.none }, gets]],
    ['no legs', []],
  ])('they are not with %s (M6)', (_, shown) => {
    expect(sameTerms(terms(legs), shown)).toBe(false);
  });

  test('no terms at all are the terms of nothing', () => {
    expect(sameTerms([], [])).toBe(false);
  });
});
