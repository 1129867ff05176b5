import { describe, expect, test } from '@jest/globals';
import type { Contender } from '../src/harness/contender.js';
import { race, ratioOf, rotated } from '../src/harness/race.js';

/** A contender of a known cost on a machine that is slower in each round than in the one before. */
const paced = (
  name: string,
  cost: number,
  laps: Array<string>,
  machine: { slowness: number },
): Contender => ({
  name,
  lap: (times) => {
    laps.push(name);
    return times * cost * machine.slowness;
  },
});

describe('A race', () => {
  test('compares within each round, so a machine that slows down changes no ratio', async () => {
    const laps: Array<string> = [];
    const machine = { slowness: 1 };
    let settled = 0;
    const settle = (): void => {
      settled += 1;
      machine.slowness = 1 + Math.floor((settled - 1) / 2) ** 2;
    };
    const contenders = [paced('a', 1, laps, machine), paced('b', 4, laps, machine)];
    const costs = await race(contenders, { rounds: 8, lap: 0, warmUps: 0 }, settle);
    expect(costs.get('a')).toHaveLength(8);
    expect(new Set(costs.get('a')).size).toBeGreaterThan(4);
    expect(ratioOf(costs, 'b', 'a')).toEqual({ low: 4, median: 4, high: 4, count: 8 });
  });

  test('begins each round with another contender, and leaves the warm-up laps out', async () => {
    const laps: Array<string> = [];
    const machine = { slowness: 1 };
    const contenders = ['a', 'b', 'c'].map((name) => paced(name, 1, laps, machine));
    const costs = await race(contenders, { rounds: 3, lap: 0, warmUps: 1 }, () => undefined);
    expect(laps.join('')).toBe('abcbcacababc');
    expect([...costs.values()].map((all) => all.length)).toEqual([3, 3, 3]);
  });

  test('runs each as often as makes a lap, and counts what one run costs', async () => {
    const times: Array<number> = [];
    const contender = {
      name: 'a',
      lap: (count: number) => {
        times.push(count);
        return count * 0.5;
      },
    };
    const costs = await race([contender], { rounds: 2, lap: 100, warmUps: 0 }, () => undefined);
    expect(times.slice(-2)).toEqual([200, 200]);
    expect(costs.get('a')).toEqual([0.5, 0.5]);
  });

  test('a contender that was not in it has no ratio', async () => {
    const costs = await race([], { rounds: 2, lap: 0, warmUps: 0 }, () => undefined);
    expect(ratioOf(costs, 'a', 'b').median).toBeNaN();
  });

  test.each([
    [0, 'abc'],
    [1, 'bca'],
    [5, 'cab'],
  ])('rotated by %i', (by, order) => {
    expect(rotated(['a', 'b', 'c'], by).join('')).toBe(order);
  });
});
