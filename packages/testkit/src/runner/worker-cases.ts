import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { startIn } from './bench.js';
import { step, turnsOf } from './script.js';
import type { Beside, Within } from './within.js';

const hourMs = 3_600_000;
const done = step({ _tag: 'Done' });
const waits = (ms: number, afterMs = 0) => step({ _tag: 'Waits', ms }, afterMs);

/** How workers come, go and share. */
export const workerCases = ({ test, expect }: TestApi, within: Within, beside: Beside): void => {
  test(
    'refuses a second worker of a name that lives, and takes it once the first has stopped',
    within(async ({ runner }, bench) => {
      const start = runner.start({ worker: 'worker', open: bench.open });
      const first = right(await start());
      const second = await start();
      expect(second).toEqual(E.left({ _tag: 'WorkerExists', worker: 'worker' }));
      await first.stop();
      expect(await first.ended()).toEqual({ _tag: 'Stopped' });
      await right(await start()).stop();
    }),
  );

  test(
    'refuses a name that lives in another process',
    beside(async (world, bench, other) => {
      const first = await startIn(world, 'worker', bench.open);
      const start = other.runner.start({ worker: 'worker', open: bench.open });
      expect(await start()).toEqual(E.left({ _tag: 'WorkerExists', worker: 'worker' }));
      await first.stop();
      await right(await start()).stop();
    }),
  );

  test(
    'gives every job back when it stops, and another worker goes on with it',
    within(async (world, bench) => {
      const job = await bench.submit('J', turnsOf([waits(hourMs), done]));
      const first = await startIn(world, 'first', bench.open);
      expect(await bench.until(() => bench.seen(job).turns === 1)).toEqual(true);
      await first.stop();
      const { progress, worker } = await bench.view(job);
      expect([progress, worker]).toEqual(['Queued', O.none]);
      const second = await startIn(world, 'second', bench.open);
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect([bench.seen(job).openings, bench.seen(job).doubled, (await bench.view(job)).takes]).toEqual([
        2, 0, 2,
      ]);
      await second.stop();
    }),
  );

  test(
    'ends the turn that is under way before it has stopped, and begins no other one',
    within(async (world, bench) => {
      let turns = 0;
      const job = await bench.submit('J', {
        open: () => O.none,
        turn: () => {
          turns += 1;
          return waits(0, 100);
        },
      });
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.until(() => bench.underway() === 1)).toEqual(true);
      await worker.stop();
      expect(bench.underway()).toEqual(0);
      const after = turns;
      await bench.sleep(300);
      expect(turns).toEqual(after);
      expect((await bench.view(job)).progress).toEqual('Queued');
      // Stopping again changes nothing.
      await worker.stop();
    }),
  );

  test(
    'keeps a job to itself until its last turn is over, however long that takes after it was stopped',
    beside(async (world, bench, other) => {
      const job = await bench.submit('J', turnsOf([waits(0, 2_500), done]));
      const first = await startIn(world, 'first', bench.open);
      expect(await bench.until(() => bench.seen(job).turns === 1)).toEqual(true);
      const second = await startIn(other, 'second', bench.open);
      await first.stop();
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect(bench.seen(job).doubled).toEqual(0);
      await second.stop();
    }),
  );

  test(
    'takes no job when it has stopped',
    within(async (world, bench) => {
      const worker = await startIn(world, 'worker', bench.open);
      await worker.stop();
      const job = await bench.submit('J');
      await bench.sleep(300);
      expect([bench.seen(job).openings, (await bench.view(job)).progress]).toEqual([0, 'Queued']);
    }),
  );

  test(
    'ends as lost when the journal is, and leaves what it had to others (D3)',
    within(async (world, bench) => {
      const resting = await bench.submit('resting', turnsOf([waits(hourMs), done]));
      const worker = await startIn(world, 'first', bench.open);
      expect(await bench.until(() => bench.seen(resting).turns === 1)).toEqual(true);
      const lost = await bench.submit('lost', turnsOf([step({ _tag: 'JournalLost' }), done]));
      let ended = 'it goes on';
      const watch = async (): Promise<void> => {
        ended = (await worker.ended())._tag;
      };
      void watch();
      await bench.until(() => ended !== 'it goes on');
      expect(ended).toEqual('Lost');
      const turns = bench.seen(resting).turns;
      await bench.sleep(300);
      expect(bench.seen(resting).turns).toEqual(turns);
      expect(['Queued', 'Running'].includes((await bench.view(lost)).progress)).toEqual(true);
      const second = await startIn(world, 'second', bench.open);
      for (const job of [resting, lost])
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      await second.stop();
    }),
  );

  test(
    'shares jobs between two workers, and never has two carry one on at once',
    beside(async (world, bench, other) => {
      const script = turnsOf([waits(10, 10), waits(30), waits(0, 10), done]);
      const names = Array.from({ length: 30 }, (_, at) => `J${at}`);
      const jobs = await Promise.all(
        names.map((name, at) => bench.submit(name, script, at % 2 === 0 ? world : other)),
      );
      const carriers = new Map<string, number>();
      const counted =
        (worker: string): typeof bench.open =>
        (job) => {
          carriers.set(worker, (carriers.get(worker) ?? 0) + 1);
          return bench.open(job);
        };
      const workers = await Promise.all([
        startIn(world, 'first', counted('first'), 4),
        startIn(other, 'second', counted('second'), 4),
      ]);
      for (const job of jobs)
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect([...carriers.keys()].toSorted()).toEqual(['first', 'second']);
      const seen = jobs.map((job) => bench.seen(job));
      expect(seen.map(({ openings, turns, doubled }) => [openings, turns, doubled])).toEqual(
        jobs.map(() => [1, 4, 0]),
      );
      await Promise.all(workers.map((worker) => worker.stop()));
    }),
  );

  test(
    'hears from another process what is submitted and woken there',
    beside(async (world, bench, other) => {
      const worker = await startIn(world, 'worker', bench.open);
      const job = await bench.submit(
        'J',
        turnsOf([waits(hourMs), step({ _tag: 'NeedsPerson' }), done]),
        other,
      );
      expect(await bench.until(() => bench.seen(job).turns === 1)).toEqual(true);
      right(await other.runner.wake(job.id)());
      expect(await bench.reaches(job, 'NeedsPerson')).toEqual('NeedsPerson');
      right(await other.runner.wake(job.id)());
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      await worker.stop();
    }),
  );

  test(
    'takes over what a worker had that died, and its name',
    beside(async (world, bench, other) => {
      if (O.isNone(other.kill)) return;
      const script = turnsOf([waits(hourMs), done]);
      const names = Array.from({ length: 5 }, (_, at) => `J${at}`);
      const jobs = await Promise.all(names.map((name) => bench.submit(name, script)));
      await startIn(other, 'mortal', bench.open);
      expect(await bench.until(() => jobs.every((job) => bench.seen(job).turns === 1))).toEqual(true);
      await other.kill.value();
      const heir = await startIn(world, 'heir', bench.open);
      for (const job of jobs)
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      const takes = await Promise.all(jobs.map(async (job) => (await bench.view(job)).takes));
      expect(takes).toEqual(jobs.map(() => 2));
      expect(jobs.map((job) => bench.seen(job).doubled)).toEqual(jobs.map(() => 0));
      const born = await startIn(world, 'mortal', bench.open);
      await Promise.all([heir.stop(), born.stop()]);
    }),
  );

  test(
    'loses none of several hundred jobs of a worker that died and comes back under its name',
    beside(async (world, bench, other) => {
      if (O.isNone(other.kill)) return;
      const script = turnsOf([waits(hourMs), done]);
      const names = Array.from({ length: 450 }, (_, at) => `J${at}`);
      const jobs = await Promise.all(names.map((name) => bench.submit(name, script)));
      await startIn(other, 'mortal', bench.open, 1_000);
      expect(await bench.until(() => jobs.every((job) => bench.seen(job).turns === 1))).toEqual(true);
      await other.kill.value();
      const start = world.runner.start({ worker: 'mortal', open: bench.open, jobsMax: 1_000 });
      let born = await start();
      // Until its name is free, it is refused.
      await bench.until(async () => {
        if (E.isLeft(born)) born = await start();
        return E.isRight(born);
      });
      for (const job of jobs)
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      await right(born).stop();
    }),
  );
};
