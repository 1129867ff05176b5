import { expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { describe as describeInstruction } from '../../src/noun/instruction.js';
import { isOurs } from '../../src/noun/leg.js';
import { same } from '../../src/noun/party.js';
import { isAgreed, sameTrades } from '../../src/noun/settlement.js';
import { account, leg, party, settleLeg, settlement, tradeId } from '../fixture/noun.js';

test('a settlement is agreed once every consent is given, and at once when none is needed', () => {
  const consent = { by: party('Venue'), lapsesAtMs: O.none } as const;
  expect(isAgreed(settlement({ consents: [] }))).toBe(true);
  expect(isAgreed(settlement({ consents: [{ ...consent, status: 'Given' }] }))).toBe(true);
  for (const status of ['Awaited', 'Refused', 'Withdrawn', 'Lapsed', 'Unrecognised'] as const)
    expect(
      isAgreed(
        settlement({
          consents: [
            { ...consent, status: 'Given' },
            { ...consent, status },
          ],
        }),
      ),
    ).toBe(false);
});

test('two lists have the same trades in any order, and none of them twice', () => {
  const alike = (one: string, other: string): boolean =>
    sameTrades(one.split(' ').map(tradeId), other.split(' ').map(tradeId));
  expect(alike('T1 T2', 'T2 T1')).toBe(true);
  expect(sameTrades([], [])).toBe(true);
  expect(alike('T1 T2', 'T1')).toBe(false);
  expect(alike('T1', 'T1 T2')).toBe(false);
  expect(alike('T1 T2', 'T1 T3')).toBe(false);
  expect(alike('T1 T1', 'T1 T2')).toBe(false);
  expect(alike('T1 T2', 'T1 T1')).toBe(false);
  expect(alike('T1 T1', 'T1 T1')).toBe(false);
});

test('a party is its role and its account', () => {
  expect(same(party('Us'), party('Us'))).toBe(true);
  expect(same(party('Us'), { role: 'Agent', account })).toBe(false);
  expect(same(party('Us'), { ...party('Us'), account: party('Agent').account })).toBe(false);
});

test('a leg is ours only when the venue says that we can act', () => {
  expect(isOurs(leg({ actionableBy: ['Venue', 'Us'] }))).toBe(true);
  expect(isOurs(leg({ actionableBy: ['Venue'] }))).toBe(false);
  expect(isOurs(leg({ actionableBy: [] }))).toBe(false);
});

test('an instruction is told in a few words, with its quantity', () => {
  expect(describeInstruction(settleLeg())).toBe('settle 1.5 BTC of S1');
  expect(describeInstruction({ _tag: 'CreateSettlement', scope: 'spot', trades: O.none, terms: [] })).toBe(
    'create a settlement (spot)',
  );
});
