import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import * as fc from 'fast-check';
import type { Consent, ConsentStatus } from '../../src/noun/consent.js';
import type { Hold, HoldStatus } from '../../src/noun/hold.js';
import type { LegStatus } from '../../src/noun/leg.js';
import { type Rollup, rollup } from '../../src/noun/rollup.js';
import type { Finality, Settlement } from '../../src/noun/settlement.js';
import type { Transfer, TransferStatus } from '../../src/noun/transfer.js';
import { amount, asset, leg, party, settlement, transferId } from '../fixture/noun.js';

const consent = (status: ConsentStatus): Consent => ({ by: party('Venue'), status, lapsesAtMs: O.none });
const hold = (status: HoldStatus): Hold => ({
  of: party('Us'),
  asset: asset('BTC'),
  quantity: amount('1'),
  status,
});
const transfer = (status: TransferStatus): Transfer => ({ id: transferId('X1'), status, quantity: O.none });

const consents: ReadonlyArray<ConsentStatus> = [
  'Awaited',
  'Given',
  'Refused',
  'Withdrawn',
  'Lapsed',
  'Unrecognised',
];
const holds: ReadonlyArray<HoldStatus> = [
  'Requested',
  'Active',
  'Settled',
  'Released',
  'Failed',
  'Unrecognised',
];
const legs: ReadonlyArray<LegStatus> = ['Open', 'InProgress', 'PartlySettled', 'Settled', 'Unrecognised'];
const transfers: ReadonlyArray<TransferStatus> = ['Pending', 'Completed', 'Failed', 'Unrecognised'];
const finalities: ReadonlyArray<Finality> = ['Open', 'Reversible', 'Final', 'Dead', 'Unrecognised'];
const words: ReadonlyArray<Rollup> = [
  'Unclear',
  'Stopped',
  'Lapsed',
  'AwaitingConsent',
  'Ready',
  'Settling',
  'PartlySettled',
  'Settled',
  'Final',
];

const of = (changes: Partial<Settlement>): Rollup => rollup(settlement(changes));
const withLegs = (...statuses: ReadonlyArray<LegStatus>): Rollup =>
  of({ legs: statuses.map((status) => leg({ status })) });

describe('each axis alone moves the roll-up of a settlement that is ready', () => {
  test.each<[ConsentStatus, Rollup]>([
    ['Awaited', 'AwaitingConsent'],
    ['Given', 'Ready'],
    ['Refused', 'Stopped'],
    ['Withdrawn', 'Stopped'],
    ['Lapsed', 'Lapsed'],
    ['Unrecognised', 'Unclear'],
  ])('consent %s: %s', (status, word) => {
    expect(of({ consents: [consent(status)] })).toBe(word);
    expect(of({ consents: [consent('Given'), consent(status)] })).toBe(word);
  });

  test.each<[LegStatus, Rollup]>([
    ['Open', 'Ready'],
    ['InProgress', 'Settling'],
    ['PartlySettled', 'PartlySettled'],
    ['Settled', 'Settled'],
    ['Unrecognised', 'Unclear'],
  ])('leg %s: %s', (status, word) => {
    expect(withLegs(status)).toBe(word);
  });

  test.each<[Finality, Rollup]>([
    ['Open', 'Ready'],
    ['Reversible', 'Settled'],
    ['Final', 'Final'],
    ['Dead', 'Stopped'],
    ['Unrecognised', 'Unclear'],
  ])('finality %s: %s', (finality, word) => {
    expect(of({ finality })).toBe(word);
  });

  test.each(holds)('hold %s changes it only when it is not understood', (status) => {
    expect(of({ holds: [hold(status)] })).toBe(status === 'Unrecognised' ? 'Unclear' : 'Ready');
  });

  test.each(transfers)('transfer %s changes it only when it is not understood', (status) => {
    expect(of({ legs: [leg({ transfers: [transfer(status)] })] })).toBe(
      status === 'Unrecognised' ? 'Unclear' : 'Ready',
    );
  });

  test('one settled leg of two is a part', () => {
    expect(withLegs('Settled', 'Open')).toBe('PartlySettled');
    expect(withLegs('Settled', 'InProgress')).toBe('PartlySettled');
    expect(withLegs('Settled', 'Settled')).toBe('Settled');
  });

  test('without legs and consents it is ready, and never settled by having nothing to settle', () => {
    expect(of({ legs: [], consents: [] })).toBe('Ready');
  });
});

describe('the roll-up is total (N4)', () => {
  test('every combination of the axes has a word, and an unknown word anywhere is Unclear', () => {
    const seen = new Set<Rollup>();
    for (const consentStatus of consents)
      for (const holdStatus of holds)
        for (const status of legs)
          for (const transferStatus of transfers)
            for (const finality of finalities) {
              const word = of({
                consents: [consent(consentStatus)],
                holds: [hold(holdStatus)],
                legs: [leg({ status, transfers: [transfer(transferStatus)] })],
                finality,
              });
              const axes = [consentStatus, holdStatus, status, transferStatus, finality];
              expect(words).toContain(word);
              expect(word === 'Unclear').toBe(axes.includes('Unrecognised'));
              seen.add(word);
            }
    expect([...seen].toSorted()).toStrictEqual([...words].toSorted());
  });

  test('the order of legs and consents does not matter', () => {
    const statuses = fc.array(fc.constantFrom(...legs), { maxLength: 6 });
    const given = fc.array(fc.constantFrom(...consents), { maxLength: 4 });
    fc.assert(
      fc.property(statuses, given, (some, consenting) => {
        const one = { legs: some.map((status) => leg({ status })), consents: consenting.map(consent) };
        expect(of({ legs: one.legs.toReversed(), consents: one.consents.toReversed() })).toBe(of(one));
      }),
    );
  });
});
