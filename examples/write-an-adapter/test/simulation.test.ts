import { describe, expect, test } from '@jest/globals';
import type { VenueRules } from '@legwork/core';
import { enumerate, simulateRandomly } from '@legwork/testkit';
import { judge } from '../src/adapter/judge.js';
import { type Scenario, makeSetup } from './fixture/simulated-twinbook.js';

const usual: Scenario = { windowMs: 100_000, otherAtMs: 1_000, mustFinish: true };

const scenarios: ReadonlyArray<readonly [string, Scenario]> = [
  ['the other side has affirmed', usual],
  ['the other side affirms later', { ...usual, otherAtMs: 1_090 }],
  ['the window closes meanwhile', { windowMs: 40, otherAtMs: 1_000, mustFinish: false }],
  ['the other side never affirms', { windowMs: 500, otherAtMs: 9_000, mustFinish: false }],
  ['somebody of ours affirms on the screen', { ...usual, onScreenAtMs: 1_012, mustFinish: false }],
];

// SWEEP=all tries every pair of faults in every scenario, and many more seeds; SEED says which is the first.
const isWhole = process.env['SWEEP'] === 'all';
const firstSeed = Number(process.env['SEED'] ?? '0');
const seeds = isWhole ? 5_000 : 300;
const paired = isWhole ? scenarios : scenarios.slice(0, 1);

describe('M1, M2, M4, M5, M9, X1, D1, D2, L1 against the books of the sandbox', () => {
  test.each(scenarios)('every fault: %s', (_, scenario) => {
    const { schedules, failures } = enumerate(() => makeSetup(scenario), 1);
    expect(failures).toEqual([]);
    expect(schedules).toBeGreaterThan(30);
  });

  test.each(paired)('every pair of faults: %s', (_, scenario) => {
    const { schedules, failures } = enumerate(() => makeSetup(scenario), 2);
    expect(failures).toEqual([]);
    expect(schedules).toBeGreaterThan(2_000);
  });

  test.each(scenarios)('up to six faults at random: %s', (_, scenario) => {
    for (let seed = firstSeed; seed < firstSeed + seeds; seed += 1)
      expect({ seed, ...simulateRandomly(() => makeSetup(scenario), seed) }).toMatchObject({
        failure: undefined,
      });
  });
});

describe('What each half of the proof is for', () => {
  const broken = (scenario: Scenario, depth: number): ReadonlyArray<string> => {
    const { failures } = enumerate(() => makeSetup(scenario), depth, true);
    return failures.flatMap(({ violations }) => violations.map(({ rule }) => rule));
  };

  test('without the quiet period an attempt that is only being applied is called void', () => {
    const bend = (rules: VenueRules): VenueRules => ({ ...rules, judge: (trial) => judge(0, trial) });
    expect(broken({ ...usual, bend }, 1)).toContain('LateEffect');
  });

  test('with a key of their own, reads are no fence: a late request is taken after it was called void', () => {
    expect(broken({ ...usual, readsWith: 'a key for reading' }, 2)).toContain('LateEffect');
  });
});
