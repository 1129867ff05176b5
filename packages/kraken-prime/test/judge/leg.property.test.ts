import { describe, expect, test } from '@jest/globals';
import { Leg, type Seen, type Trial } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import * as fc from 'fast-check';
import {
  legSeen,
  markOf,
  quietMs,
  receipt,
  rules,
  sighting,
  trialOf,
  untouchedMark,
} from '../fixture/trial.js';
import { settleBtc } from '../fixture/noun.js';

const seenAny: fc.Arbitrary<Seen> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(legSeen()) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        fc.record({
          status: fc.constantFrom('unsettled', 'partially_settled', 'in_progress', 'settled', 'reversed'),
          amount: fc.constantFrom('1.5', '1.50', '1.4', '0'),
          direction: fc.constantFrom('outgoing', 'incoming', 'sideways'),
          can_settle: fc.boolean(),
          latest_spot_transfer: fc.constantFrom(null, { id: '1' }, { id: '1', transfer_status: 'failed' }),
        }),
        fc.boolean(),
      )
      .map(([changes, agreed]) => legSeen(changes, agreed)),
  },
  { weight: 1, arbitrary: fc.constant<Seen>({ _tag: 'NothingSeen' }) },
);

const trialAny: fc.Arbitrary<Trial> = fc
  .record({
    seen: fc.array(seenAny, { maxLength: 5 }),
    pausesMs: fc.array(fc.constantFrom(1, 1_000, quietMs - 1, quietMs, quietMs + 10, 3 * quietMs), {
      minLength: 5,
      maxLength: 5,
    }),
    fenceAt: fc.nat({ max: 5 }),
    namedBefore: fc.constantFrom(false, false, false, true),
    answer: fc.constantFrom(O.none, O.none, O.none, O.some(receipt()), O.some(receipt('Failed'))),
  })
  .map(({ seen, pausesMs, fenceAt, namedBefore, answer }) => {
    let nowMs = 0;
    const sightings = seen.map((one, at) => sighting(one, (nowMs += pausesMs[at] ?? 1)));
    const trial = trialOf(sightings, { receipt: answer, fence: O.fromNullable(sightings[fenceAt]) });
    return { ...trial, named: trial.named || namedBefore };
  });

/** Conditions (a) to (d) of M2, written down from the contract and not from the code. */
const provenVoid = (trial: Trial): boolean => {
  if (O.isSome(trial.receipt)) return false;
  const a = O.isSome(trial.fence);
  const b =
    O.isSome(trial.fence) &&
    O.isSome(trial.last) &&
    trial.last.value.askedAtMs >= trial.fence.value.answeredAtMs + quietMs;
  const seen = O.isSome(trial.last) ? trial.last.value.seen : undefined;
  if (seen === undefined || seen._tag !== 'LegSeen') return false;
  const { leg, agreed } = seen;
  const { flow, quantity } = settleBtc();
  const c =
    agreed &&
    leg.actionableBy.includes('Us') &&
    leg.status === 'Open' &&
    leg.quantity === quantity &&
    O.isSome(leg.flow) &&
    leg.flow.value.payer.role === flow.payer.role &&
    markOf(seen) === untouchedMark;
  const d = !trial.named;
  return a && b && c && d;
};

describe('the judge, on 20,000 trials', () => {
  test('says Void exactly when (a) to (d) of M2 all hold', () => {
    let voids = 0;
    fc.assert(
      fc.property(trialAny, (trial) => {
        const isVoid = rules.judge(trial)._tag === 'Void';
        if (isVoid) voids += 1;
        expect(isVoid).toBe(provenVoid(trial));
      }),
      { numRuns: 20_000 },
    );
    expect(voids).toBeGreaterThan(100);
  });

  test('says Done only of a settled leg, and always gives a reason to wait', () => {
    fc.assert(
      fc.property(trialAny, (trial) => {
        const verdict = rules.judge(trial);
        const seen = O.isSome(trial.last) ? trial.last.value.seen : undefined;
        const leg = seen?._tag === 'LegSeen' ? seen.leg : undefined;
        switch (verdict._tag) {
          case 'Done':
            return leg?.status === 'Settled';
          case 'Failed':
            return leg !== undefined && Leg.isOurs(leg);
          case 'Partial':
            return leg?.status === 'PartlySettled';
          case 'Undecided':
            return verdict.known !== '' && verdict.wouldResolve !== '';
          case 'Void':
          case 'Contradiction':
            return O.isNone(trial.receipt) || verdict._tag === 'Contradiction';
        }
      }),
      { numRuns: 5_000 },
    );
    expect(rules.judge(trialOf([]))._tag).toBe('Undecided');
  });
});
