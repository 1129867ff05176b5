import { describe, expect, test } from '@jest/globals';
import { chanceOf } from '../src/chance.js';
import { cutPoints, reachable } from '../src/cut-point.js';
import { moneyCuts, planOf } from '../src/havoc/plan.js';

const pointsOf = (kills: number): ReadonlyArray<string> =>
  planOf(chanceOf(1), kills).flatMap((strike) => (strike._tag === 'KillAt' ? [strike.cut] : []));

describe('The points at which a worker is struck', () => {
  test('each is there once', () => {
    expect(new Set(cutPoints.map(({ cut }) => cut)).size).toBe(cutPoints.length);
  });

  test('the short form has every point around a send', () => {
    expect(new Set(pointsOf(14))).toEqual(new Set(moneyCuts.map(({ cut }) => cut)));
    for (const cut of [
      'before Send',
      'permitted Send',
      'inside Send',
      'after Send',
      'after Append AttemptArmed',
    ])
      expect(pointsOf(14)).toContain(cut);
  });

  test('a long run has every point that the business comes by, several times', () => {
    const points = pointsOf(300);
    for (const { cut } of reachable) expect(points.filter((one) => one === cut).length).toBeGreaterThan(3);
  });

  test('the same seed makes the same plan, and another one another', () => {
    expect(planOf(chanceOf(5), 50)).toEqual(planOf(chanceOf(5), 50));
    expect(planOf(chanceOf(6), 50)).not.toEqual(planOf(chanceOf(5), 50));
  });

  test('every kill that was asked for is in the plan', () => {
    const kills = planOf(chanceOf(1), 120).filter(({ _tag }) => /^Kill(At|After|During)$/.test(_tag));
    expect(kills).toHaveLength(120);
  });
});
