import { describe, expect, test } from '@jest/globals';
import { enumerate } from '@legwork/testkit';
import { broken } from '../src/kraken-prime/broken.js';
import { planted } from '../src/kraken-prime/planted.js';
import { scenarios } from '../src/kraken-prime/scenario.js';
import { makeSetup } from '../src/kraken-prime/setup.js';

const moneyRules: ReadonlySet<string> = new Set(['Double', 'LateEffect', 'FalseDone']);

const moneyBroken = (make: Parameters<typeof enumerate>[0]): boolean =>
  enumerate(make, 1).failures.some(({ violations }) => violations.some(({ rule }) => moneyRules.has(rule)));

describe('Tests of the tests', () => {
  test.each(Object.entries(planted))(
    'the wrong rule %s is caught by what it does to the money',
    (_name, wrong) => {
      const scenario = scenarios[wrong.scenario];
      expect(scenario).toBeDefined();
      if (scenario === undefined) return;
      expect(enumerate(() => makeSetup({ ...scenario, mustFinish: false }), 1).failures).toEqual([]);
      expect(moneyBroken(() => wrong.plant(makeSetup(scenario)))).toBe(true);
    },
  );

  test.each(Object.entries(broken))('the proof needs its assumption: %s', (_name, make) => {
    expect(moneyBroken(make)).toBe(true);
  });
});
