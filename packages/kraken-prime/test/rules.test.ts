import { describe, expect, test } from '@jest/globals';
import { Quantity, assetId, settlementId } from '@legwork/core';
import { right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { krakenPrimeRules, toSettlement } from '../src/index.js';
import { configWith } from './fixture/config.js';
import { create, observation, settleBtc, settlement } from './fixture/noun.js';
import { rules } from './fixture/trial.js';
import { attributes, batch, wireLeg } from './fixture/wire-batch.js';

const fitWith = (changes: Readonly<Record<string, unknown>>, legs: Readonly<Record<string, unknown>> = {}) =>
  rules.fit(settleBtc(), observation([settlement({ legs: [wireLeg(legs)], ...changes })]));

describe('what may be asked for', () => {
  test('is the settling of each leg that we pay', () => {
    expect(rules.allowed(settlement())).toEqual([{ instruction: settleBtc(), waitsFor: O.none }]);
  });

  test('waits for the confirmation, and for the leg to be eligible', () => {
    const unconfirmed = settlement({
      attributes: attributes({ confirmed: false }),
      legs: [wireLeg({ can_settle: false })],
    });
    expect(rules.allowed(unconfirmed)).toMatchObject([
      { waitsFor: O.some('the venue has to confirm the batch') },
    ]);
    const busy = settlement({ legs: [wireLeg({ can_settle: false })] });
    expect(rules.allowed(busy)).toMatchObject([
      { waitsFor: O.some('the venue has to make the leg eligible') },
    ]);
  });

  test.each([
    ['is settled', { status: 'settled', can_settle: false }],
    ['is in progress', { status: 'in_progress', can_settle: false }],
    ['is partly settled, as long as nobody declared what its amount means', { status: 'partially_settled' }],
    ['is empty', { amount: '0.00' }],
    ['is one that we receive', { direction: 'incoming', can_settle: false }],
    ['is in an unknown asset', { asset: 'NEW' }],
    ['is odd', { status: 'reversed' }],
  ])('is nothing about a leg that %s', (_, changes) => {
    expect(rules.allowed(settlement({ legs: [wireLeg(changes)] }))).toEqual([]);
  });

  test('is nothing about a settlement with an oddity anywhere', () => {
    expect(rules.allowed(settlement({ trade_ids: [] }))).toEqual([]);
  });

  test('is the rest of a partly settled leg, where its amount is declared to be that', () => {
    const config = configWith({ amountAfterPartial: 'remaining' });
    const seen = toSettlement(config)(
      batch({ legs: [wireLeg({ status: 'partially_settled', amount: '0.9' })] }),
    );
    expect(krakenPrimeRules(config).allowed(seen)).toMatchObject([{ instruction: { quantity: '0.9' } }]);
  });
});

describe('whether a settling still fits', () => {
  test('it does', () => expect(fitWith({})).toEqual({ _tag: 'Fits' }));

  test.each([
    ['NotYet', 'confirm', { attributes: attributes({ confirmed: false }) }, { can_settle: false }],
    ['NotYet', 'eligible', {}, { can_settle: false }],
    ['NotYet', 'in progress', {}, { status: 'in_progress', can_settle: false }],
    ['NotNeeded', 'without this', {}, { status: 'settled', can_settle: false }],
    ['Differs', 'amount', {}, { amount: '1.6' }],
    ['Differs', 'who pays', {}, { direction: 'incoming', can_settle: false }],
    ['Differs', 'part of the leg', {}, { status: 'partially_settled' }],
    ['Differs', 'no such leg', {}, { asset: 'ETH' }],
    ['Differs', 'leg that we receive', {}, { direction: 'incoming' }],
    ['Differs', 'trade count', { trade_ids: [] }, {}],
    ['Differs', 'does not know', {}, { status: 'reversed' }],
  ])('%s: %s', (tag, sentence, changes, leg) => {
    const fit = fitWith(changes, leg);
    expect(fit._tag).toBe(tag);
    expect(JSON.stringify(fit)).toContain(sentence);
  });

  test('not yet, if the settlement is not shown; never, if the asset is another or there is nothing to move', () => {
    expect(rules.fit(settleBtc(), observation([]))._tag).toBe('NotYet');
    expect(
      rules.fit(settleBtc({ settlement: right(settlementId('B_X')) }), observation([settlement()]))._tag,
    ).toBe('NotYet');
    const eth = settleBtc({ asset: right(assetId('ETH')) });
    expect(rules.fit(eth, observation([settlement()]))._tag).toBe('Differs');
    const nothing = settlement({ legs: [wireLeg({ amount: '0' })] });
    expect(rules.fit(settleBtc({ quantity: Quantity.zero }), observation([nothing]))._tag).toBe('Differs');
  });
});

describe('whether a creation still fits', () => {
  const withStatus = (status: string, kind = 'currency') =>
    observation([settlement({ attributes: attributes({ status, asset_kind: kind }), legs: [] })]);

  test.each([
    ['completed', 'currency', 'Fits'],
    ['unsettled', 'currency', 'NotNeeded'],
    ['partially_settled', 'currency', 'NotNeeded'],
    ['settled', 'currency', 'NotYet'],
    ['reversed', 'currency', 'Differs'],
    ['unsettled', 'tokenized_equity', 'Fits'],
  ])('with a settlement that is %s, of kind %s: %s', (status, kind, tag) => {
    expect(rules.fit(create(), withStatus(status, kind))._tag).toBe(tag);
  });
});

describe('the order of calls', () => {
  test('has its fence beyond the nonce window', () => {
    expect(rules.fence(50n)).toBe(51n);
    expect(krakenPrimeRules(configWith({ nonceWindow: 10_000n })).fence(50n)).toBe(10_051n);
  });
});

describe('a snapshot', () => {
  test('changes with status and transfer, and with nothing else', () => {
    const of = (leg: Readonly<Record<string, unknown>>) =>
      rules.snapshot(settleBtc(), observation([settlement({ legs: [wireLeg(leg)] })]));
    expect(of({ can_settle: false, amount: '2', settled_at: 1 })).toBe(of({}));
    expect(of({ latest_spot_transfer: { id: '1' } })).not.toBe(of({}));
    expect(of({ status: 'in_progress', can_settle: false })).not.toBe(of({}));
    expect(rules.snapshot(settleBtc(), observation([]))).toBe('absent');
  });
});
