import { describe, expect, test } from '@jest/globals';
import { describeRunner } from '../src/index.js';
import { type RunnerBends, bentRunnerWorld } from './fixture/memory-runner-world.js';
import { type Case, casesOf, failedOf } from './fixture/suite-run.js';
import { runners } from './planted/runners.js';

/** Long enough for whatever is right, in virtual time. Units: milliseconds. */
const patienceMs = 3_500;

const casesFor = (bends: RunnerBends): ReadonlyArray<Case> =>
  casesOf((api) => describeRunner(api)('planted', () => bentRunnerWorld(bends, patienceMs)));

test('the right runner fails no case, no two have one name, and nobody is to be caught by a case that is none', async () => {
  const cases = casesFor({});
  const names = cases.map(({ name }) => name);
  expect(await failedOf(cases)).toEqual([]);
  expect(new Set(names).size).toBe(names.length);
  expect(runners.flatMap(({ caughtBy }) => caughtBy).filter((name) => !names.includes(name))).toEqual([]);
});

describe('planted among runners: one that', () => {
  test.each(runners.map((planted) => [planted.wrong, planted] as const))('%s', async (_, planted) => {
    const cases = casesFor(planted).filter(({ name }) => planted.caughtBy.includes(name));
    expect(await failedOf(cases)).toEqual(cases.map(({ name }) => name));
  });
});

test('every case of the suite catches one of them', () => {
  const caught = new Set(runners.flatMap(({ caughtBy }) => caughtBy));
  expect(casesFor({}).flatMap(({ name }) => (caught.has(name) ? [] : [name]))).toEqual([]);
});
