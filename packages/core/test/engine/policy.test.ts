import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { pollPauseMs } from '../../src/engine/engine.js';
import { type Policy, check, standard } from '../../src/engine/policy.js';

const dayMs = 86_400_000;
const bounds: ReadonlyArray<[Exclude<keyof Policy, 'until'>, number, number]> = [
  ['freshMs', 1, 600_000],
  ['pollFirstMs', 1, standard.pollMaxMs],
  ['pollMaxMs', standard.pollFirstMs, dayMs],
  ['attemptsMax', 1, 100],
  ['regressionsMax', 1, 1_000],
  ['waitMs', 1, 30 * dayMs],
  ['patienceMs', 3 * 1_000, 30 * dayMs],
];

describe('a policy (T2, L1)', () => {
  test.each(bounds)('%s may be from %d to %d, and nothing else', (field, least, most) => {
    const isFine = (value: number): boolean => E.isRight(check({ ...standard, [field]: value }, 1_000));
    expect([least, most].every(isFine)).toBe(true);
    const wrong = [least - 1, most + 1, least + 0.5, -1, Number.NaN, Number.POSITIVE_INFINITY];
    expect(wrong.filter(isFine)).toStrictEqual([]);
  });

  test('the quiet period is bounded, and patience is at least three of them', () => {
    expect(E.isRight(check(standard, 600_000))).toBe(true);
    expect(E.isRight(check(standard, 600_001))).toBe(false);
    for (const quietMs of [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, dayMs + 1])
      expect(E.isLeft(check({ ...standard, patienceMs: 30 * dayMs }, quietMs))).toBe(true);
  });

  test('what is wrong is named', () => {
    expect(check({ ...standard, freshMs: 0 }, 0)).toStrictEqual(
      E.left({ _tag: 'InvalidPolicy', what: 'freshMs must be between 1 and 600,000' }),
    );
  });
});

describe('the pause between readings (L2)', () => {
  test('is none at first, then doubles up to the most, and never overflows', () => {
    const policy = { ...standard, pollFirstMs: 100, pollMaxMs: 1_000 };
    const pauses = [0, 1, 2, 3, 4, 5, 6, 1_000_000].map((idle) => pollPauseMs(policy, idle));
    expect(pauses).toStrictEqual([0, 100, 200, 400, 800, 1_000, 1_000, 1_000]);
  });
});
