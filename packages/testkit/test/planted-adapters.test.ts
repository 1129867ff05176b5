import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { runSuite } from './fixture/failed-cases.js';
import { memoryCrowd, memoryWorld } from './fixture/memory-world.js';
import { doubles } from './planted/doubles.js';
import { finer } from './planted/finer.js';
import type { Planted, PlantedCrowd } from './planted/planted.js';
import { crowds, readings } from './planted/reading.js';
import { rules } from './planted/rules.js';
import { sendings } from './planted/sending.js';
import { shown } from './planted/shown.js';
import { toldOtherwise } from './planted/told-otherwise.js';
import { uncaught } from './planted/uncaught.js';
import { verdicts } from './planted/verdicts.js';
import { wholeRuns } from './planted/whole-runs.js';

const right = { world: memoryWorld, crowd: O.some(memoryCrowd) };

const adapters: ReadonlyArray<Planted> = [
  ...rules,
  ...verdicts,
  ...shown,
  ...readings,
  ...sendings,
  ...wholeRuns,
  ...doubles,
  ...finer,
  ...toldOtherwise,
];

const failedBy = async ({ bend }: Pick<Planted, 'bend'>): Promise<ReadonlyArray<string>> =>
  (await runSuite({ world: async () => bend(await memoryWorld()), crowd: O.none })).failed;

const failedByCrowd = async ({ bend }: PlantedCrowd): Promise<ReadonlyArray<string>> =>
  (await runSuite({ ...right, crowd: O.some(async () => bend(await memoryCrowd())) })).failed;

/** Every case that failed for somebody. */
const everFailed = new Set<string>();

const named = <A extends { readonly wrong: string }>(
  planted: ReadonlyArray<A>,
): ReadonlyArray<readonly [string, A]> => planted.map((one) => [one.wrong, one]);

test('the right memory venue fails no case', async () => {
  const { cases, failed } = await runSuite(right);
  expect(failed).toEqual([]);
  expect(new Set(cases).size).toBe(cases.length);
});

describe('the suite catches a venue that', () => {
  test.each(named(adapters))('%s', async (_, planted) => {
    const failed = await failedBy(planted);
    for (const name of failed) everFailed.add(name);
    expect(failed).toContain(planted.caughtBy);
  });

  test.each(named(crowds))('%s', async (_, planted) => {
    const failed = await failedByCrowd(planted);
    for (const name of failed) everFailed.add(name);
    expect(failed).toContain(planted.caughtBy);
  });
});

/** It needs the tests above, of which none may be left out. */
test('every case of the suite has failed for one of them', async () => {
  const { cases } = await runSuite(right);
  expect(cases.filter((name) => !everFailed.has(name))).toEqual([]);
});

describe('the suite does not catch a venue that', () => {
  test.each(named(uncaught))('%s', async (_, planted) => {
    expect(await failedBy(planted)).toEqual([]);
  });
});
