import { describe, expect, test } from '@jest/globals';
import { type Instruction, type Settlement, accountId, legId, tradeId } from '@legwork/core';
import { defined, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { bitgoRules } from '../src/index.js';
import { asset, quantity } from './fixture/desk.js';
import { affirm, create, ending, sampleTerms } from './fixture/trial.js';
import {
  affirmedBy,
  observation,
  sampleId,
  settlement,
  terms,
  us,
  wireOurs,
  wireTheirs,
  wireTrade,
} from './fixture/wire-settlement.js';

const rules = bitgoRules(terms);
const fit = (instruction: Instruction.Instruction, ...seen: ReadonlyArray<Settlement.Settlement>) =>
  rules.fit(instruction, observation(seen))._tag;
const dead = settlement({ status: 'canceled' });
const settled = affirmedBy({ status: 'settled' });
const ours = settlement({ requesterAccountId: us });
const [owed] = sampleTerms();
const leg: Instruction.SettleLeg = {
  ...defined(owed),
  _tag: 'SettleLeg',
  settlement: sampleId,
  leg: right(legId('BTC')),
};

describe('what may be asked', () => {
  test('is to affirm what waits for us, with the fee that is allowed for the asset', () => {
    // What they pay has no fee of ours, whatever we would be charged for paying it.
    const feeMax = new Map([...terms.feeMax, [asset('BTC'), quantity('0.001')] as const]);
    for (const { allowed } of [rules, bitgoRules({ ...terms, feeMax })]) {
      expect(allowed(settlement())).toEqual([
        { instruction: { ...affirm, terms: expect.anything() }, waitsFor: O.none },
      ]);
      const [offer] = allowed(settlement());
      const offeredTerms = offer?.instruction._tag === 'Affirm' ? offer.instruction.terms : [];
      expect(new Set(offeredTerms)).toEqual(new Set(sampleTerms()));
    }
  });

  test.each([
    ['affirmed', affirmedBy()],
    ['over', dead],
    ['settled', settled],
    ['odd', settlement({ type: 'barter' })],
    ['without legs', settlement({ trades: null, affirmations: [wireOurs({ payload: null }), wireTheirs()] })],
  ])('is nothing of a settlement that is %s', (_, one) => {
    expect(rules.allowed(one)).toEqual([]);
  });
});

describe('whether an affirmation fits', () => {
  test.each([
    ['Fits', settlement()],
    ['NotNeeded', affirmedBy()],
    ['NotNeeded', settled],
    ['Differs', dead],
    ['Differs', settlement({ type: 'barter' })],
    [
      'Differs',
      settlement({ affirmations: [wireOurs({ status: 'rejected' }), wireTheirs()], status: 'rejected' }),
    ],
    [
      'Differs',
      settlement({
        trades: [wireTrade({ quoteAmount: '60051' })],
        affirmations: [wireOurs({ payload: null, lock: null }), wireTheirs()],
      }),
    ],
  ])('%s', (tag, one) => {
    expect(fit(affirm, one)).toBe(tag);
  });

  test('only with exactly the legs that were approved', () => {
    const [pay, receive] = sampleTerms();
    const stranger = { role: 'Counterparty', account: right(accountId('ffff')) } as const;
    const elsewhere = defined(pay);
    const flow = { ...elsewhere.flow, receiver: stranger };
    const withTerms = (...changed: ReadonlyArray<Instruction.Term | undefined>) =>
      fit({ ...affirm, terms: changed.map(defined) }, settlement());
    expect(withTerms(pay, receive)).toBe('Fits');
    expect(withTerms(receive, pay)).toBe('Fits');
    expect(withTerms({ ...elsewhere, flow }, receive)).toBe('Differs');
    const gets = defined(receive);
    expect(withTerms(pay, { ...gets, flow: { ...gets.flow, payer: stranger } })).toBe('Differs');
    expect(withTerms(pay, { ...gets, asset: asset('USD') })).toBe('Differs');
    expect(withTerms(pay)).toBe('Differs');
    expect(withTerms(pay, receive, receive)).toBe('Differs');
    expect(withTerms(receive, pay, { ...elsewhere, flow: { payer: stranger, receiver: stranger } })).toBe(
      'Differs',
    );
  });

  test('only while one consent of ours is awaited, whatever else is odd or not', () => {
    const over = settlement({ affirmations: [wireOurs({ status: 'overdue' }), wireTheirs()] });
    expect(fit(affirm, { ...over, oddities: [] })).toBe('Differs');
    const twice = settlement({ affirmations: [wireOurs(), wireTheirs(), wireOurs({ id: 'other' })] });
    expect(fit(affirm, { ...twice, oddities: [] })).toBe('Differs');
    expect(fit(ending('Reject'), twice)).toBe('Differs');
  });

  test('is not known while the settlement does not show', () => {
    expect(fit(affirm)).toBe('NotYet');
    expect(fit(ending('Reject'))).toBe('NotYet');
  });
});

describe('whether an ending fits', () => {
  test.each([
    ['Reject', 'Fits', settlement()],
    ['Reject', 'Fits', settlement({ trades: [wireTrade({ baseAmount: '1' })] })],
    ['Reject', 'Differs', affirmedBy()],
    ['Reject', 'Differs', ours],
    ['Reject', 'Differs', settled],
    ['Reject', 'NotNeeded', dead],
    ['Cancel', 'Differs', settlement()],
    ['Cancel', 'Fits', ours],
    ['Cancel', 'NotNeeded', dead],
    ['Cancel', 'Differs', settled],
  ] as const)('%s: %s', (tag, verdict, one) => {
    expect(fit(ending(tag), one)).toBe(verdict);
  });
});

describe('whether a creation fits', () => {
  const other = settlement({ id: 'another', trades: [wireTrade({ externalId: 'trade-2' })] });

  test('only if no settlement has its trade', () => {
    expect(fit(create)).toBe('Fits');
    expect(fit(create, other)).toBe('Fits');
    expect(fit(create, ours)).toBe('NotNeeded');
    expect(fit(create, settlement())).toBe('Differs');
    expect(fit(create, ours, settlement({ id: 'another' }))).toBe('Differs');
    expect(fit(create, settlement({ requesterAccountId: us, status: 'rejected' }))).toBe('Differs');
  });

  test('only with a scope of the venue and a name of ours', () => {
    expect(fit({ ...create, scope: 'currency' })).toBe('Differs');
    expect(fit({ ...create, trades: O.none })).toBe('Differs');
  });
});

test('a leg is never settled by itself', () => {
  expect(fit(leg, settlement())).toBe('Differs');
});

describe('what an attempt may change', () => {
  test('is named by the trade, or by the settlement', () => {
    const { account } = terms;
    expect(rules.exclusion(create)).toEqual({ name: `bitgo/${account}/create/trade-1`, once: true });
    const two = [right(tradeId('b')), right(tradeId('a'))];
    expect(rules.exclusion({ ...create, trades: O.some(two) }).name).toBe(`bitgo/${account}/create/a b`);
    const name = `bitgo/${account}/${sampleId}`;
    expect(rules.exclusion(affirm)).toEqual({ name, once: true });
    expect(rules.exclusion(ending('Reject'))).toEqual({ name, once: false });
    expect(rules.exclusion(ending('Cancel'))).toEqual({ name, once: false });
  });

  test('is seen in a mark that others do not change', () => {
    const mark = (one: Settlement.Settlement) => rules.snapshot(affirm, observation([one]));
    expect(
      mark(settlement({ affirmations: [wireOurs(), wireTheirs({ status: 'pending', lock: null })] })),
    ).toBe(mark(settlement()));
    expect(mark(affirmedBy())).not.toBe(mark(settlement()));
    expect(mark(dead)).not.toBe(mark(settlement()));
    const created = (...all: ReadonlyArray<Settlement.Settlement>) =>
      rules.snapshot(create, observation(all));
    const unrelated = settlement({ id: 'another', trades: [wireTrade({ externalId: 'trade-2' })] });
    expect(created(unrelated)).toBe(created());
    expect(created(settlement())).not.toBe(created());
  });

  test('stands behind a fence that is the next call', () => {
    expect(rules.fence(7n)).toBe(8n);
    expect(rules.capabilities).toMatchObject({ atomicity: 'Whole', partials: false, quietMs: 90_000 });
  });
});
