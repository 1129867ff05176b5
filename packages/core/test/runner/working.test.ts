import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { journalOver } from '../../src/journal/journal-over.js';
import { memoryStore } from '../../src/journal/memory-store.js';
import type { Clock } from '../../src/port/clock.js';
import type { OpenJob } from '../../src/port/runner.js';
import type { Card, Store } from '../../src/port/store.js';
import { makeControl } from '../../src/program/control.js';
import type { Turn } from '../../src/program/session.js';
import { memoryRunner } from '../../src/runner/memory-runner.js';
import { runnerOver } from '../../src/runner/runner-over.js';
import { eventClock } from '../fixture/event-clock.js';
import { right, some } from '../fixture/must.js';
import { intentId, mandateId, settleLeg } from '../fixture/noun.js';

let lives = 0;
const random = {
  bytes: (count: number): Uint8Array => {
    lives += 1;
    return Uint8Array.from({ length: count }, (_, at) => (at === 0 ? lives : 7));
  },
};

const over = (id: ReturnType<typeof mandateId>): Turn => ({
  _tag: 'Over',
  report: { mandate: id, because: 'Complete', lines: [], settlement: O.none, status: O.none, halted: O.none },
});

const failure = { _tag: 'JournalFailed', detail: 'EIO' } as const;

/** A runner whose jobs end at their first turn, unless they are told to wait, and whose store can fail. */
const bench = () => {
  const clock = eventClock();
  const memory = memoryStore(clock);
  const broken = { is: false, waitMs: 0, turnMs: 0 };
  const store: Store = {
    ...memory,
    perform: (deed) => async () => (broken.is ? E.left(failure) : memory.perform(deed)()),
  };
  const turns: Array<readonly [string, number]> = [];
  const open: OpenJob =
    ({ id }) =>
    async () =>
      E.right({
        control: makeControl(),
        turn: async () => {
          turns.push([id, clock.monotonicMs()]);
          if (broken.turnMs > 0) await clock.sleep(broken.turnMs).done();
          return broken.waitMs > 0
            ? { _tag: 'Waits', untilMs: clock.monotonicMs() + broken.waitMs }
            : over(id);
        },
      });
  const make = (own: Clock = clock, over1: Store = store) =>
    runnerOver({
      store: over1,
      journal: journalOver(over1, own),
      clock: own,
      digest: (text) => text,
      random,
      pace: { ttlMs: 900, pollMs: 100 },
      capabilities: { multiProcess: true, multiMachine: false, durable: true },
    });
  const cards = async (): Promise<ReadonlyArray<Card>> =>
    right(
      await memory.perform(function* () {
        const { range } = yield { keys: [], range: { from: ' ', before: '~', limit: 10_000 } };
        return { answer: range, changes: [], lines: [] };
      })(),
    );
  return { clock, store, memory, broken, turns, open, make, cards };
};

const jobOf = (name: string) => ({ id: mandateId(name), input: name });
const sleep = (clock: Clock, ms: number) => clock.sleep(ms).done();

describe('a worker over a store', () => {
  test('leaves nothing behind but the jobs when it has stopped', async () => {
    const it = bench();
    it.broken.waitMs = 5_000;
    const runner = it.make();
    const worker = right(await runner.start({ worker: 'w', open: it.open })());
    await Promise.all(['a', 'b', 'c'].map((name) => runner.submit(jobOf(name))()));
    await sleep(it.clock, 200);
    await Promise.all(['a', 'b'].map((name) => runner.wake(mandateId(name))()));
    right(await runner.cancel(mandateId('c'), 'ann', 'so')());
    await worker.stop();
    const kinds = (await it.cards()).map(({ key }) => key.replace(/\d{16}/, 'due'));
    expect(kinds).toStrictEqual(['job/a', 'job/b', 'job/c', 'mandate/c', 'ready/due/a', 'ready/due/b']);
  });

  test('leaves nothing of a dead one either', async () => {
    const it = bench();
    it.broken.waitMs = 60_000;
    const dead = { is: false };
    const never = new Promise<never>(() => undefined);
    const mortal: Store = {
      ...it.memory,
      perform: (deed) => async () => (dead.is ? never : it.memory.perform(deed)()),
    };
    const ending: Clock = {
      ...it.clock,
      sleep: (ms) => {
        const { done, wake } = it.clock.sleep(ms);
        return { wake, done: async () => done().then(() => (dead.is ? never : undefined)) };
      },
    };
    const runner = it.make(ending, mortal);
    right(await runner.start({ worker: 'mortal', open: it.open })());
    right(await runner.submit(jobOf('a'))());
    await sleep(it.clock, 200);
    dead.is = true;
    right(await it.make().wake(mandateId('a'))());
    const heir = right(await it.make().start({ worker: 'heir', open: it.open })());
    await sleep(it.clock, 1_500);
    expect(it.turns.map(([id]) => id)).toStrictEqual(['a', 'a']);
    await heir.stop();
    const kinds = (await it.cards()).map(({ key }) => key.replace(/\d{16}/, 'due'));
    expect(kinds).toStrictEqual(['job/a', 'ready/due/a']);
  });

  test('is believed alive exactly for its time to live after it was last heard', async () => {
    const it = bench();
    const runner = it.make();
    let atMs = 0;
    const frozen: Store = {
      ...it.memory,
      perform: (deed) => async () => {
        const done = await it.memory.perform(deed)();
        atMs = atMs === 0 ? it.clock.monotonicMs() : atMs;
        return done;
      },
    };
    const dead: Clock = {
      ...it.clock,
      sleep: () => ({ done: () => new Promise<never>(() => undefined), wake: () => undefined }),
    };
    right(await it.make(dead, frozen).start({ worker: 'w', open: it.open })());
    const again = () => runner.start({ worker: 'w', open: it.open })();
    await sleep(it.clock, atMs + 899 - it.clock.monotonicMs());
    expect(await again()).toStrictEqual(E.left({ _tag: 'WorkerExists', worker: 'w' }));
    await sleep(it.clock, 1);
    await right(await again()).stop();
  });

  test('takes the job that waits longest first, and looks often enough for others', async () => {
    const it = bench();
    const runner = it.make();
    for (const name of ['c', 'a', 'b']) {
      // oxlint-disable-next-line no-await-in-loop
      right(await it.make().submit(jobOf(name))());
      // oxlint-disable-next-line no-await-in-loop
      await sleep(it.clock, 10);
    }
    const worker = right(await runner.start({ worker: 'w', open: it.open, jobsMax: 1 })());
    await sleep(it.clock, 1_000);
    expect(it.turns.map(([id]) => id)).toStrictEqual(['c', 'a', 'b']);
    const submittedMs = it.clock.monotonicMs();
    right(await it.make().submit(jobOf('late'))());
    await sleep(it.clock, 150);
    expect(it.turns.at(-1)?.[1]).toBeLessThanOrEqual(submittedMs + 100);
    // What is submitted here is seen at once.
    right(await runner.submit(jobOf('here'))());
    await sleep(it.clock, 1);
    expect(it.turns.at(-1)?.[0]).toBe('here');
    await worker.stop();
  });

  test('that is told of a failing store is lost, says so, and gives its jobs no more turns', async () => {
    const it = bench();
    it.broken.waitMs = 50;
    const runner = it.make();
    const worker = right(await runner.start({ worker: 'w', open: it.open })());
    right(await runner.submit(jobOf('a'))());
    await sleep(it.clock, 300);
    it.broken.is = true;
    expect(await worker.ended()).toStrictEqual({ _tag: 'Lost', why: 'EIO' });
    const turns = it.turns.length;
    await sleep(it.clock, 1_000);
    expect(it.turns).toHaveLength(turns);
    expect(await runner.submit(jobOf('b'))()).toStrictEqual(E.left({ _tag: 'RunnerFailed', detail: 'EIO' }));
    expect(await runner.status(mandateId('a'))()).toMatchObject(E.left({ _tag: 'RunnerFailed' }));
    expect(await runner.cancel(mandateId('a'), 'ann', '')()).toMatchObject(E.left({ _tag: 'RunnerFailed' }));
    expect(await runner.start({ worker: 'x', open: it.open })()).toMatchObject(
      E.left({ _tag: 'RunnerFailed' }),
    );
  });

  test('whose name was taken away while it was frozen is lost, and takes nothing from its heir', async () => {
    const it = bench();
    it.broken.waitMs = 50;
    const frozen = { untilMs: 0 };
    const slow: Clock = {
      ...it.clock,
      sleep: (ms) => it.clock.sleep(Math.max(ms, frozen.untilMs - it.clock.monotonicMs())),
    };
    const worker = right(await it.make(slow).start({ worker: 'frozen', open: it.open })());
    right(await it.make().submit(jobOf('a'))());
    await sleep(it.clock, 300);
    frozen.untilMs = it.clock.monotonicMs() + 3_000;
    const heir = right(await it.make().start({ worker: 'heir', open: it.open })());
    const { ended } = worker;
    expect(await ended()).toMatchObject({ _tag: 'Lost' });
    const job = some(right(await it.make().status(mandateId('a'))()));
    expect(job).toMatchObject({ progress: 'Running', worker: O.some('heir'), takes: 2 });
    await heir.stop();
    await worker.stop();
    expect(await ended()).toMatchObject({ _tag: 'Lost' });
  });

  test('hears what is woken while it is letting the job go', async () => {
    const it = bench();
    const next = { slowMs: 0 };
    const slow: Store = {
      ...it.memory,
      perform: (deed) => async () => {
        const { slowMs } = next;
        next.slowMs = 0;
        if (slowMs > 0) await sleep(it.clock, slowMs);
        return it.memory.perform(deed)();
      },
    };
    let turns = 0;
    const open: OpenJob = () => async () =>
      E.right({
        control: makeControl(),
        turn: async () => {
          turns += 1;
          // The next call is the one that lets the job go.
          if (turns === 1) next.slowMs = 350;
          const id = mandateId('a');
          const known = {
            _tag: 'NeedsOperator',
            out: true,
            sinceMs: 1,
            known: 'k',
            wouldResolve: 'w',
          } as const;
          const line = { intent: intentId('a/1'), instruction: settleLeg(), attempts: 1, standing: known };
          const done = over(id);
          return turns > 1 || done._tag !== 'Over'
            ? done
            : { ...done, report: { ...done.report, lines: [line] } };
        },
      });
    const worker = right(await it.make(it.clock, slow).start({ worker: 'w', open })());
    right(await it.make().submit(jobOf('a'))());
    await sleep(it.clock, 200);
    expect(turns).toBe(1);
    right(await it.make().wake(mandateId('a'))());
    await sleep(it.clock, 1_000);
    expect(turns).toBe(2);
    expect(some(right(await it.make().status(mandateId('a'))()))).toMatchObject({
      progress: 'Ended',
      takes: 2,
    });
    await worker.stop();
  });

  test('that was lost first and stopped then was lost', async () => {
    const it = bench();
    it.broken.waitMs = 50;
    it.broken.turnMs = 2_000;
    const worker = right(await it.make().start({ worker: 'w', open: it.open })());
    right(await it.make().submit(jobOf('a'))());
    await sleep(it.clock, 200);
    it.broken.is = true;
    await sleep(it.clock, 101);
    await worker.stop();
    expect(await worker.ended()).toStrictEqual({ _tag: 'Lost', why: 'EIO' });
  });

  test('never asks for nothing: a range has a limit of at least one', async () => {
    const it = bench();
    it.broken.waitMs = 50;
    const limits: Array<number> = [];
    const watched: Store = {
      ...it.memory,
      perform: (deed) =>
        it.memory.perform(function* (now) {
          const looking = deed(now);
          let step = looking.next();
          while (step.done !== true) {
            if (step.value.range !== undefined) limits.push(step.value.range.limit);
            step = looking.next(yield step.value);
          }
          return step.value;
        }),
    };
    const runner = it.make(it.clock, watched);
    const worker = right(await runner.start({ worker: 'w', open: it.open, jobsMax: 1 })());
    right(await runner.submit(jobOf('a'))());
    await sleep(it.clock, 1_000);
    await worker.stop();
    expect(Math.min(...limits)).toBe(1);
  });

  test('notes why a job waits, while it waits', async () => {
    const it = bench();
    let openings = 0;
    const open: OpenJob = (job) => async () => {
      openings += 1;
      return openings === 1 ? E.left({ _tag: 'LimitsContended' }) : it.open(job)();
    };
    const runner = it.make();
    const worker = right(await runner.start({ worker: 'w', open })());
    right(await runner.submit(jobOf('a'))());
    await sleep(it.clock, 500);
    const waiting = some(right(await runner.status(mandateId('a'))()));
    expect([waiting.progress, waiting.note.length > 0]).toStrictEqual(['Running', true]);
    await sleep(it.clock, 1_000);
    expect(some(right(await runner.status(mandateId('a'))()))).toMatchObject({ progress: 'Ended', note: '' });
    await worker.stop();
  });
});

test('the memory runner and its journal are of one piece, and say what they are', async () => {
  const clock = eventClock();
  const { runner, journal } = memoryRunner({ clock, digest: (text) => text, random });
  right(await runner.migrate());
  right(await runner.submit(jobOf('a'))());
  expect(right(await runner.cancel(mandateId('a'), 'ann', 'so')())).toBe('Cancelled');
  expect(right(await journal.read(mandateId('a'))())).toMatchObject([{ _tag: 'MandateBarred', by: 'ann' }]);
  expect(some(right(await runner.status(mandateId('a'))())).note).toBe('taken back by ann: so');
  expect(runner.capabilities).toStrictEqual({ multiProcess: false, multiMachine: false, durable: false });
});
