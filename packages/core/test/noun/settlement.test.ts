import { expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { describe as describeInstruction } from '../../src/noun/instruction.js';
import { isOurs } from '../../src/noun/leg.js';
import { same } from '../../src/noun/party.js';
import { isAgreed } from '../../src/noun/settlement.js';
import { account, leg, party, settleLeg, settlement } from '../fixture/noun.js';

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
