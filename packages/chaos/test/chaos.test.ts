import { beforeAll, describe, expect, test } from '@jest/globals';
import { chanceOf } from '../src/chance.js';
import { type Outcome, runChaos } from '../src/chaos.js';
import { moneyCuts, planOf } from '../src/havoc/plan.js';
import { plantedRun } from '../src/planted-run.js';
import { tableOf } from '../src/table.js';
import { timing } from '../src/timing.js';

const kills = 14;
const seed = 20_261_121;

describe('Chaos, the short form', () => {
  let outcome: Outcome;

  beforeAll(async () => {
    outcome = await runChaos({
      engine: 'sqlite',
      seed,
      plan: planOf(chanceOf(seed), kills),
      workers: 3,
      lines: 8,
      slowMs: timing.slowMs,
      drainMs: 60_000,
      progress: () => undefined,
    });
  }, 180_000);

  test('workers that are killed and stopped at every point of money break no promise', () => {
    const { violations } = outcome.judgement;
    if (violations.length > 0) process.stderr.write(`${tableOf(outcome).join('\n')}\n`);
    expect(violations).toEqual([]);
  });

  test('they were', () => {
    expect(outcome.tally.missed).toEqual([]);
    expect([...outcome.log.cuts.keys()]).toEqual(expect.arrayContaining(moneyCuts.map(({ cut }) => cut)));
    const { killedAt, killedAnytime } = outcome.log.strikes();
    expect(killedAt + killedAnytime).toBeGreaterThanOrEqual(kills);
  });

  test('and business was done all the while', () => {
    const { legs, created, affirmed, left } = outcome.judgement;
    expect(Math.min(legs, created, affirmed)).toBeGreaterThan(2);
    expect(left).toEqual([]);
  });
});

describe('Chaos, with workers that do one thing wrong', () => {
  test('those that send again without a look are found by the books of the venue', async () => {
    const { judgement } = await runChaos({
      ...plantedRun('resend', 1),
      engine: 'sqlite',
      progress: () => undefined,
    });
    expect(judgement.violations.map(({ rule }) => rule)).toContain('Double');
  }, 120_000);
});
