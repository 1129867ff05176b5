import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { type VenueWorlds, describeVenue } from '../src/index.js';
import { memoryCrowd, memoryWorld } from './fixture/memory-world.js';
import { type Case, casesOf, failedOf } from './fixture/suite-run.js';
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

const casesFor = (worlds: VenueWorlds): ReadonlyArray<Case> =>
  casesOf((api) => describeVenue(api)('planted', worlds));

const bent = ({ bend }: Pick<Planted, 'bend'>): ReadonlyArray<Case> =>
  casesFor({ ...right, world: async () => bend(await memoryWorld()) });

const bentCrowd = ({ bend }: PlantedCrowd): ReadonlyArray<Case> =>
  casesFor({ ...right, crowd: O.some(async () => bend(await memoryCrowd())) });

const named = <A extends { readonly wrong: string }>(
  planted: ReadonlyArray<A>,
): ReadonlyArray<readonly [string, A]> => planted.map((one) => [one.wrong, one]);

/** Runs the case that must catch it alone: each case opens a world of its own, so that none leans on another. */
const trial = async (cases: ReadonlyArray<Case>, caughtBy: string): Promise<ReadonlyArray<string>> =>
  failedOf(cases.filter(({ name }) => name === caughtBy));

test('the right memory venue fails no case, and no two have one name', async () => {
  const cases = casesFor(right);
  expect(await failedOf(cases)).toEqual([]);
  expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
});

describe('the suite catches a venue that', () => {
  test.each(named(adapters))('%s', async (_, planted) => {
    expect(await trial(bent(planted), planted.caughtBy)).toEqual([planted.caughtBy]);
  });

  test.each(named(crowds))('%s', async (_, planted) => {
    expect(await trial(bentCrowd(planted), planted.caughtBy)).toEqual([planted.caughtBy]);
  });
});

test('every case of the suite catches one of them', () => {
  const caught = new Set([...adapters, ...crowds].map(({ caughtBy }) => caughtBy));
  expect(casesFor(right).flatMap(({ name }) => (caught.has(name) ? [] : [name]))).toEqual([]);
});

describe('the suite does not catch a venue that', () => {
  test.each(named(uncaught))('%s', async (_, planted) => {
    expect(await failedOf(bent(planted))).toEqual([]);
  });
});
