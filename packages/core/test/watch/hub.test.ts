import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { makeHub } from '../../src/watch/hub.js';
import { type WatchPace, settledPace } from '../../src/watch/watch-pace.js';
import { countedMatter } from './counted-matter.js';
import { manualClock, settled } from './manual-clock.js';
import { takeAll } from './take.js';

const stage = (pace: Partial<WatchPace> = {}, options: Parameters<typeof countedMatter>[1] = {}) => {
  const clock = manualClock();
  const hub = makeHub<number, string>(clock, settledPace({ gapMs: 0, ...pace }));
  return { clock, hub, matter: countedMatter(clock, options) };
};
const hourMs = 3_600_000;

describe('a hub', () => {
  test('reads nothing until somebody asks for news, and tells first how things stand', async () => {
    const { clock, hub, matter } = stage();
    const iterable = hub.watch(matter);
    iterable[Symbol.asyncIterator]();
    await clock.advance(hourMs);
    expect(matter.counts.looks).toBe(0);
    const watcher = takeAll(iterable);
    await settled();
    expect(watcher.news).toStrictEqual([{ changes: ['0 to 1'], view: 1, ends: O.none }]);
  });

  test('slows down while nothing is new, up to a bound, and begins anew when something is', async () => {
    const { clock, hub, matter } = stage({ pollFirstMs: 1_000, pollMaxMs: 8_000 });
    takeAll(hub.watch(matter));
    await clock.advance(40_000);
    const begins = () => matter.times.map(({ fromMs }) => fromMs - 1_000);
    expect(begins()).toStrictEqual([0, 1_000, 3_000, 7_000, 15_000, 23_000, 31_000, 39_000]);
    matter.show(2);
    await clock.advance(11_000);
    expect(begins().slice(8)).toStrictEqual([47_000, 48_000, 50_000]);
  });

  test('reads for 10,000 watchers as often as for one, and compares once for all that saw the same', async () => {
    const cost = async (watchers: number) => {
      const { clock, hub, matter } = stage();
      const taken = Array.from({ length: watchers }, () => takeAll(hub.watch(matter)));
      for (let value = 2; value <= 6; value += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await clock.advance(hourMs / 6);
        matter.show(value);
      }
      await clock.advance(hourMs / 6);
      const told = taken.map((one) => one.changes().join(', '));
      return { told: [...new Set(told)], looks: matter.counts.looks, comparisons: matter.counts.comparisons };
    };
    const one = await cost(1);
    const many = await cost(10_000);
    expect(many).toStrictEqual(one);
    expect(one.told).toStrictEqual(['0 to 1, 1 to 2, 2 to 3, 3 to 4, 4 to 5, 5 to 6']);
    expect(one.looks).toBeLessThan(100);
    expect(one.comparisons).toBeLessThan(3 * one.looks);
  });

  test('gives a later watcher what is known, without a reading', async () => {
    const { clock, hub, matter } = stage();
    takeAll(hub.watch(matter));
    await clock.advance(1_500);
    const late = Array.from({ length: 1_000 }, () => takeAll(hub.watch(matter)));
    await settled();
    expect(new Set(late.map(({ news }) => news[0]?.view))).toStrictEqual(new Set([1]));
    expect(matter.counts.looks).toBe(1);
    expect(matter.counts.comparisons).toBeLessThan(5);
  });

  test('never reads two things at once, and keeps the gap between any two readings', async () => {
    const shared = { atOnce: 0, atOnceMax: 0 };
    const { clock, hub } = stage({ gapMs: 500, pollFirstMs: 1 });
    const matters = Array.from({ length: 20 }, (_, at) =>
      countedMatter(clock, { key: `k${at}`, lookMs: 70, shared }),
    );
    for (const matter of matters) takeAll(hub.watch(matter));
    for (let second = 0; second < 60; second += 1) {
      for (const matter of matters) hub.push(matter.key);
      // oxlint-disable-next-line no-await-in-loop
      await clock.advance(1_000);
    }
    const times = matters.flatMap((matter) => matter.times).toSorted((a, b) => a.fromMs - b.fromMs);
    const gaps = times.slice(1).map(({ fromMs }, at) => fromMs - (times[at]?.toMs ?? 0));
    expect(shared.atOnceMax).toBe(1);
    expect(Math.min(...gaps)).toBe(500);
    expect(times.length).toBeLessThanOrEqual(Math.ceil(60_000 / 570) + 1);
    expect(new Set(matters.map(({ counts }) => counts.looks > 0))).toStrictEqual(new Set([true]));
  });

  test('stops reading when the last watcher leaves, by returning, breaking off or aborting', async () => {
    const { clock, hub, matter } = stage();
    const controller = new AbortController();
    const returning = takeAll(hub.watch(matter));
    const aborting = takeAll(hub.watch(matter, controller.signal));
    const breaking = (async () => {
      for await (const { view } of hub.watch(matter)) if (view === 2) break;
    })();
    await clock.advance(1_000);
    await returning.stop();
    matter.show(2);
    await clock.advance(1_500);
    await breaking;
    expect(matter.counts.looks).toBe(2);
    controller.abort();
    await clock.advance(hourMs);
    expect([returning.isOver(), aborting.isOver()]).toStrictEqual([true, true]);
    expect(matter.counts.looks).toBe(2);
    expect(clock.sleepers()).toBe(0);
  });

  test('begins anew with one reader after everybody had left', async () => {
    const { clock, hub, matter } = stage();
    for (let round = 0; round < 50; round += 1) {
      const watcher = takeAll(hub.watch(matter));
      // oxlint-disable-next-line no-await-in-loop
      await settled();
      // oxlint-disable-next-line no-await-in-loop
      await watcher.stop();
    }
    const before = matter.counts.looks;
    takeAll(hub.watch(matter));
    await clock.advance(2_500);
    expect(matter.counts.looks - before).toBe(2);
    expect(clock.sleepers()).toBe(1);
  });

  test('forgets a reading that nobody waits for any more', async () => {
    const { clock, hub, matter } = stage({}, { lookMs: 100 });
    const watcher = takeAll(hub.watch(matter));
    await clock.advance(50);
    await watcher.stop();
    await clock.advance(hourMs);
    expect(matter.counts.looks).toBe(1);
    expect(watcher.news).toStrictEqual([]);
  });

  test('takes an old reading’s end for nobody’s but its own watchers’', async () => {
    const { clock, hub, matter } = stage({}, { lookMs: 100 });
    matter.show(100);
    const first = takeAll(hub.watch(matter));
    await clock.advance(50);
    await first.stop();
    matter.show(2);
    const second = takeAll(hub.watch(matter));
    await clock.advance(200);
    expect(first.news).toStrictEqual([]);
    expect(second.news).toStrictEqual([{ changes: ['0 to 2'], view: 2, ends: O.none }]);
  });

  test('listens to a signal only while it lasts', async () => {
    const { clock, hub, matter } = stage();
    const listening = new Set<unknown>();
    const signal = {
      aborted: false,
      addEventListener: (_: 'abort', listener: () => void) => void listening.add(listener),
      removeEventListener: (_: 'abort', listener: () => void) => void listening.delete(listener),
    };
    const watcher = takeAll(hub.watch(matter, signal));
    await clock.advance(1);
    expect(listening.size).toBe(1);
    await watcher.stop();
    expect(listening.size).toBe(0);
  });

  test('is not begun with a signal that was aborted', async () => {
    const { clock, hub, matter } = stage();
    const watcher = takeAll(hub.watch(matter, AbortSignal.abort()));
    await clock.advance(1_000);
    expect([watcher.isOver(), matter.counts.looks]).toStrictEqual([true, 0]);
  });

  test('ends when nothing can change any more, for fast and slow watchers', async () => {
    const { clock, hub, matter } = stage();
    const fast = takeAll(hub.watch(matter));
    const slow = hub.watch(matter)[Symbol.asyncIterator]();
    await slow.next();
    matter.show(100);
    await clock.advance(hourMs);
    expect(fast.news.at(-1)).toStrictEqual({ changes: ['1 to 100'], view: 100, ends: O.some('Over') });
    expect(fast.isOver()).toBe(true);
    expect(await slow.next()).toStrictEqual({ done: false, value: fast.news.at(-1) });
    expect(await slow.next()).toStrictEqual({ done: true, value: undefined });
    expect(matter.counts.looks).toBe(2);
  });

  test('ends every watch when it is stopped, and can be used again', async () => {
    const { clock, hub, matter } = stage();
    const watcher = takeAll(hub.watch(matter));
    await clock.advance(1_000);
    hub.stop();
    await clock.advance(hourMs);
    expect(watcher.news.at(-1)).toStrictEqual({ changes: [], view: 1, ends: O.some('Stopped') });
    expect(watcher.isOver()).toBe(true);
    expect(matter.counts.looks).toBe(1);
    takeAll(hub.watch(matter));
    await settled();
    expect(matter.counts.looks).toBe(2);
  });

  test.each([{ watchersMax: 2 }, { topicsMax: 1 }])('refuses to watch more than it may: %p', async (pace) => {
    const { clock, hub, matter } = stage(pace);
    takeAll(hub.watch(matter));
    const second = takeAll(hub.watch(matter));
    const other = countedMatter(clock, { key: 'other' });
    const third = takeAll(hub.watch(other));
    await clock.advance(1_000);
    expect(third.news).toStrictEqual([{ changes: [], view: 0, ends: O.some('TooMany') }]);
    expect([third.isOver(), other.counts.looks]).toStrictEqual([true, 0]);
    await second.stop();
    const fourth = takeAll(hub.watch(matter));
    await clock.advance(1);
    expect(fourth.news).toStrictEqual([{ changes: ['0 to 1'], view: 1, ends: O.none }]);
    expect(matter.counts.looks).toBe(1);
  });
});

test('watchers that were told of the end take up no room, whether or not they asked', async () => {
  const { clock, hub, matter } = stage({ watchersMax: 2 });
  const idle = [hub.watch(matter)[Symbol.asyncIterator](), hub.watch(matter)[Symbol.asyncIterator]()];
  await Promise.all(idle.map((one) => one.next()));
  hub.stop();
  const next = takeAll(hub.watch(matter));
  const other = takeAll(hub.watch(matter));
  await clock.advance(1);
  expect([...next.news, ...other.news].map(({ view, ends }) => [view, ends])).toStrictEqual([
    [1, O.none],
    [1, O.none],
  ]);
  expect(await idle[0]?.next()).toMatchObject({ value: { ends: O.some('Stopped') } });
  await idle[0]?.return?.();
  await idle[1]?.return?.();
  const third = takeAll(hub.watch(matter));
  await clock.advance(1);
  expect(third.news[0]?.ends).toStrictEqual(O.some('TooMany'));
});

describe('a watcher', () => {
  test('that is slow is given what is different now, however much happened, and no queue grows', async () => {
    const { clock, hub, matter } = stage({ pollFirstMs: 10, pollMaxMs: 10 });
    const slow = hub.watch(matter)[Symbol.asyncIterator]();
    await slow.next();
    for (let value = 2; value < 90; value += 1) {
      matter.show(value);
      // oxlint-disable-next-line no-await-in-loop
      await clock.advance(10);
    }
    const { value } = await slow.next();
    expect(value).toMatchObject({ changes: ['1 to 89'], view: 89 });
    const next = slow.next();
    await clock.advance(1_000);
    matter.show(90);
    await clock.advance(1_000);
    expect(await next).toMatchObject({ value: { changes: ['89 to 90'] } });
  });

  test('is told nothing when things are again as it saw them', async () => {
    const { clock, hub, matter } = stage({ pollFirstMs: 10, pollMaxMs: 10 });
    const slow = hub.watch(matter)[Symbol.asyncIterator]();
    await slow.next();
    matter.show(2);
    await clock.advance(10);
    matter.show(1);
    await clock.advance(10);
    const next = slow.next();
    matter.show(3);
    await clock.advance(10);
    expect(await next).toMatchObject({ value: { changes: ['1 to 3'] } });
  });

  test('that asks several times at once is answered one after the other, and never twice with the same', async () => {
    const { clock, hub, matter } = stage({ pollFirstMs: 10, pollMaxMs: 10 });
    const eager = hub.watch(matter)[Symbol.asyncIterator]();
    const asked = Array.from({ length: 20 }, () => eager.next());
    for (let value = 2; value < 40; value += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await clock.advance(10);
      matter.show(value);
    }
    const answers = await Promise.all(asked);
    const changes = answers.flatMap(({ value }) => value?.changes ?? []);
    expect(new Set(changes).size).toBe(16);
    expect(changes).toHaveLength(16);
    expect(answers.slice(16).every(({ done }) => done === true)).toBe(true);
  });

  test('can leave twice, and before it has begun', async () => {
    const { clock, hub, matter } = stage();
    const one = hub.watch(matter)[Symbol.asyncIterator]();
    await one.return?.();
    await one.return?.();
    expect(await one.next()).toStrictEqual({ done: true, value: undefined });
    await clock.advance(1_000);
    expect(matter.counts.looks).toBe(0);
  });
});
