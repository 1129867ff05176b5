import { describe, expect, test } from '@jest/globals';
import { accountId } from '@legwork/core';
import { left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { expectationOf, termsOfTrade } from '../src/index.js';
import { asset, ownTrade, quantity } from './fixture/desk.js';
import { sampleTerms } from './fixture/trial.js';
import { settlement, them, us, wireTrade } from './fixture/wire-settlement.js';

const trade = ownTrade('trade-1', them, ['600.5', 'USD'], ['0.01', 'BTC'], { feeMax: quantity('0.5') });

describe('a trade of our books', () => {
  test('has the terms of its settlement', () => {
    expect(termsOfTrade(us, trade)).toEqual(sampleTerms());
  });

  test('is what we expect of a settlement that somebody else requested', () => {
    expect(right(expectationOf([trade])(settlement()))).toEqual({
      _tag: 'Positions',
      legs: [
        { asset: asset('USD'), quantity: quantity('600.5'), payer: 'Us', receiver: 'Counterparty' },
        { asset: asset('BTC'), quantity: quantity('0.01'), payer: 'Counterparty', receiver: 'Us' },
      ],
      trades: O.some(['trade-1']),
    });
  });

  test('adds up with others of the same assets', () => {
    const more = ownTrade('trade-2', them, ['1', 'USD'], ['0.001', 'BTC']);
    const trades = [
      wireTrade(),
      wireTrade({ externalId: 'trade-2', baseAmount: '100000', quoteAmount: '100' }),
    ];
    const expected = right(expectationOf([trade, more])(settlement({ trades })));
    expect(expected._tag === 'Positions' && expected.legs.map((leg) => leg.quantity)).toEqual([
      '601.5',
      '0.011',
    ]);
  });

  test.each([
    ['no trades shown', [trade], { trades: null }],
    ['no trade at all', [trade], { trades: [] }],
    ['a trade that nobody knows', [], {}],
    ['a trade that stands in the books twice', [trade, trade], {}],
    [
      'one trade more than the books have',
      [trade],
      { trades: [wireTrade(), wireTrade({ externalId: 'trade-2' })] },
    ],
    ['a trade with somebody else', [{ ...trade, with: right(accountId('ffff')) }], {}],
  ])('is not there for %s', (_, book, changes) => {
    expect(left(expectationOf(book)(settlement(changes)))).toMatchObject({ _tag: 'NotOurTrade' });
  });

  test('is not there for a settlement with two others, also if our books have both', () => {
    const stranger = right(accountId('ffff'));
    const two = ownTrade('trade-2', stranger, ['1', 'USD'], ['0.001', 'BTC']);
    const trades = [wireTrade(), wireTrade({ externalId: 'trade-2' })];
    const told = settlement({ trades });
    expect(E.isLeft(expectationOf([trade, two])(told))).toBe(true);
    const flow = O.some({
      payer: { role: 'Us', account: us } as const,
      receiver: { role: 'Counterparty', account: stranger } as const,
    });
    const legs = [...told.legs, ...told.legs.map((leg) => ({ ...leg, flow }))];
    expect(E.isLeft(expectationOf([trade, two])({ ...told, legs }))).toBe(true);
  });
});
