import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import type { Ending } from '../../src/engine/ending.js';
import type { Ledger, Phase } from '../../src/engine/ledger.js';
import { open } from '../../src/engine/ledger.js';
import type { Instruction } from '../../src/noun/instruction.js';
import type { Plan } from '../../src/plan/plan.js';
import * as Positions from '../../src/position/positions.js';
import { ofLedger, ofPlan, ofPositions } from '../../src/reconcile/expected-line.js';
import { isClean } from '../../src/reconcile/reconciliation.js';
import { mandateOf } from '../fixture/mandate.js';
import { right } from '../fixture/must.js';
import {
  account,
  amount,
  asset,
  intentId,
  inward,
  leg,
  legId,
  outward,
  settleLeg,
  settlement,
  settlementId,
  venue,
} from '../fixture/noun.js';
import { side, trade } from '../position/a-trade.js';
import { got, paid, run, shown, transfer } from './a-line.js';

const due = O.some(7);

describe('lines of positions', () => {
  const positions = right(
    Positions.of([
      trade('T1'),
      trade('T2', { scope: O.some('other') }),
      trade('T3', { gives: side('ETH', '1'), receives: side('EUR', '1') }),
      trade('T4', { gives: side('EUR', '1'), receives: side('ETH', '1') }),
    ]),
  );
  const lines = ofPositions(positions, { venue, account, scope: O.none }, settlementId, due);

  test('of one place, without what comes to nothing', () => {
    expect(lines).toStrictEqual([
      {
        id: 'S1/BTC/acme/venue-account/Principal',
        venue,
        account,
        settlement: settlementId,
        leg: O.none,
        asset: 'BTC',
        flow: outward,
        quantity: '1.5',
        dueAtMs: due,
        earlier: [],
      },
      expect.objectContaining({ asset: 'USD', flow: inward, quantity: '60000' }),
    ]);
  });

  test('are met by the legs of the settlement', () => {
    expect(isClean(run([shown([paid(), got()])], {}, lines))).toBe(true);
    expect(isClean(run([shown([paid({ flow: O.some(inward) }), got()])], {}, lines))).toBe(false);
  });
});

describe('lines of a plan', () => {
  const planned = (by: 'WeSettle' | 'OthersSettle' | 'Over', id: string, quantity: string) => ({
    leg: O.some(legId(id)),
    asset: asset('BTC'),
    payer: outward.payer,
    receiver: outward.receiver,
    quantity: amount(quantity),
    feeMax: amount('0'),
    by,
  });
  const before = settlement({ legs: [leg({ transfers: [transfer('X1', '1')] }), leg({ id: legId('L2') })] });
  const plan: Plan = {
    venue,
    account,
    subject: { _tag: 'Existing', settlement: settlementId },
    lines: [
      planned('WeSettle', 'L1', '0.5'),
      planned('OthersSettle', 'L2', '1.5'),
      planned('Over', 'L3', '1'),
    ],
    instructions: [],
    waitsFor: [],
    substance: '',
    digest: '',
    trades: O.none,
  };

  test('are of what is left to move, beside the transfers that were there', () => {
    expect(ofPlan(plan, before, O.none)).toMatchObject([
      { id: 'S1/L1', leg: O.some('L1'), quantity: '0.5', earlier: ['X1'] },
      { id: 'S1/L2', leg: O.some('L2'), quantity: '1.5', earlier: [] },
    ]);
  });

  test('a leg that does not exist yet has no line', () => {
    const unborn = { ...plan, lines: [{ ...planned('WeSettle', 'L1', '1'), leg: O.none }] };
    expect(ofPlan(unborn, before, O.none)).toStrictEqual([]);
  });
});

describe('lines of the ledger of a mandate', () => {
  const ledgerOf = (instruction: Instruction, phase: Phase): Ledger => {
    const given = open(mandateOf());
    const intent = { id: intentId('M1/1'), instruction };
    return { ...given, intents: [{ intent, attempts: 1, phase, parked: O.none }] };
  };
  const ended = (ending: Ending): Phase => ({ _tag: 'Ended', ending });
  const done = ended({ _tag: 'Done', settlement: settlementId });
  const notDone = (because: 'Refused' | 'NotNeeded'): Phase => ended({ _tag: 'NotDone', because, why: '' });
  const attempt = { number: 1, order: 1n, body: '', before: leg().mark };
  const unclear: Phase = { _tag: 'Unclear', attempt, named: false, sinceMs: 0, why: '' };
  const term = { asset: asset('BTC'), quantity: amount('1.5'), flow: outward, feeMax: amount('0') };
  const create: Instruction = { _tag: 'CreateSettlement', scope: 's', trades: O.none, terms: [term] };

  test.each<[string, Instruction, Phase, number]>([
    ['what waits', settleLeg(), { _tag: 'Waiting' }, 1],
    ['what may have happened', settleLeg(), unclear, 1],
    ['what is done', settleLeg(), done, 1],
    ['what had happened without us', settleLeg(), notDone('NotNeeded'), 1],
    ['what was refused', settleLeg(), notDone('Refused'), 0],
    ['what failed', settleLeg(), ended({ _tag: 'Failed', why: '' }), 0],
    ['an affirmation', { _tag: 'Affirm', settlement: settlementId, terms: [term, term] }, done, 2],
    ['a creation that is done', create, done, 1],
    ['a creation of which nothing is known', create, unclear, 0],
    ['a refusal', { _tag: 'Reject', settlement: settlementId, reason: '' }, done, 0],
  ])('%s', (_, instruction, phase, count) => {
    const lines = ofLedger(ledgerOf(instruction, phase), due);
    expect(lines).toHaveLength(count);
    for (const one of lines)
      expect(one).toMatchObject({ settlement: settlementId, quantity: '1.5', flow: outward, dueAtMs: due });
    expect(new Set(lines.map((one) => one.id)).size).toBe(count);
  });

  test('what moves for an intent that surely came to nothing is extra', () => {
    const lines = ofLedger(ledgerOf(settleLeg(), notDone('Refused')), O.none);
    const made = run([shown([paid(), got()])], { covers: 'WhatWePay' }, lines);
    expect(made.breaks.map((one) => one._tag)).toStrictEqual(['Extra']);
  });
});
