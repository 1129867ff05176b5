import { describe, expect, test } from '@jest/globals';
import {
  Plague,
  type Setup,
  check,
  enumerate,
  paperWorld,
  simulate,
  simulateRandomly,
} from '../src/index.js';

const rulesOf = (tally: ReturnType<typeof enumerate>): ReadonlyArray<string> => [
  ...new Set(tally.failures.flatMap(({ violations }) => violations.map(({ rule }) => rule))),
];

describe('The paper world', () => {
  test.each([
    { legs: 1, applyMs: 0 },
    { legs: 1, applyMs: 60 },
    { legs: 2, applyMs: 0 },
    { legs: 2, applyMs: 60 },
  ])(
    'every fault and every pair of faults on $legs legs, carried out after $applyMs',
    ({ legs, applyMs }) => {
      const tally = enumerate(paperWorld({ legs, conduct: { applyMs, transferMs: 5 } }), 2);
      expect(tally.failures).toEqual([]);
      expect(tally.schedules).toBeGreaterThan(1_500);
    },
  );

  test('random schedules with up to six faults', () => {
    const make = paperWorld();
    const failures = Array.from({ length: 20_000 }, (_, seed) => simulateRandomly(make, seed).failure);
    expect(failures.filter((failure) => failure !== undefined)).toEqual([]);
  });

  test('without faults, each leg is settled once and nothing else happens', () => {
    const setup = paperWorld({ legs: 3, conduct: { applyMs: 0, transferMs: 5 } })();
    const history = simulate(setup, Plague.exactly([]));
    expect(check(setup, history)).toEqual([]);
    expect(setup.venue.truth().map(({ key, moved }) => [key, moved])).toEqual([
      ['paper/0', '2'],
      ['paper/1', '2'],
      ['paper/2', '2'],
    ]);
  });

  test('the check can fail: a call that is carried out long after the quiet period moves the money twice', () => {
    const slow = paperWorld({ legs: 1, conduct: { applyMs: 250, transferMs: 5 } });
    expect(rulesOf(enumerate(slow, 1))).toContain('Double');
  });

  test('the check can fail: rules that take the fence alone for proof move the money twice', () => {
    const make = paperWorld({ legs: 1, conduct: { applyMs: 60, transferMs: 5 } });
    const hasty = (): Setup => {
      const setup = make();
      const { rules } = setup.venue;
      return {
        ...setup,
        venue: {
          ...setup.venue,
          rules: {
            ...rules,
            judge: (trial) => {
              const verdict = rules.judge(trial);
              const fenced = trial.fence._tag === 'Some' && trial.receipt._tag === 'None';
              return verdict._tag === 'Undecided' && fenced && !trial.named ? { _tag: 'Void' } : verdict;
            },
          },
        },
      };
    };
    expect(rulesOf(enumerate(hasty, 1))).toContain('Double');
  });
});
