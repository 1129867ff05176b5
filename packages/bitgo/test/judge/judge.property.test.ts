import { describe, expect, test } from '@jest/globals';
import { type Settlement, type Trial } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import * as fc from 'fast-check';
import { bitgoRules } from '../../src/index.js';
import { affirm, create, declared, ending, receipt, sighting, trialOf } from '../fixture/trial.js';
import {
  otherPayload,
  payloadText,
  quietMs,
  settlement,
  us,
  wireOurs,
  wireTheirs,
  wireTrade,
} from '../fixture/wire-settlement.js';

const rules = bitgoRules(declared);

/** Settlements of every state that matters, made once. */
const kinds: ReadonlyArray<Settlement.Settlement> = [
  'pending',
  'affirmed',
  'rejected',
  'canceled',
  'overdue',
  'odd',
].flatMap((ours) =>
  ['pending', 'settled', 'rejected', 'canceled', 'odd'].flatMap((status) =>
    [
      {},
      { trades: [wireTrade({ quoteAmount: '60051' })] },
      { trades: null },
      { requesterAccountId: us },
      { requesterAccountId: us, trades: null },
      { requesterAccountId: us, trades: [wireTrade({ externalId: 'trade-2' })] },
    ].flatMap((changes) =>
      [null, payloadText(), otherPayload()].map((payload) =>
        settlement({
          status,
          affirmations: [wireOurs({ status: ours, payload, lock: null }), wireTheirs()],
          ...changes,
        }),
      ),
    ),
  ),
);

const shownAny: fc.Arbitrary<ReadonlyArray<Settlement.Settlement>> = fc.oneof(
  { weight: 3, arbitrary: fc.constant([settlement()]) },
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 4, arbitrary: fc.constantFrom(...kinds).map((one) => [one]) },
);

const trialAny: fc.Arbitrary<Trial> = fc
  .record({
    instruction: fc.constantFrom(affirm, create, ending('Reject'), ending('Cancel')),
    shown: fc.array(shownAny, { maxLength: 5 }),
    repeats: fc.boolean(),
    pausesMs: fc.array(fc.constantFrom(1, 1_000, quietMs - 1, quietMs, quietMs + 10, 600_000), {
      minLength: 5,
      maxLength: 5,
    }),
    fenceAt: fc.nat({ max: 5 }),
    namedBefore: fc.constantFrom(false, false, false, true),
    taken: fc.constantFrom(false, false, true),
  })
  .map(({ instruction, shown, repeats, pausesMs, fenceAt, namedBefore, taken }) => {
    let nowMs = 0;
    const [first] = shown;
    const readings = repeats && first !== undefined ? shown.map(() => first) : shown;
    const sightings = readings.map((one, at) => sighting(instruction, one, (nowMs += pausesMs[at] ?? 1)));
    const answer = taken ? O.some(receipt) : O.none;
    const trial = trialOf(instruction, sightings, {
      receipt: answer,
      fence: O.fromNullable(sightings[fenceAt]),
    });
    return { ...trial, named: trial.named || namedBefore };
  });

/** Whether a settlement shows one of the nonces that the fixtures send, anywhere. */
const showsNonces = ({ raw }: Settlement.Settlement): boolean =>
  /zq\/aCtZC4XOlDyRGFdlsww==|FnG6xbzehNn0o\/0Qt3UeUg==/.test(JSON.stringify(raw));

const isRequestedByUs = ({ raw }: Settlement.Settlement): boolean => Object(raw).requesterAccountId === us;

const isOfOurTrade = ({ trades }: Settlement.Settlement): boolean =>
  O.isSome(trades) && trades.value.some((id) => id === 'trade-1');

/** When an attempt may be called void, written down from the contract (M2) and not from the code. */
const mayBeVoid = (trial: Trial): boolean => {
  const { last, fence, named, instruction } = trial;
  if (O.isSome(trial.receipt) || O.isNone(fence) || O.isNone(last) || named) return false;
  const waitedMs = last.value.askedAtMs - fence.value.answeredAtMs;
  if (last.value === fence.value || waitedMs < quietMs || last.value.mark !== trial.before) return false;
  const { seen } = last.value;
  if (instruction._tag === 'CreateSettlement') {
    const shown = seen._tag === 'SettlementsSeen' ? seen.settlements : [];
    const hasNone = shown.every(
      (one) => !isOfOurTrade(one) && !showsNonces(one) && (O.isSome(one.trades) || !isRequestedByUs(one)),
    );
    return seen._tag === 'SettlementsSeen' && hasNone && last.value.askedAtMs >= 600_000;
  }
  if (seen._tag !== 'SettlementSeen' || seen.settlement.finality !== 'Open') return false;
  if (instruction._tag !== 'Affirm') return true;
  const { consents, legs, oddities } = seen.settlement;
  const ours = consents.filter(({ by }) => by.role === 'Us');
  const paid = legs.find(({ flow }) => O.isSome(flow) && flow.value.payer.role === 'Us');
  const awaited = ours.length === 1 && ours[0]?.status === 'Awaited';
  return awaited && oddities.length === 0 && legs.length === 2 && paid?.quantity === '600.5';
};

describe('the judge, on 20,000 trials', () => {
  test('says Void exactly when every condition of M2 holds', () => {
    const voids = new Map<string, number>();
    fc.assert(
      fc.property(trialAny, (trial) => {
        const isVoid = rules.judge(trial)._tag === 'Void';
        const { _tag } = trial.instruction;
        if (isVoid) voids.set(_tag, (voids.get(_tag) ?? 0) + 1);
        expect(isVoid).toBe(mayBeVoid(trial));
      }),
      { numRuns: 20_000 },
    );
    expect(
      ['CreateSettlement', 'Affirm', 'Reject', 'Cancel'].map((tag) => (voids.get(tag) ?? 0) > 20),
    ).toEqual([true, true, true, true]);
  });

  test('says Done only of what shows, and gives a reason to wait', () => {
    fc.assert(
      fc.property(trialAny, (trial) => {
        const verdict = rules.judge(trial);
        const seen = O.isSome(trial.last) ? trial.last.value.seen : undefined;
        if (verdict._tag === 'Undecided') return verdict.known !== '' && verdict.wouldResolve !== '';
        if (verdict._tag !== 'Done' || O.isSome(trial.receipt)) return true;
        if (seen?._tag === 'SettlementsSeen')
          return seen.settlements.some(
            (one) =>
              isRequestedByUs(one) &&
              (isOfOurTrade(one) || showsNonces(one)) &&
              !JSON.stringify(one.raw).includes('AAAAAAAAAAAAAAAAAAAAAA=='),
          );
        if (seen?._tag !== 'SettlementSeen') return false;
        const ours = seen.settlement.consents.find(({ by }) => by.role === 'Us');
        return trial.instruction._tag === 'Affirm'
          ? ours?.status === 'Given'
          : seen.settlement.finality === 'Dead';
      }),
      { numRuns: 10_000 },
    );
    expect(rules.judge(trialOf(affirm, []))._tag).toBe('Undecided');
  });
});
