import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { makeHub } from '../../src/watch/hub.js';
import { hintOf, textAt } from '../../src/watch/push.js';
import { wakeOnPush } from '../../src/watch/wake-on-push.js';
import { type WatchPace, settledPace } from '../../src/watch/watch-pace.js';
import { settlementId } from '../fixture/noun.js';
import { countedMatter } from './counted-matter.js';
import { manualClock, settled } from './manual-clock.js';
import { takeAll } from './take.js';

const pace = { gapMs: 0, pollFirstMs: 1_000, pollMaxMs: 60_000, pushBurst: 3, pushEveryMs: 5_000 };
const hourMs = 3_600_000;

const stage = (changes: Partial<WatchPace> = {}) => {
  const clock = manualClock();
  return { clock, hub: makeHub<number, string>(clock, settledPace({ ...pace, ...changes })) };
};

describe('a push', () => {
  test('brings the next reading forward, and nothing else', async () => {
    const { clock, hub } = stage();
    const matter = countedMatter(clock);
    const watcher = takeAll(hub.watch(matter));
    await clock.advance(100_000);
    const looks = matter.counts.looks;
    expect(hub.push('k')).toBe('Read');
    await settled();
    expect(matter.counts.looks).toBe(looks + 1);
    expect(watcher.changes()).toStrictEqual(['0 to 1']);
    matter.show(2);
    hub.push('k');
    await settled();
    expect(watcher.changes()).toStrictEqual(['0 to 1', '1 to 2']);
  });

  test('about what nobody watches costs nothing', async () => {
    const { clock, hub } = stage();
    const matter = countedMatter(clock);
    expect(hub.push()).toBe('NotWatched');
    takeAll(hub.watch(matter));
    await clock.advance(500);
    for (let at = 0; at < 10_000; at += 1) expect(hub.push(`forged ${at}`)).toBe('NotWatched');
    await settled();
    expect(matter.counts.looks).toBe(1);
    expect(hub.push('k')).toBe('Read');
  });

  test('that comes while it is being read causes another reading: the first may have missed it', async () => {
    const { clock, hub } = stage();
    const matter = countedMatter(clock, { lookMs: 100 });
    const watcher = takeAll(hub.watch(matter));
    await clock.advance(50);
    matter.show(2);
    expect(hub.push('k')).toBe('Read');
    expect(hub.push('k')).toBe('Joined');
    await clock.advance(150);
    expect(watcher.changes()).toStrictEqual(['0 to 1', '1 to 2']);
    expect(matter.counts.looks).toBe(2);
  });

  test('without a name is about whatever is watched, and about a scope with any name', async () => {
    const { clock, hub } = stage();
    const one = countedMatter(clock, { key: 'one' });
    const scope = countedMatter(clock, { key: 'scope', isBroad: true });
    for (const matter of [one, scope]) takeAll(hub.watch(matter));
    await clock.advance(500);
    hub.push('something new');
    await settled();
    expect([one.counts.looks, scope.counts.looks]).toStrictEqual([1, 2]);
    hub.push();
    await settled();
    expect([one.counts.looks, scope.counts.looks]).toStrictEqual([2, 3]);
  });

  test('that uses up what pushes may cost is heard all the same', async () => {
    const { clock, hub } = stage({ pushBurst: 1 });
    const one = countedMatter(clock, { key: 'one' });
    const scope = countedMatter(clock, { key: 'scope', isBroad: true });
    for (const matter of [one, scope]) takeAll(hub.watch(matter));
    await clock.advance(500);
    expect(hub.push('one')).toBe('Read');
    await settled();
    expect([one.counts.looks, scope.counts.looks]).toStrictEqual([2, 1]);
    expect(hub.push('one')).toBe('Waits');
    expect(hub.push()).toBe('Waits');
    await settled();
    expect([one.counts.looks, scope.counts.looks]).toStrictEqual([2, 1]);
  });

  test('never pays for what is read anyway by then, so a flood does not silence pushes for long', async () => {
    const { clock, hub } = stage({ pollFirstMs: 10_000, pollMaxMs: 10_000, pushBurst: 1 });
    const matters = Array.from({ length: 20 }, (_, at) => countedMatter(clock, { key: `k${at}` }));
    for (const matter of matters) takeAll(hub.watch(matter));
    await clock.advance(500);
    const heard = matters.map(({ key }) => hub.push(key));
    expect(heard).toStrictEqual(['Read', ...Array.from({ length: 19 }, () => 'Waits')]);
    await clock.advance(14_600);
    expect(hub.push('k7')).toBe('Read');
  });

  test('about a scope that nobody watches any more is about nothing', async () => {
    const { clock, hub } = stage();
    const scope = countedMatter(clock, { key: 'scope', isBroad: true });
    const watcher = takeAll(hub.watch(scope));
    await clock.advance(500);
    await watcher.stop();
    expect(hub.push('one')).toBe('NotWatched');
  });

  test('in a flood of a million forged ones costs a bounded number of readings, and the real ones still come', async () => {
    const { clock, hub } = stage();
    const matter = countedMatter(clock);
    const watcher = takeAll(hub.watch(matter));
    await clock.advance(100_000);
    const before = matter.counts.looks;
    const seconds = 1_000;
    for (let second = 0; second < seconds; second += 1) {
      for (let push = 0; push < 1_000; push += 1) hub.push('k');
      // oxlint-disable-next-line no-await-in-loop
      await clock.advance(1_000);
      if (second === 500) matter.show(2);
    }
    const own = Math.ceil(1_000_000 / 60_000) + 5;
    expect(matter.counts.looks - before).toBeLessThanOrEqual(3 + 1_000_000 / 5_000 + own);
    expect(matter.counts.looks - before).toBeGreaterThan(150);
    expect(watcher.changes()).toStrictEqual(['0 to 1', '1 to 2']);
  });

  test('in a flood over 2,000 things that are watched costs no more than over one', async () => {
    const { clock, hub } = stage({ pollFirstMs: hourMs, pollMaxMs: hourMs });
    const matters = Array.from({ length: 2_000 }, (_, at) => countedMatter(clock, { key: `k${at}` }));
    for (const matter of matters) takeAll(hub.watch(matter));
    await settled();
    await clock.advance(10);
    const looks = () => matters.reduce((sum, { counts }) => sum + counts.looks, 0);
    const before = looks();
    for (let at = 0; at < 100_000; at += 1) hub.push(at % 2 === 0 ? undefined : `k${at % 2_000}`);
    await clock.advance(100_000);
    expect(before).toBe(2_000);
    expect(looks() - before).toBeLessThanOrEqual(3 + 100_000 / 5_000);
  });
});

/** When each value was seen, over an hour in which the values appear at the given instants. */
const seenAt = async (
  appearsAtMs: ReadonlyArray<number>,
  pushesAtMs: ReadonlyArray<number>,
): Promise<{ readonly values: ReadonlyArray<number>; readonly atMs: ReadonlyArray<number> }> => {
  const { clock, hub } = stage({ pushBurst: 1_000, pushEveryMs: 1 });
  const matter = countedMatter(clock);
  const values: Array<number> = [];
  const atMs: Array<number> = [];
  const reading = (async () => {
    for await (const { view } of hub.watch(matter)) {
      values.push(view);
      atMs.push(clock.monotonicMs());
    }
  })();
  await settled();
  const appears = appearsAtMs.map((ms, at) => ({ ms, do: () => matter.show(at + 2) }));
  const pushes = pushesAtMs.map((ms) => ({ ms, do: () => void hub.push('k') }));
  for (const one of [...appears, ...pushes].toSorted((a, b) => a.ms - b.ms)) {
    // oxlint-disable-next-line no-await-in-loop
    await clock.advance(one.ms + 1_000 - clock.monotonicMs());
    one.do();
    // oxlint-disable-next-line no-await-in-loop
    await settled();
  }
  await clock.advance(70_000);
  hub.stop();
  await reading;
  return { values, atMs };
};

/** When a value, or a later one, was seen first. */
const firstAtMs = ({ values, atMs }: Awaited<ReturnType<typeof seenAt>>, value: number): number =>
  atMs[values.findIndex((one) => one >= value)] ?? Number.POSITIVE_INFINITY;

const instants = (most: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 600_000 }), { maxLength: most })
    .map((list) => list.toSorted((a, b) => a - b));

describe('with forged, repeated, late and lost pushes', () => {
  test('what is seen is what polling sees, in the same order and never later', async () => {
    await fc.assert(
      fc.asyncProperty(instants(12), instants(40), async (appears, pushes) => {
        const polled = await seenAt(appears, []);
        const pushed = await seenAt(appears, pushes);
        const last = appears.length + 1;
        expect(polled.values.at(-1)).toBe(last);
        // Stopping tells how things stand once more.
        expect(pushed.values.slice(0, -1)).toStrictEqual(
          [...new Set(pushed.values)].toSorted((a, b) => a - b),
        );
        for (let value = 1; value <= last; value += 1)
          expect(firstAtMs(pushed, value)).toBeLessThanOrEqual(firstAtMs(polled, value));
      }),
      { numRuns: 150 },
    );
  }, 60_000);
});

describe('the hint in a push', () => {
  test.each([
    [undefined],
    [null],
    [7],
    [{ id: 'S1' }],
    [['S1']],
    [''],
    ['S 1'],
    ['S1\n'],
    ['x'.repeat(129)],
    ['x'.repeat(10_000_000)],
    [
      {
        toString: () => {
          throw new Error('believed');
        },
      },
    ],
  ])('is nothing when it is no id: %#', (push: unknown) => {
    expect(hintOf(push)).toStrictEqual(O.none);
  });

  test('is an id when it is the text of one', () => {
    expect(hintOf('S1')).toStrictEqual(O.some(settlementId));
  });

  test('is found at a path of own fields, within bounds', () => {
    expect(textAt('{"data":{"id":"S1"}}', ['data', 'id'])).toBe('S1');
    expect(textAt('{"data":[{"id":"S1"}]}', ['data', '0', 'id'])).toBe('S1');
    expect(textAt('{"data":{"id":7}}', ['data', 'id'])).toBeUndefined();
    expect(textAt('{}', ['constructor', 'name'])).toBeUndefined();
    expect(textAt('{"a":null}', ['a', 'b'])).toBeUndefined();
    expect(textAt('"S1"', [])).toBe('S1');
    expect(textAt('{', ['a'])).toBeUndefined();
    expect(textAt(JSON.stringify({ a: 'x'.repeat(65_536) }), ['a'])).toBeUndefined();
    expect(textAt('['.repeat(10_000), ['a'])).toBeUndefined();
    expect(
      textAt(
        '{}',
        Array.from({ length: 9 }, () => 'a'),
      ),
    ).toBeUndefined();
  });

  test('is not found on what every object has', () => {
    // As a program that extends the prototype would, for good or ill.
    // oxlint-disable-next-line no-extend-native
    Object.defineProperty(Object.prototype, 'planted', { value: 'S1', configurable: true });
    const found = [textAt('{}', ['planted']), textAt('{"planted":"S2"}', ['planted'])];
    Reflect.deleteProperty(Object.prototype, 'planted');
    expect(found).toStrictEqual([undefined, 'S2']);
  });

  test('is never thrown over, whatever the body is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.array(fc.string(), { maxLength: 4 }), (body, path) => {
        const text = textAt(body, path);
        expect(text === undefined || typeof text === 'string').toBe(true);
      }),
    );
  });
});

describe('waking on pushes', () => {
  test('wakes within a budget that refills, and hands on no more than a hint', async () => {
    const clock = manualClock();
    const woken: Array<unknown> = [];
    const pushed = wakeOnPush({
      clock,
      pace: { pushBurst: 2, pushEveryMs: 1_000 },
      wake: (hint) => async () => woken.push(hint),
    });
    const push = () => [pushed('S1'), pushed({ settlement: 'S1' }), pushed('S1')];
    expect(push()).toStrictEqual(['Woken', 'Woken', 'TooMany']);
    await clock.advance(1_000);
    expect(push()).toStrictEqual(['Woken', 'TooMany', 'TooMany']);
    await clock.advance(60_000);
    expect(push()).toStrictEqual(['Woken', 'Woken', 'TooMany']);
    expect(woken).toStrictEqual([
      O.some(settlementId),
      O.none,
      O.some(settlementId),
      O.some(settlementId),
      O.none,
    ]);
  });

  test('survives a wake that fails in any way', async () => {
    const failing = [
      () => {
        throw new Error('at once');
      },
      () => () => Promise.reject(new Error('later')),
    ];
    for (const wake of failing) expect(wakeOnPush({ clock: manualClock(), wake })('S1')).toBe('Woken');
    await settled();
  });
});

test('a pace that makes no sense is brought within its bounds', () => {
  expect(settledPace({ pollFirstMs: Number.NaN, gapMs: -1, pushBurst: 0.5, topicsMax: 1e9 })).toStrictEqual({
    pollFirstMs: 2_000,
    pollMaxMs: 60_000,
    gapMs: 0,
    pushBurst: 1,
    pushEveryMs: 5_000,
    topicsMax: 100_000,
    watchersMax: 100_000,
  });
  expect(settledPace({ pollFirstMs: 90_000, pollMaxMs: 5 })).toMatchObject({
    pollFirstMs: 90_000,
    pollMaxMs: 90_000,
  });
});
