import { describe, expect, test } from '@jest/globals';
import type { Lease } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { readLaneConfig } from '../src/lane-config.js';
import { type LaneState, newSharedLane } from '../src/lane-state.js';
import { isValid, stepLane } from '../src/lane-step.js';
import {
  type Tenure,
  answered,
  ask,
  giveUp,
  newTenure,
  tend,
  tenureWakeAtMs,
  termOf,
} from '../src/lane-tenure.js';
import { right } from './lane-kit.js';

const settings = right(readLaneConfig({ lane: 'k' }, 'me'));
const at = (monotonicMs: number) => ({ monotonicMs, wallMs: 1_700_000_000_000 + monotonicMs });
const lease = (epoch: number, untilMs: number): Lease => ({ lane: 'k', owner: 'me', epoch, untilMs });
const inUse = { isOut: true, isWanted: false, lockedUntilMs: Number.NEGATIVE_INFINITY };

/** A tenure of the second epoch, of which a renewal is under way. */
const renewing = (): Tenure => {
  const [asked] = ask(settings, newTenure, at(0));
  const held = answered(settings, asked, { _tag: 'TenureTaken', lease: lease(2, 10_000) }, at(0));
  return tend(settings, held, inUse, at(3_333))[0];
};

describe('an answer about a lease of before', () => {
  test.each([
    ['TenureRenewed', lease(1, 99_000)],
    ['TenureLost', lease(1, 10_000)],
  ] as const)('%s changes nothing', (_tag, old) => {
    const before = renewing();
    expect(answered(settings, before, { _tag, lease: old }, at(3_400))).toBe(before);
    expect(termOf(settings, before, at(9_999))).toEqual(O.some(2));
    expect(termOf(settings, before, at(10_000))).toEqual(O.none);
  });

  test('does not bring back a tenure that was given up', () => {
    const [gone, effects] = giveUp(settings, renewing(), { ...inUse, lockedUntilMs: 50_000 }, at(3_400));
    expect(effects).toEqual([{ _tag: 'Renew', lease: lease(2, 10_000), ttlMs: 46_600 }]);
    const late = { _tag: 'TenureRenewed', lease: lease(2, 50_000) } as const;
    expect(answered(settings, gone, late, at(3_500))).toBe(gone);
    expect(termOf(settings, gone, at(3_500))).toEqual(O.none);
  });
});

describe('a lane that has the tenure again', () => {
  const state: LaneState = { ...newSharedLane, tenure: renewing() };
  const out = (term: number): LaneState => ({
    ...state,
    out: O.some({ nonce: 7n, untilMs: 99_000, term }),
  });

  test('knows a ticket of before from one of now', () => {
    expect(isValid(settings, out(2), { nonce: 7n }, at(5_000))).toBe(true);
    expect(isValid(settings, out(1), { nonce: 7n }, at(5_000))).toBe(false);
  });

  test('does not take numbers that were reserved before', () => {
    const reserved = { _tag: 'Reserved', first: 8n, count: 4n } as const;
    const blockAfter = (term: number): unknown => {
      const reserving = O.some({ atLeast: 8n, term });
      return stepLane(settings, { ...state, reserving }, reserved, at(500))[0].block;
    };
    expect(blockAfter(2)).toEqual({ next: 8n, end: 12n });
    expect(blockAfter(1)).toEqual({ next: 0n, end: 0n });
  });

  test('does not ask for it while a ticket or a reservation of before is about', () => {
    const away: LaneState = { ...newSharedLane, out: O.some({ nonce: 7n, untilMs: 99_000, term: 1 }) };
    const entered = { _tag: 'Entered', id: 1, least: 0n } as const;
    const reserving = O.some({ atLeast: 8n, term: 1 });
    expect(stepLane(settings, away, entered, at(0))[1]).toEqual([]);
    expect(stepLane(settings, { ...newSharedLane, reserving }, entered, at(0))[1]).toEqual([]);
    expect(stepLane(settings, newSharedLane, entered, at(0))[1]).toEqual([
      { _tag: 'Acquire', ttlMs: 10_000 },
    ]);
  });
});

test('a renewed lease lasts by its new time, on both clocks', () => {
  const renewed = answered(
    settings,
    renewing(),
    { _tag: 'TenureRenewed', lease: lease(2, 13_333) },
    at(4_000),
  );
  expect(termOf(settings, renewed, at(13_332))).toEqual(O.some(2));
  expect(termOf(settings, renewed, at(13_333))).toEqual(O.none);
  // Asked for at 3,333, so it counts from there, and not from the answer.
  expect(termOf(settings, renewed, { monotonicMs: 4_000, wallMs: at(13_333).wallMs })).toEqual(O.none);
  expect(termOf(settings, renewed, { monotonicMs: 4_000, wallMs: at(13_332).wallMs })).toEqual(O.some(2));
});

test('a short gap is no gap, unless somebody else had the tenure in it', () => {
  const takenAgain = (somebodyHadIt: boolean): Tenure => {
    const gone = answered(settings, renewing(), { _tag: 'TenureLost', lease: lease(2, 10_000) }, at(900));
    const had = { _tag: 'TenureElsewhere' } as const;
    const [asked] = ask(settings, gone, at(910));
    const back = somebodyHadIt ? ask(settings, answered(settings, asked, had, at(910)), at(930))[0] : asked;
    return answered(settings, back, { _tag: 'TenureTaken', lease: lease(3, 10_930) }, at(930));
  };
  for (const [had, effects] of [
    [false, 1],
    [true, 0],
  ] as const) {
    const served = tend(settings, takenAgain(had), inUse, at(990))[0];
    expect(giveUp(settings, served, { ...inUse, isOut: false }, at(1_100))[1].length).toBe(effects);
  }
});

test('an idle tenure that is wanted again is kept', () => {
  const idle = tend(settings, renewing(), { ...inUse, isOut: false }, at(100))[0];
  const wanted = { ...inUse, isOut: false, isWanted: true };
  expect(giveUp(settings, idle, { ...wanted, isWanted: false }, at(150))[1].length).toBe(1);
  expect(giveUp(settings, idle, wanted, at(150))).toEqual([idle, []]);
});

test('two who wait do not ask at the same instants, and neither waits longer than pollMs', () => {
  const asksOf = (owner: string): ReadonlyArray<number> => {
    const own = right(readLaneConfig({ lane: 'k' }, owner));
    const times: Array<number> = [];
    let tenure = newTenure;
    for (let now = 0; times.length < 50; now += 1) {
      const [asked, effects] = ask(own, tenure, at(now));
      if (effects.length > 0) times.push(now);
      tenure = answered(own, asked, { _tag: 'TenureElsewhere' }, at(now));
    }
    return times;
  };
  const [one, other] = [asksOf('one'), asksOf('other')];
  const gaps = one.slice(1).map((time, index) => time - (one[index] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(25);
  expect(Math.min(...gaps.slice(3))).toBeGreaterThanOrEqual(12);
  expect(one.filter((time) => other.includes(time)).length).toBeLessThan(15);
});

describe('where the journal takes its time to answer', () => {
  const idle = { ...inUse, isOut: false };

  /** A tenure that was asked for at 0, answered after so long, and used until then. */
  const takenAfter = (tookMs: number): Tenure => {
    const [asked] = ask(settings, newTenure, at(0));
    const held = answered(settings, asked, { _tag: 'TenureTaken', lease: lease(2, 10_000) }, at(tookMs));
    return tend(settings, tend(settings, held, inUse, at(tookMs))[0], idle, at(tookMs))[0];
  };

  test.each([
    [5, 50],
    [40, 80],
    [300, 600],
    // No longer than a tenure that others want may be kept in any case.
    [2_000, 1_000],
  ])('a tenure that was got in %i ms is kept unused for %i ms', (tookMs, keptMs) => {
    const tenure = takenAfter(tookMs);
    const unserved = tenure._tag === 'Held' ? { ...tenure, served: false } : tenure;
    expect(tenureWakeAtMs(settings, unserved)).toEqual(O.some(tookMs + keptMs));
    expect(giveUp(settings, unserved, idle, at(tookMs + keptMs - 1))[1]).toEqual([]);
    expect(giveUp(settings, unserved, idle, at(tookMs + keptMs))[1]).toHaveLength(1);
  });

  test.each([
    [1, 25],
    [200, 200],
  ])(
    'whoever waits and heard after %i ms asks again after at most %i ms, and no sooner than it took',
    (tookMs, laterMs) => {
      const [asked] = ask(settings, newTenure, at(0));
      const away = answered(settings, asked, { _tag: 'TenureElsewhere' }, at(tookMs));
      expect(ask(settings, away, at(2 * tookMs - 1))[1]).toEqual([]);
      expect(ask(settings, away, at(tookMs + laterMs))[1]).toHaveLength(1);
    },
  );
});
