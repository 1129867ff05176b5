import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import * as Evidence from '../../src/engine/evidence.js';
import * as Proof from '../../src/engine/proof.js';
import type { Trial } from '../../src/engine/trial.js';
import { mark } from '../../src/noun/leg.js';
import type { Observation } from '../../src/noun/observation.js';
import { leg, observation, settlement } from '../fixture/noun.js';
import { paperRules, quietMs, window } from '../fixture/paper-rules.js';
import { trial } from '../fixture/trial.js';

const reading = (order: bigint, askedAtMs: number, text = 'no transfer'): Observation =>
  observation({
    order,
    askedAtMs,
    answeredAtMs: askedAtMs + 10,
    settlements: [settlement({ legs: [leg({ mark: mark(text) })] })],
  });
const after = (...readings: ReadonlyArray<Observation>): Trial =>
  readings.reduce<Trial>((one, each) => Evidence.add(paperRules, one, each), trial());
const proven = (...readings: ReadonlyArray<Observation>): boolean =>
  O.isSome(Proof.untouched(after(...readings), quietMs));

const fenceAt = 10n + window + 1n;

describe('proven untouched (M2)', () => {
  test('by a reading beyond the fence and one a quiet period after it was answered', () => {
    expect(proven(reading(fenceAt, 200), reading(fenceAt + 1n, 210 + quietMs))).toBe(true);
  });

  test('not by a fence alone, nor by many readings within the quiet period', () => {
    expect(proven(reading(fenceAt, 200))).toBe(false);
    expect(proven(reading(fenceAt, 200), reading(fenceAt + 1n, 209 + quietMs))).toBe(false);
  });

  test('not by a wait alone: the second reading becomes the fence, and the wait begins with it', () => {
    expect(proven(reading(fenceAt - 1n, 200), reading(fenceAt, 999_999))).toBe(false);
    expect(proven(reading(fenceAt - 1n, 200), reading(fenceAt - 1n, 999_999))).toBe(false);
    expect(
      proven(reading(fenceAt - 1n, 200), reading(fenceAt, 5_000), reading(fenceAt + 1n, 5_010 + quietMs)),
    ).toBe(true);
  });

  test('not when any reading in between named something else, even if the last one does not', () => {
    const changed = reading(fenceAt + 1n, 500, 'a transfer');
    const last = reading(fenceAt + 2n, 90_000);
    expect(proven(reading(fenceAt, 200), changed, last)).toBe(false);
    expect(proven(reading(fenceAt - 1n, 150, 'a transfer'), reading(fenceAt, 200), last)).toBe(false);
  });

  test('not when an earlier life of the process saw a change', () => {
    const readings = [reading(fenceAt, 200), reading(fenceAt + 1n, 90_000)];
    const named = readings.reduce((one, each) => Evidence.add(paperRules, one, each), trial({ named: true }));
    expect(Proof.untouched(named, quietMs)).toStrictEqual(O.none);
  });

  test('for any readings: only with a fence, a quiet period after it, and the same mark throughout', () => {
    const any = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 900 }), fc.nat(9)), {
        maxLength: 12,
      })
      .map((steps) => {
        let [order, atMs] = [10n, 0];
        return steps.map(([jump, pauseMs, odd]) => {
          order += BigInt(jump);
          atMs += pauseMs;
          return reading(order, atMs, odd === 0 ? 'a transfer' : 'no transfer');
        });
      });
    fc.assert(
      fc.property(any, (readings) => {
        const counted = readings.filter((one) => one.askedAtMs >= 100);
        const fence = counted.find((one) => one.order >= fenceAt);
        const last = counted.at(-1);
        const wanted =
          fence !== undefined &&
          last !== undefined &&
          last.askedAtMs - fence.answeredAtMs >= quietMs &&
          counted.every((one) => one.settlements[0]?.legs[0]?.mark === 'no transfer');
        expect(proven(...readings)).toBe(wanted);
      }),
      { numRuns: 500 },
    );
  });
});

describe('evidence', () => {
  test('a reading that was asked for before the sending was over changes nothing (M2 a)', () => {
    const one = trial();
    expect(Evidence.add(paperRules, one, reading(99n, 99, 'a transfer'))).toBe(one);
    expect(Evidence.add(paperRules, one, reading(99n, 100)).last).not.toStrictEqual(O.none);
  });

  test('the fence is the first reading beyond it and stays', () => {
    const two = after(reading(fenceAt, 200), reading(fenceAt + 5n, 300));
    expect(O.map((one: { order: bigint }) => one.order)(two.fence)).toStrictEqual(O.some(fenceAt));
  });

  test('a settlement that is not shown is not the mark from before', () => {
    const gone = observation({ settlements: [], order: fenceAt, askedAtMs: 200 });
    expect(after(gone)).toMatchObject({ named: true, last: O.some({ seen: { _tag: 'NothingSeen' } }) });
  });

  test('a mark is steady only from the first of the same marks in a row', () => {
    const steady = (...readings: ReadonlyArray<Observation>): boolean =>
      Proof.steadyFor(after(...readings), quietMs);
    expect(steady()).toBe(false);
    expect(steady(reading(11n, 200, 'b'), reading(12n, 210 + quietMs, 'b'))).toBe(true);
    expect(steady(reading(11n, 200, 'b'), reading(12n, 209 + quietMs, 'b'))).toBe(false);
    expect(steady(reading(11n, 200, 'b'), reading(12n, 700, 'c'), reading(13n, 1_500, 'b'))).toBe(false);
  });

  test('a proof is possible at once for the fence, and a quiet period after it for the rest', () => {
    expect(Proof.provableFromMs(trial(), quietMs)).toBe(100);
    expect(Proof.provableFromMs(after(reading(fenceAt, 200)), quietMs)).toBe(210 + quietMs);
  });
});

test('nothing proven says from when on a reading could prove something: at once for the fence, then after the quiet period', () => {
  const verdict = Proof.undecided(after(reading(fenceAt, 200)), quietMs)('known', 'would resolve');
  expect(verdict).toEqual({
    _tag: 'Undecided',
    known: 'known',
    wouldResolve: 'would resolve',
    readAtMs: 210 + quietMs,
  });
  expect(Proof.undecided(trial(), quietMs)('', '')).toMatchObject({ readAtMs: 100 });
});
