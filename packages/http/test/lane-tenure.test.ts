import { describe, expect, test } from '@jest/globals';
import type { Lease } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { readLaneConfig } from '../src/lane-config.js';
import { type Tenure, answered, ask, giveUp, newTenure, tend, termOf } from '../src/lane-tenure.js';
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
    const [asked] = ask(settings, gone, at(960));
    const back = somebodyHadIt ? ask(settings, answered(settings, asked, had, at(960)), at(980))[0] : asked;
    return answered(settings, back, { _tag: 'TenureTaken', lease: lease(3, 10_980) }, at(980));
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
