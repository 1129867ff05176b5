import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Settlement } from '../../src/noun/settlement.js';
import type { Expectation } from '../../src/plan/expectation.js';
import * as Plan from '../../src/plan/plan.js';
import { right } from '../fixture/must.js';
import { amount, asset, cashLeg, inward, leg, legId, party, settlement, tradeId } from '../fixture/noun.js';
import { paperRules } from '../fixture/paper-rules.js';

/** An injective stand-in for SHA-256: what differs keeps differing. */
const digest = (text: string): string => JSON.stringify(text);
const waived: Expectation = { _tag: 'Waived', by: 'ops', reason: 'first day' };
const plan = (changes: Partial<Settlement> = {}, expectation: Expectation = waived): Plan.Plan =>
  right(Plan.settling(paperRules, digest)(settlement({ legs: [leg(), cashLeg()], ...changes }), expectation));

describe('the digest of a plan', () => {
  const approved = plan().digest;
  const flow = { payer: party('Counterparty'), receiver: party('Venue') };

  test.each<[string, Partial<Settlement>]>([
    ['legs in another order', { legs: [cashLeg(), leg()] }],
    ['trades in another order', { trades: O.some([tradeId('T2'), tradeId('T1')]) }],
    ['a leg that others settle is under way', { legs: [leg(), cashLeg({ status: 'InProgress' })] }],
    ["the venue's word for the direction", { legs: [leg({ venueDirection: '?' }), cashLeg()] }],
    [
      'a consent that is awaited',
      { consents: [{ by: party('Venue'), status: 'Awaited', lapsesAtMs: O.none }] },
    ],
    ['the raw object', { raw: { later: true } }],
  ])('stays the same: %s', (_, changes) => {
    expect(plan(changes).digest).toBe(approved);
  });

  test.each<[string, Partial<Settlement>]>([
    ['the amount of our leg', { legs: [leg({ quantity: amount('1.50001') }), cashLeg()] }],
    ["the amount of the venue's leg", { legs: [leg(), cashLeg({ quantity: amount('59999') })] }],
    ['the asset', { legs: [leg({ asset: O.some(asset('ETH')) }), cashLeg()] }],
    ['the direction', { legs: [leg({ flow: O.some(inward) }), cashLeg()] }],
    ['the payer', { legs: [leg(), cashLeg({ flow: O.some({ ...inward, payer: party('Agent') }) })] }],
    ['the receiver', { legs: [leg(), cashLeg({ flow: O.some({ ...inward, receiver: party('Agent') }) })] }],
    ['the parties of our leg', { legs: [leg({ flow: O.some(flow) }), cashLeg()] }],
    ['the id of a leg', { legs: [leg({ id: legId('L9') }), cashLeg()] }],
    ['who settles a leg', { legs: [leg(), cashLeg({ actionableBy: ['Us'] })] }],
    ['a leg that is settled by now', { legs: [leg(), cashLeg({ status: 'Settled' })] }],
    ['a leg more', { legs: [leg(), cashLeg(), leg({ id: legId('L3') })] }],
    ['a leg less', { legs: [leg()] }],
    ['a trade more', { trades: O.some([tradeId('T1'), tradeId('T2'), tradeId('T3')]) }],
    ['another trade', { trades: O.some([tradeId('T1'), tradeId('T3')]) }],
    ['no trades shown', { trades: O.none }],
  ])('changes with %s', (_, changes) => {
    expect(plan(changes).digest).not.toBe(approved);
  });

  test('changes with who waived the positions, why, and whether they were waived at all', () => {
    const positions: Expectation = {
      _tag: 'Positions',
      legs: [
        { asset: asset('BTC'), payer: 'Us', receiver: 'Venue', quantity: amount('1.5') },
        { asset: asset('USD'), payer: 'Venue', receiver: 'Us', quantity: amount('60000') },
      ],
      trades: O.none,
    };
    const digests = [
      approved,
      plan({}, { ...waived, by: 'somebody else' }).digest,
      plan({}, { ...waived, reason: 'second day' }).digest,
      plan({}, { _tag: 'Waived', by: 'ops": "first', reason: ' day' }).digest,
      plan({}, positions).digest,
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('changes with the venue and the account', () => {
    const elsewhere = { ...paperRules, account: party('Agent').account };
    expect(right(Plan.settling(elsewhere, digest)(settlement(), waived)).digest).not.toBe(
      right(Plan.settling(paperRules, digest)(settlement(), waived)).digest,
    );
  });

  test('is of the substance, which a person can read', () => {
    expect(plan().digest).toBe(digest(plan().substance));
    expect(plan().substance.split('\n')).toStrictEqual([
      'legwork plan 1',
      'venue paper account acme',
      'settlement S1',
      'expected positions waived by "ops": "first day"',
      `trades ${digest('T1\nT2')}`,
      'leg L1: Us acme pays Venue venue-account 1.5 BTC, WeSettle',
      'leg L2: Venue venue-account pays Us acme 60000 USD, OthersSettle',
      `do ${JSON.stringify(plan().instructions[0])}`,
    ]);
  });
});

describe('a plan', () => {
  test('asks for our legs alone, and says what it waits for, once', () => {
    const consents = [{ by: party('Venue'), status: 'Awaited', lapsesAtMs: O.none } as const];
    const legs = [leg(), leg({ id: legId('L3') }), cashLeg()];
    const { instructions, waitsFor, lines } = plan({ legs, consents });
    expect(instructions.map((one) => one._tag === 'SettleLeg' && one.leg)).toStrictEqual(['L1', 'L3']);
    expect(waitsFor).toStrictEqual(['the consent of the venue']);
    expect(lines.map((one) => one.by)).toStrictEqual(['WeSettle', 'WeSettle', 'OthersSettle']);
  });

  test('is refused with every break at once (M7, N4)', () => {
    const refused = Plan.settling(paperRules, digest)(
      settlement({ legs: [leg({ asset: O.none }), cashLeg({ flow: O.none })] }),
      waived,
    );
    expect(E.isLeft(refused) && refused.left.breaks.map((one) => one._tag)).toStrictEqual([
      'UnknownAsset',
      'UnknownDirection',
    ]);
  });

  test('of a creation has a digest of its scope and its trades', () => {
    const creating = Plan.creating(paperRules, digest);
    const trades = O.some([tradeId('T1'), tradeId('T2')]);
    const one = creating('spot', trades, []);
    expect(one.instructions).toStrictEqual([{ _tag: 'CreateSettlement', scope: 'spot', trades, terms: [] }]);
    expect(one.subject).toStrictEqual({ _tag: 'Prospective', scope: 'spot' });
    expect(creating('spot', O.some([tradeId('T2'), tradeId('T1')]), []).digest).toBe(one.digest);
    const others = [
      creating('margin', trades, []),
      creating('spot', O.none, []),
      creating('spot', O.some([tradeId('T1')]), []),
    ];
    expect(new Set([one, ...others].map((each) => each.digest)).size).toBe(4);
  });
});
