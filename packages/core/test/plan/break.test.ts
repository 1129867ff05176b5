import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import type { Leg } from '../../src/noun/leg.js';
import { type Break, compare } from '../../src/plan/break.js';
import type { ExpectedLeg, Expectation } from '../../src/plan/expectation.js';
import { amount, asset, cashLeg, inward, leg, legId, outward, settlement, tradeId } from '../fixture/noun.js';

const bitcoin: ExpectedLeg = {
  asset: asset('BTC'),
  payer: 'Us',
  receiver: 'Venue',
  quantity: amount('1.5'),
};
const dollars: ExpectedLeg = {
  asset: asset('USD'),
  payer: 'Venue',
  receiver: 'Us',
  quantity: amount('60000'),
};
const agreeing = {
  _tag: 'Positions',
  legs: [bitcoin, dollars],
  trades: O.some([tradeId('T2'), tradeId('T1')]),
} satisfies Expectation;
const waived: Expectation = { _tag: 'Waived', by: 'ops', reason: 'first day' };
const both = [leg(), cashLeg()];

const found = (
  legs: ReadonlyArray<Leg>,
  expectation: Expectation = agreeing,
): ReadonlyArray<readonly [Break['_tag'], string]> =>
  compare(settlement({ legs }), expectation).map((one) => [one._tag, one.at]);

describe('nothing is found where everything agrees (M7)', () => {
  test('in any order of legs and of trades', () => {
    expect(found(both)).toStrictEqual([]);
    expect(found(both.toReversed())).toStrictEqual([]);
    expect(found(both, { ...agreeing, legs: agreeing.legs.toReversed() })).toStrictEqual([]);
  });

  test('trades are compared only when they are expected', () => {
    expect(
      compare(settlement({ legs: both, trades: O.none }), { ...agreeing, trades: O.none }),
    ).toStrictEqual([]);
  });

  test("the venue's own words for direction and asset decide nothing (H1)", () => {
    expect(
      found([leg({ venueDirection: 'incoming' }), cashLeg({ venueDirection: 'outgoing' })]),
    ).toStrictEqual([]);
  });
});

describe('every single disagreement is found (M7, N4)', () => {
  test.each<[string, ReadonlyArray<Leg>, ReadonlyArray<readonly [Break['_tag'], string]>]>([
    ['the direction of our leg', [leg({ flow: O.some(inward) }), cashLeg()], [['DirectionDisagrees', 'L1']]],
    [
      "the direction of the venue's leg",
      [leg(), cashLeg({ flow: O.some(outward) })],
      [['DirectionDisagrees', 'L2']],
    ],
    [
      'both directions at once: one convention read the wrong way round',
      [leg({ flow: O.some(inward) }), cashLeg({ flow: O.some(outward) })],
      [
        ['DirectionDisagrees', 'L1'],
        ['DirectionDisagrees', 'L2'],
      ],
    ],
    [
      'a quantity that is a hair more',
      [leg({ quantity: amount('1.500000000000000000000000000000000001') }), cashLeg()],
      [['QuantityDisagrees', 'L1']],
    ],
    ['a scale slip', [leg(), cashLeg({ quantity: amount('600000') })], [['QuantityDisagrees', 'L2']]],
    [
      'direction and quantity of one leg',
      [leg({ flow: O.some(inward), quantity: amount('2') }), cashLeg()],
      [
        ['DirectionDisagrees', 'L1'],
        ['QuantityDisagrees', 'L1'],
      ],
    ],
    [
      'another asset',
      [leg({ asset: O.some(asset('ETH')) }), cashLeg()],
      [
        ['LegUnexpected', 'L1'],
        ['LegMissing', 'BTC'],
      ],
    ],
    [
      'an asset that is not known',
      [leg({ asset: O.none }), cashLeg()],
      [
        ['UnknownAsset', 'L1'],
        ['LegMissing', 'BTC'],
      ],
    ],
    [
      'a direction that is not understood',
      [leg({ flow: O.none }), cashLeg()],
      [
        ['UnknownDirection', 'L1'],
        ['LegMissing', 'BTC'],
      ],
    ],
    ['a missing leg', [leg()], [['LegMissing', 'USD']]],
    [
      'a leg too many',
      [...both, leg({ id: legId('L3'), asset: O.some(asset('ETH')) })],
      [['LegUnexpected', 'L3']],
    ],
    ['a leg twice', [...both, leg({ id: legId('L3') })], [['LegUnexpected', 'L3']]],
    [
      'no legs at all',
      [],
      [
        ['LegMissing', 'BTC'],
        ['LegMissing', 'USD'],
      ],
    ],
  ])('%s', (_, legs, breaks) => {
    expect(found(legs)).toStrictEqual(breaks);
  });

  test('payer or receiver alone', () => {
    const expecting = (changes: Partial<ExpectedLeg>): Expectation => ({
      _tag: 'Positions',
      legs: [{ ...bitcoin, ...changes }],
      trades: O.none,
    });
    expect(found([leg()], expecting({ payer: 'Agent' }))).toStrictEqual([['DirectionDisagrees', 'L1']]);
    expect(found([leg()], expecting({ receiver: 'Counterparty' }))).toStrictEqual([
      ['DirectionDisagrees', 'L1'],
    ]);
  });

  test('an expectation that names an asset twice', () => {
    const twice: Expectation = { _tag: 'Positions', legs: [bitcoin, bitcoin, dollars], trades: O.none };
    expect(found(both, twice)).toStrictEqual([['ExpectedTwice', 'BTC']]);
  });

  test.each([
    ['one is missing', O.some([tradeId('T1')]), '1 expected trades are not'],
    ['one is new', O.some([tradeId('T1'), tradeId('T2'), tradeId('T3')]), '1 are in it'],
    ['one is another', O.some([tradeId('T1'), tradeId('T3')]), '1 expected trades are not'],
    ['none are shown', O.none, 'does not show'],
  ])('trades: %s', (_, trades, what) => {
    const breaks = compare(settlement({ legs: both, trades }), agreeing);
    expect(breaks.map((one) => one._tag)).toStrictEqual(['TradesDisagree']);
    expect(breaks[0]?.what).toContain(what);
  });
});

describe('waiving the expectation waives nothing else (M7, N4)', () => {
  test('positions are not compared', () => {
    expect(found([leg({ quantity: amount('7') })], waived)).toStrictEqual([]);
  });

  test('an unknown asset or direction and an oddity still refuse', () => {
    expect(found([leg({ asset: O.none })], waived)).toStrictEqual([['UnknownAsset', 'L1']]);
    expect(found([leg({ flow: O.none })], waived)).toStrictEqual([['UnknownDirection', 'L1']]);
    const odd = settlement({ oddities: [{ at: 'S1', what: 'a field that is not known' }] });
    for (const expectation of [waived, { ...agreeing, legs: [bitcoin] }])
      expect(compare(odd, expectation)).toStrictEqual([
        { _tag: 'Odd', at: 'S1', what: 'a field that is not known' },
      ]);
  });
});
