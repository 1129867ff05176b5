import { describe, expect, test } from '@jest/globals';
import { memoryStore } from '../../src/journal/memory-store.js';
import type { Deed, Range } from '../../src/port/store.js';
import * as JobDeeds from '../../src/runner/job-deeds.js';
import { jobCard, jobs } from '../../src/runner/job-card.js';
import { beat, enter, hear, leave, reap } from '../../src/runner/worker-deeds.js';
import { right } from '../fixture/must.js';
import { virtualClock } from '../fixture/virtual-clock.js';

/** A store with the workers `a` and `b`, in their lives `a1` and `b1`, and what is on its cards. */
const bench = async () => {
  const clock = virtualClock();
  const store = memoryStore(clock);
  const run = async <A>(deed: Deed<A>): Promise<A> => right(await store.perform(deed)());
  const range = (wanted: Range) =>
    run(function* () {
      return { answer: (yield { keys: [], range: wanted }).range, changes: [], lines: [] };
    });
  /** The keys that are there besides those of jobs and workers, without their instants. */
  const others = async (): Promise<ReadonlyArray<string>> =>
    (await range({ from: ' ', before: '~', limit: 100 }))
      .map(({ key }) => key.replace(/\d{16}/, 'due'))
      .filter((key) => !/^(job|worker)\//.test(key));
  const job = async (id: string) => {
    const [card] = await range({ from: jobCard(id), before: `${jobCard(id)} `, limit: 1 });
    return jobs.parse(card?.value ?? '{}');
  };
  const take = (worker = 'a', life = `${worker}1`) => run(JobDeeds.take(worker, life, 10));
  for (const worker of ['a', 'b'])
    // oxlint-disable-next-line no-await-in-loop
    expect(await run(enter(worker, `${worker}1`, 1_000))).toBe(true);
  expect(await run(JobDeeds.submit('J', 'input', 'print'))).toBe('Created');
  return { clock, run, others, job, take };
};

const taken = { id: 'J', input: 'input', take: 1 };
const stop = (progress: 'Ended' | 'NeedsPerson' | 'NotBegun') =>
  ({ _tag: 'Stop', progress, note: 'n' }) as const;
const again = (afterMs: number) => ({ _tag: 'Again', afterMs, note: 'n' }) as const;

describe('taking', () => {
  test('is for the current life of a worker that is there, and each job is taken once', async () => {
    const it = await bench();
    expect(await it.take('a', 'a0')).toStrictEqual([]);
    expect(await it.take('c')).toStrictEqual([]);
    expect(await it.take()).toStrictEqual([taken]);
    expect(await it.take('b')).toStrictEqual([]);
    expect(await it.others()).toStrictEqual(['held/a/J']);
  });

  test('leaves alone what is not due yet', async () => {
    const it = await bench();
    await it.take();
    await it.run(JobDeeds.letGo('a', taken, again(500)));
    it.clock.advance(499);
    expect(await it.take('b')).toStrictEqual([]);
    it.clock.advance(1);
    expect(await it.take('b')).toStrictEqual([{ ...taken, take: 2 }]);
  });
});

describe('letting go', () => {
  test('is for who has the job, by that very taking', async () => {
    const it = await bench();
    await it.take();
    const before = await it.job('J');
    await it.run(JobDeeds.letGo('b', taken, stop('Ended')));
    await it.run(JobDeeds.letGo('a', { ...taken, take: 2 }, stop('Ended')));
    await it.run(JobDeeds.letGo('a', { ...taken, id: 'K' }, stop('Ended')));
    expect(await it.job('J')).toStrictEqual(before);
    await it.run(JobDeeds.letGo('a', taken, stop('Ended')));
    expect(await it.job('J')).toMatchObject({ progress: 'Ended', note: 'n' });
    await it.run(JobDeeds.letGo('a', taken, again(0)));
    expect(await it.job('J')).toMatchObject({ progress: 'Ended' });
    expect(await it.others()).toStrictEqual([]);
  });

  test.each([
    { what: stop('NeedsPerson'), comesTo: 'Queued' },
    { what: stop('NotBegun'), comesTo: 'Queued' },
    { what: stop('Ended'), comesTo: 'Ended' },
    { what: again(60_000), comesTo: 'Queued' },
  ])(
    'what was woken meanwhile is looked at again at once, unless it is over: $what',
    async ({ what, comesTo }) => {
      const it = await bench();
      await it.take();
      await it.run(JobDeeds.wake('J'));
      expect(await it.others()).toStrictEqual(['held/a/J', 'woken/a/J']);
      await it.run(JobDeeds.letGo('a', taken, what));
      expect(await it.job('J')).toMatchObject({ progress: comesTo });
      expect(await it.take('b')).toHaveLength(comesTo === 'Queued' ? 1 : 0);
      expect(await it.others()).toStrictEqual(comesTo === 'Queued' ? ['held/b/J'] : []);
    },
  );
});

describe('waking', () => {
  test('brings forward what waits for later, and keeps it once among those that wait', async () => {
    const it = await bench();
    await it.take();
    await it.run(JobDeeds.letGo('a', taken, again(60_000)));
    it.clock.advance(10);
    await it.run(JobDeeds.wake('J'));
    await it.run(JobDeeds.wake('J'));
    expect(await it.others()).toStrictEqual(['ready/due/J']);
    expect(await it.take()).toStrictEqual([{ ...taken, take: 2 }]);
  });

  test.each(['Ended', 'Cancelled'] as const)('does nothing to what is %s', async (progress) => {
    const it = await bench();
    await it.take();
    if (progress === 'Ended') await it.run(JobDeeds.letGo('a', taken, stop('Ended')));
    else await it.run(JobDeeds.cancelled('J', 'so'));
    await it.run(JobDeeds.wake('J'));
    expect([(await it.job('J')).progress, await it.others()]).toStrictEqual([progress, []]);
  });

  test('is heard once, by who has the job, when he listens or says that he lives', async () => {
    const it = await bench();
    await it.take();
    await it.run(JobDeeds.wake('J'));
    expect(await it.run(hear('b'))).toStrictEqual([]);
    expect(await it.run(hear('a'))).toStrictEqual(['J']);
    expect(await it.run(hear('a'))).toStrictEqual([]);
    await it.run(JobDeeds.wake('J'));
    expect(await it.run(beat('a', 'a1', 1_000))).toStrictEqual({ _tag: 'Lives', woken: ['J'] });
    expect(await it.run(beat('a', 'a1', 1_000))).toStrictEqual({ _tag: 'Lives', woken: [] });
  });
});

describe('taking back', () => {
  test('takes a job out of all hands, and is said once', async () => {
    for (const held of [false, true]) {
      // oxlint-disable-next-line no-await-in-loop
      const it = await bench();
      // oxlint-disable-next-line no-await-in-loop
      if (held) await it.take();
      // oxlint-disable-next-line no-await-in-loop
      if (held) await it.run(JobDeeds.wake('J'));
      // oxlint-disable-next-line no-await-in-loop
      await it.run(JobDeeds.cancelled('J', 'first'));
      // oxlint-disable-next-line no-await-in-loop
      await it.run(JobDeeds.cancelled('J', 'second'));
      // oxlint-disable-next-line no-await-in-loop
      expect(await it.others()).toStrictEqual([]);
      // oxlint-disable-next-line no-await-in-loop
      expect(await it.job('J')).toMatchObject({ progress: 'Cancelled', note: 'first', ready: '' });
      // oxlint-disable-next-line no-await-in-loop
      await it.run(JobDeeds.letGo('a', taken, stop('Ended')));
      // oxlint-disable-next-line no-await-in-loop
      expect((await it.job('J')).progress).toBe('Cancelled');
    }
  });
});

describe('a note', () => {
  test('is written by who has the job, while he has it, and once', async () => {
    const it = await bench();
    await it.run(JobDeeds.note('a', taken, 'too early'));
    await it.take();
    const noted = async () => (await it.job('J')).note;
    await it.run(JobDeeds.note('b', taken, 'not his'));
    await it.run(JobDeeds.note('a', { ...taken, take: 2 }, 'not yet'));
    expect(await noted()).toBe('');
    await it.run(JobDeeds.note('a', taken, 'a word'));
    expect(await noted()).toBe('a word');
    const changes: Array<number> = [];
    await it.run(function* (now) {
      const work = yield* JobDeeds.note('a', taken, 'a word')(now);
      changes.push(work.changes.length);
      return work;
    });
    expect(changes).toStrictEqual([0]);
    await it.run(JobDeeds.letGo('a', taken, stop('Ended')));
    await it.run(JobDeeds.note('a', taken, 'too late'));
    expect(await noted()).toBe('n');
  });
});

describe('a worker', () => {
  test('that is silent for its time is gone, to itself and to others, and what it had waits again', async () => {
    const it = await bench();
    await it.take();
    await it.run(JobDeeds.wake('J'));
    it.clock.advance(999);
    await it.run(beat('b', 'b1', 1_000));
    expect(await it.run(reap)).toBe(0);
    it.clock.advance(1);
    expect(await it.run(beat('a', 'a1', 1_000))).toStrictEqual({ _tag: 'Gone' });
    expect(await it.run(reap)).toBe(1);
    expect(await it.job('J')).toMatchObject({ progress: 'Queued', note: 'the worker that had it is gone' });
    expect(await it.others()).toStrictEqual(['ready/due/J']);
    expect(await it.run(beat('a', 'a1', 1_000))).toStrictEqual({ _tag: 'Gone' });
    expect(await it.run(beat('b', 'b1', 1_000))).toMatchObject({ _tag: 'Lives' });
  });

  test('of another life says nothing for the one that lives', async () => {
    const it = await bench();
    expect(await it.run(beat('a', 'a0', 9_000))).toStrictEqual({ _tag: 'Gone' });
    await it.take();
    await it.run(leave('a', 'a0'));
    expect(await it.others()).toStrictEqual(['held/a/J']);
    expect(await it.run(enter('a', 'a2', 1_000))).toBe(false);
    await it.run(leave('a', 'a1'));
    expect(await it.others()).toStrictEqual(['ready/due/J']);
    expect(await it.run(enter('a', 'a2', 1_000))).toBe(true);
    // Entering again under the same life is entering once.
    expect(await it.run(enter('a', 'a2', 1_000))).toBe(true);
  });
});
