import type { NotBegun } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { jobOf, startIn } from './bench.js';
import { known, step, turnsOf, wouldResolve } from './script.js';
import type { Within } from './within.js';

const hourMs = 3_600_000;
const done = step({ _tag: 'Done' });
const waits = (ms: number, afterMs = 0) => step({ _tag: 'Waits', ms }, afterMs);

const readFailed = (lasts: 'Passing' | 'Lasting'): NotBegun => ({
  _tag: 'ReadFailed',
  lasts,
  what: 'The venue of the suite does not answer.',
  money: 'A read moves nothing.',
  todo: 'Read again.',
  code: O.none,
  requestId: O.none,
});

/** Fails the first opening, and no later one. */
const once = (error: NotBegun) => (opening: number) => (opening === 1 ? O.some(error) : O.none);

/** How jobs are carried on, and what is said of it. */
export const progressCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'carries a job on turn by turn, also what was submitted before and after the worker began',
    within(async (world, bench) => {
      const script = turnsOf([waits(10), waits(0), waits(20, 5), done]);
      const before = await bench.submit('before', script);
      const worker = await startIn(world, 'worker', bench.open);
      const after = await bench.submit('after', script);
      for (const job of [before, after]) {
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
        expect(bench.seen(job).turns).toEqual(4);
        expect(bench.seen(job).doubled).toEqual(0);
      }
      await worker.stop();
    }),
  );

  test(
    'tells who carries a job on',
    within(async (world, bench) => {
      const job = await bench.submit('J', turnsOf([waits(hourMs)]));
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.reaches(job, 'Running')).toEqual('Running');
      expect((await bench.view(job)).worker).toEqual(O.some('worker'));
      expect((await bench.view(job)).takes).toEqual(1);
      await worker.stop();
    }),
  );

  test(
    'leaves a job to a person with what is known and what would resolve it, until it is woken',
    within(async (world, bench) => {
      const job = await bench.submit('J', turnsOf([step({ _tag: 'NeedsPerson' }), done]));
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.reaches(job, 'NeedsPerson')).toEqual('NeedsPerson');
      const { note } = await bench.view(job);
      expect([note.includes(known), note.includes(wouldResolve)]).toEqual([true, true]);
      await bench.sleep(300);
      expect(bench.seen(job).openings).toEqual(1);
      right(await world.runner.wake(job.id)());
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect(bench.seen(job).openings).toEqual(2);
      await worker.stop();
    }),
  );

  test(
    'says why a job could not begin, and leaves it until it is woken; nothing is in its journal',
    within(async (world, bench) => {
      const declined: NotBegun = { _tag: 'Declined', by: 'ann', why: 'not today' };
      const job = await bench.submit('J', turnsOf([done], once(declined)));
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.reaches(job, 'NotBegun')).toEqual('NotBegun');
      expect((await bench.view(job)).note.includes('not today')).toEqual(true);
      expect(right(await world.journal.read(job.id)())).toEqual([]);
      await bench.sleep(300);
      expect([bench.seen(job).openings, bench.seen(job).turns]).toEqual([1, 0]);
      right(await world.runner.wake(job.id)());
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      await worker.stop();
    }),
  );

  test(
    'tries a job again by itself when what kept it from beginning may pass, and leaves it when not',
    within(async (world, bench) => {
      const passing = await bench.submit('passing', turnsOf([done], once(readFailed('Passing'))));
      const lasting = await bench.submit('lasting', turnsOf([done], once(readFailed('Lasting'))));
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.reaches(passing, 'Ended')).toEqual('Ended');
      expect(bench.seen(passing).openings).toEqual(2);
      expect(await bench.reaches(lasting, 'NotBegun')).toEqual('NotBegun');
      await worker.stop();
    }),
  );

  test(
    'goes on with all other jobs when the opening of one breaks off, and calls that one no success',
    within(async (world, bench) => {
      const broken = await bench.submit(
        'broken',
        turnsOf([done], (opening) => {
          if (opening === 1) throw new SyntaxError('invariant: an opening of the suite breaks off, hunter2');
          return O.none;
        }),
      );
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.reaches(broken, 'NotBegun')).toEqual('NotBegun');
      expect((await bench.view(broken)).note.includes('hunter2')).toEqual(false);
      const other = await bench.submit('other');
      expect(await bench.reaches(other, 'Ended')).toEqual('Ended');
      right(await world.runner.wake(broken.id)());
      expect(await bench.reaches(broken, 'Ended')).toEqual('Ended');
      await worker.stop();
    }),
  );

  test(
    'takes a job up anew from the journal when a turn of it breaks off',
    within(async (world, bench) => {
      const job = await bench.submit('J', {
        open: () => O.none,
        turn: (turn) => {
          if (turn === 1) throw new TypeError('invariant: a turn of the suite breaks off');
          return done;
        },
      });
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect([bench.seen(job).openings, bench.seen(job).turns]).toEqual([2, 2]);
      await worker.stop();
    }),
  );

  test(
    'takes a job up anew from the journal when somebody else wrote to it',
    within(async (world, bench) => {
      const job = await bench.submit('J', turnsOf([step({ _tag: 'TakenOver' }), done]));
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect([bench.seen(job).openings, bench.seen(job).turns]).toEqual([2, 2]);
      await worker.stop();
    }),
  );

  test(
    'cuts a wait short when the job is woken',
    within(async (world, bench) => {
      const job = await bench.submit('J', turnsOf([waits(hourMs), done]));
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.until(() => bench.seen(job).turns === 1)).toEqual(true);
      await bench.sleep(50);
      expect(bench.seen(job).turns).toEqual(1);
      right(await world.runner.wake(job.id)());
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      await worker.stop();
    }),
  );

  test(
    'loses no waking that comes during the turn after which a person would be needed',
    within(async (world, bench) => {
      const job = await bench.submit('J', turnsOf([step({ _tag: 'NeedsPerson' }, 400), done]));
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.until(() => bench.seen(job).turns === 1)).toEqual(true);
      right(await world.runner.wake(job.id)());
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect(bench.seen(job).openings).toEqual(2);
      await worker.stop();
    }),
  );

  test(
    'wakes nothing that is over or that nobody knows',
    within(async (world, bench) => {
      const job = await bench.submit('J');
      const worker = await startIn(world, 'worker', bench.open);
      await bench.reaches(job, 'Ended');
      right(await world.runner.wake(job.id)());
      right(await world.runner.wake(jobOf('nobody').id)());
      await bench.sleep(300);
      expect((await bench.view(job)).progress).toEqual('Ended');
      expect(bench.seen(job).openings).toEqual(1);
      expect(right(await world.runner.status(jobOf('nobody').id)())).toEqual(O.none);
      await worker.stop();
    }),
  );

  test(
    'carries on no more jobs at once than it was told',
    within(async (world, bench) => {
      const script = turnsOf([step({ _tag: 'Waits', ms: 0 }, 20), step({ _tag: 'Done' }, 20)]);
      const names = Array.from({ length: 12 }, (_, at) => `J${at}`);
      const jobs = await Promise.all(names.map((name) => bench.submit(name, script)));
      const worker = await startIn(world, 'worker', bench.open, 3);
      for (const job of jobs)
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect(bench.mostAtOnce()).toEqual(3);
      await worker.stop();
    }),
  );

  test(
    'ends 200 jobs, each carried on once',
    within(async (world, bench) => {
      const script = turnsOf([waits(5), done]);
      const names = Array.from({ length: 200 }, (_, at) => `J${at}`);
      const jobs = await Promise.all(names.map((name) => bench.submit(name, script)));
      const worker = await startIn(world, 'worker', bench.open);
      for (const job of jobs)
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      const seen = jobs.map((job) => bench.seen(job));
      expect(seen.filter(({ openings, turns, doubled }) => openings + turns + doubled !== 3)).toEqual([]);
      await worker.stop();
    }),
  );
};
