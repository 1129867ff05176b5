import { describe, expect, test } from '@jest/globals';
import { LIE_NAMES } from '@legwork/sandbox';
import { type Setup, enumerate } from '@legwork/testkit';
import { broken } from '../src/bitgo/broken.js';
import { planted } from '../src/bitgo/planted.js';
import { scenarios } from '../src/bitgo/scenario.js';
import { makeSetup } from '../src/bitgo/setup.js';

const rules: ReadonlySet<string> = new Set([
  'Double',
  'LateEffect',
  'FalseDone',
  'SignedOther',
  'SignedTwice',
]);

const broke = (make: () => Setup): ReadonlySet<string> =>
  new Set(
    enumerate(make, 1).failures.flatMap(({ violations }) =>
      violations.map(({ rule }) => rule).filter((rule) => rules.has(rule)),
    ),
  );

describe('Tests of the tests, at BitGo', () => {
  test.each(Object.entries(planted))(
    'the wrong client %s is caught by what it does to the money or signs',
    (_name, { scenario, plant }) => {
      expect(enumerate(() => makeSetup({ ...scenario, mustFinish: false }), 1).failures).toEqual([]);
      expect(broke(() => plant(scenario)).size).toBeGreaterThan(0);
    },
  );

  test.each(Object.entries(broken))('the proof needs its assumption: %s', (_name, make) => {
    expect(broke(make).size).toBeGreaterThan(0);
  });

  test('what is signed is judged apart from what moves: a venue that hides the double hides nothing else', () => {
    const masked = planted['retry-where-it-is-masked'];
    expect(masked && [...broke(() => masked.plant(masked.scenario))]).toEqual(
      expect.arrayContaining(['SignedTwice']),
    );
    expect(masked && broke(() => masked.plant(masked.scenario)).has('Double')).toBe(false);
  });
});

describe('S1, S6: nothing is signed of a payload with a lie in it', () => {
  const lying = ['create-lying', 'affirm-lying', 'affirm-fresh-lying'];
  test.each(lying.flatMap((name) => LIE_NAMES.map((lie) => [name, lie] as const)))('%s: %s', (name, lie) => {
    const scenario = scenarios[name];
    expect(scenario).toBeDefined();
    if (scenario === undefined) return;
    const made: Array<Setup> = [];
    const tally = enumerate(() => {
      const setup = makeSetup({ ...scenario, lie });
      made.push(setup);
      return setup;
    }, 1);
    expect(tally.failures).toEqual([]);
    expect(made.flatMap(({ venue }) => venue.signed())).toEqual([]);
    expect(made.flatMap(({ venue }) => venue.truth().filter(({ order }) => order !== undefined))).toEqual([]);
  });
});

describe('A refusal or a cancellation moves no money, whatever goes wrong', () => {
  test.each([
    ['reject', 50, 100],
    ['reject-other-desk', 0, 0],
    ['cancel', 50, 100],
    ['cancel-affirmed', 25, 99],
    ['cancel-expiring', 25, 99],
  ])('every fault: %s, where a call of ours ends the settlement in %i to %i %%', (name, least, most) => {
    const scenario = scenarios[name];
    expect(scenario).toBeDefined();
    if (scenario === undefined) return;
    const made: Array<Setup> = [];
    const { failures } = enumerate(() => {
      const setup = makeSetup(scenario);
      made.push(setup);
      return setup;
    }, 1);
    expect(failures).toEqual([]);
    expect(made.flatMap(({ venue }) => venue.signed())).toEqual([]);
    const ended = made.flatMap(({ venue, mandate }) => {
      const [intent] = mandate.intents;
      const key = intent === undefined ? '' : venue.owed(intent).key;
      return venue.truth().filter((effect) => effect.key === key && effect.order !== undefined);
    });
    expect(ended.every(({ moved }) => moved === '1')).toBe(true);
    const percent = (100 * ended.length) / made.length;
    expect(percent).toBeGreaterThanOrEqual(least);
    expect(percent).toBeLessThanOrEqual(most);
  });
});
