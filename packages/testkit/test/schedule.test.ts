import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type CutPoint, Plague, Schedule, faultsAt, kindsOf, seededRandom } from '../src/index.js';

const anyKind = fc.constantFrom(...Object.values(faultsAt).flat());

describe('Schedules', () => {
  test('what is written is read back', () => {
    const schedule = fc.record({
      setup: fc.stringMatching(/^[a-z][a-z-]{0,20}$/),
      faults: fc.array(fc.record({ at: fc.nat(99_999), kind: anyKind }), { maxLength: 6 }),
    });
    fc.assert(fc.property(schedule, (one) => expect(Schedule.decode(Schedule.encode(one))).toEqual(one)));
  });

  test.each([
    '',
    'prompt',
    '@3=Lost',
    'a@b@c',
    'a@03=Lost',
    'a@3=Gone',
    'a@3',
    'a@3=Lost,',
    'a@-1=Lost',
    'a@1000000=Lost',
  ])('%p is none', (text) => expect(Schedule.decode(text)).toBeUndefined());
});

describe('Plagues', () => {
  const points = Object.keys(faultsAt).filter((name): name is CutPoint => name in faultsAt);

  test('a random one only strikes with what can strike there, and no more often than it may', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 5 }), (seed, most) => {
        const struck: Array<{ at: number; kind: (typeof faultsAt)[CutPoint][number] }> = [];
        const plague = Plague.recorded(Plague.random(seededRandom(seed), 2, most), struck);
        for (let at = 0; at < 100; at += 1) {
          const point = points[at % points.length] ?? 'Read';
          const kind = plague(at, point);
          expect(kind === undefined || kindsOf(point).includes(kind)).toBe(true);
        }
        expect(struck.length).toBeLessThanOrEqual(most);
      }),
      { numRuns: 200 },
    );
  });

  test('an exact one strikes where it is told, and not with what cannot strike there', () => {
    const plague = Plague.exactly([{ at: 2, kind: 'Stale' }]);
    expect(plague(2, 'Read')).toBe('Stale');
    expect(plague(2, 'Append')).toBeUndefined();
    expect(plague(1, 'Read')).toBeUndefined();
  });

  test('the same seed gives the same numbers, within their bound', () => {
    const draw = (seed: number): ReadonlyArray<number> => {
      const numbers = seededRandom(seed);
      return Array.from({ length: 1_000 }, () => numbers.below(7));
    };
    expect(draw(5)).toEqual(draw(5));
    expect(draw(5)).not.toEqual(draw(6));
    expect(new Set(draw(5))).toEqual(new Set([0, 1, 2, 3, 4, 5, 6]));
  });
});
