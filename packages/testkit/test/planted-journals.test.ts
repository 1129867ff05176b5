import { describe, expect, test } from '@jest/globals';
import { describeJournal } from '../src/index.js';
import { type Bends, bentJournalWorld } from './fixture/memory-journal-world.js';
import { type Case, casesOf, failedOf } from './fixture/suite-run.js';
import { journals } from './planted/journals.js';
import { stores } from './planted/stores.js';
import { partingOnes, texts } from './planted/texts.js';

const casesFor = (bends: Bends): ReadonlyArray<Case> =>
  casesOf((api) => describeJournal(api)('planted', () => bentJournalWorld(bends)));

const all = [...stores, ...journals, ...texts, ...partingOnes];

test('no two cases have one name, and nobody is to be caught by a case that is none', () => {
  const names = casesFor({}).map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(all.flatMap(({ caughtBy }) => caughtBy).filter((name) => !names.includes(name))).toEqual([]);
});

describe('planted among journals: one that', () => {
  test.each(all.map((planted) => [planted.wrong, planted] as const))('%s', async (_, planted) => {
    const cases = casesFor(planted).filter(({ name }) => planted.caughtBy.includes(name));
    expect(await failedOf(cases)).toEqual(cases.map(({ name }) => name));
  });
});

test('every case of the suite catches one of them', () => {
  const caught = new Set(all.flatMap(({ caughtBy }) => caughtBy));
  expect(casesFor({}).flatMap(({ name }) => (caught.has(name) ? [] : [name]))).toEqual([]);
});
