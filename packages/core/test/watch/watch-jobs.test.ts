import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JobView, Runner } from '../../src/port/runner.js';
import { watchJobs } from '../../src/watch/watch-jobs.js';
import { mandateId } from '../fixture/noun.js';
import { manualClock } from './manual-clock.js';
import { takeAll } from './take.js';

const id = mandateId('M');
const job = (changes: Partial<JobView> = {}): JobView => ({
  id,
  fingerprint: 'f',
  progress: 'Queued',
  sinceMs: 1,
  note: '',
  takes: 0,
  worker: O.none,
  ...changes,
});

type Answer = Awaited<ReturnType<ReturnType<Runner['status']>>>;

/** A runner that answers what the test says. */
const stage = () => {
  const clock = manualClock();
  const runner = { answer: E.right(O.none) as Answer, asked: 0 };
  const status: Runner['status'] = () => async () => {
    runner.asked += 1;
    return runner.answer;
  };
  const pace = { gapMs: 0, pollFirstMs: 100, pollMaxMs: 100 };
  return { clock, runner, hub: watchJobs({ runner: { status }, clock, pace }) };
};

describe('watching a job', () => {
  test('tells how it goes on until it has ended', async () => {
    const { clock, runner, hub } = stage();
    const watcher = takeAll(hub.watch(id));
    const others = Array.from({ length: 100 }, () => takeAll(hub.watch(id)));
    const answers: ReadonlyArray<Answer> = [
      E.right(O.some(job())),
      E.right(O.some(job({ progress: 'Running', takes: 1 }))),
      E.left({ _tag: 'RunnerFailed', detail: 'no disk' }),
      E.right(O.some(job({ progress: 'Running', takes: 1, note: 'waits for a consent' }))),
      E.right(O.some(job({ progress: 'NeedsPerson', takes: 1, note: 'look' }))),
      E.right(O.some(job({ progress: 'Running', takes: 2 }))),
      E.right(O.some(job({ progress: 'Ended', takes: 2 }))),
    ];
    for (const answer of answers) {
      // oxlint-disable-next-line no-await-in-loop
      await clock.advance(100);
      runner.answer = answer;
    }
    await clock.advance(1_000);
    const told = watcher.news.map(({ changes }) => changes.map(({ _tag }) => _tag).join(' '));
    expect(told).toStrictEqual([
      'JobMissing',
      'JobSeen',
      'JobTaken JobMoved',
      'RunnerFails',
      'RunnerWorks JobNoted',
      'JobMoved JobNoted',
      'JobTaken JobMoved JobNoted',
      'JobMoved',
    ]);
    expect(watcher.isOver()).toBe(true);
    expect(others.every(({ news }) => news.length === watcher.news.length)).toBe(true);
    expect(runner.asked).toBe(9);
  });

  test('shows what was known once, when the runner does not know it any more', async () => {
    const { clock, runner, hub } = stage();
    runner.answer = E.right(O.some(job({ progress: 'Running', takes: 1 })));
    const watcher = takeAll(hub.watch(id));
    await clock.advance(100);
    runner.answer = E.right(O.none);
    await clock.advance(100);
    expect(watcher.changes().at(-1)).toStrictEqual({ _tag: 'JobMissing' });
    expect(watcher.news.at(-1)?.view.job).toMatchObject(O.some({ progress: 'Running' }));
    expect(watcher.isOver()).toBe(false);
    hub.stop();
  });

  test('never throws', async () => {
    const clock = manualClock();
    const status: Runner['status'] = () => () => Promise.reject(new Error('secret'));
    const hub = watchJobs({ runner: { status }, clock });
    const watcher = takeAll(hub.watch(id));
    await clock.advance(10_000);
    expect(watcher.changes()).toStrictEqual([
      { _tag: 'RunnerFails', detail: 'the question broke off in the runner' },
    ]);
    hub.stop();
    await clock.advance(1);
    expect(watcher.isOver()).toBe(true);
  });
});
