import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { longMs } from '../journal/clerk.js';
import { seededRandom } from '../world/seeded-random.js';
import { jobOf, startIn } from './bench.js';
import { everyLegOnce, movedAt, treasuryOf } from './treasury.js';
import type { Within } from './within.js';

const word = ['ann', 'a mistake'] as const;

/** Jobs that are cancelled at some instant, each at another one. */
const races = 40;
/** Longer than a settlement takes to its first attempt, where nothing else is said. Units: milliseconds. */
const usualRaceMs = 24;

/** What taking a job back promises: exactly nothing was sent, or it was too late. */
export const cancelCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'takes a job back before anybody took it up: nothing is ever opened or sent',
    within(async (world, bench) => {
      const job = await bench.submit('J');
      expect(right(await world.runner.cancel(job.id, ...word)())).toEqual('Cancelled');
      expect((await bench.view(job)).progress).toEqual('Cancelled');
      const [only, ...others] = right(await world.journal.read(job.id)());
      expect([only?._tag, others.length]).toEqual(['MandateBarred', 0]);
      expect(only?._tag === 'MandateBarred' && [only.by, only.why]).toEqual([...word]);
      const worker = await startIn(world, 'worker', bench.open);
      right(await world.runner.wake(job.id)());
      await bench.sleep(300);
      expect(bench.seen(job).openings).toEqual(0);
      expect(right(await world.runner.cancel(job.id, ...word)())).toEqual('Cancelled');
      expect(right(await world.runner.submit(job)())).toEqual('Existing');
      expect((await bench.view(job)).progress).toEqual('Cancelled');
      await worker.stop();
    }),
  );

  test(
    'finds no job that was never submitted, and writes nothing about it',
    within(async ({ runner, journal }) => {
      const { id } = jobOf('nobody');
      expect(right(await runner.cancel(id, ...word)())).toEqual('NotFound');
      expect(right(await runner.status(id)())).toEqual(O.none);
      expect(right(await journal.read(id)())).toEqual([]);
      expect(right(await runner.submit(jobOf('nobody'))())).toEqual('Created');
    }),
  );

  test(
    'is too late once everything is done',
    within(async (world, bench) => {
      const treasury = treasuryOf(world);
      const venue = treasury.make('J');
      const job = await bench.submit('J');
      const worker = await startIn(world, 'worker', treasury.openIn(world, 'worker'));
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect(right(await world.runner.cancel(job.id, ...word)())).toEqual('TooLate');
      expect((await bench.view(job)).progress).toEqual('Ended');
      expect(movedAt(venue)).toEqual(everyLegOnce);
      await worker.stop();
    }),
  );

  test(
    'is too late while an attempt is out, which is followed to its end',
    within(async (world, bench) => {
      const treasury = treasuryOf(world);
      const venue = treasury.make('J', { transferMs: 300 });
      const job = await bench.submit('J');
      const worker = await startIn(world, 'worker', treasury.openIn(world, 'worker'));
      expect(await bench.until(() => movedAt(venue).length > 0)).toEqual(true);
      expect(right(await world.runner.cancel(job.id, ...word)())).toEqual('TooLate');
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect(movedAt(venue)).toEqual(everyLegOnce);
      await worker.stop();
    }),
  );

  test(
    'takes a mandate back that was given and waits for its lane: nothing is ever sent',
    within(async (world, bench) => {
      const treasury = treasuryOf(world);
      const venue = treasury.make('J');
      const lease = right(await world.journal.acquire(venue.lane, 'another worker', longMs)());
      const job = await bench.submit('J');
      const worker = await startIn(world, 'worker', treasury.openIn(world, 'worker'));
      const records = async () => right(await world.journal.read(job.id)());
      expect(await bench.until(async () => (await records()).length === 1)).toEqual(true);
      await bench.sleep(50);
      expect(right(await world.runner.cancel(job.id, ...word)())).toEqual('Cancelled');
      if (O.isSome(lease)) right(await world.journal.release(lease.value)());
      right(await world.runner.wake(job.id)());
      await bench.sleep(300);
      expect((await bench.view(job)).progress).toEqual('Cancelled');
      expect((await records()).map(({ _tag }) => _tag)).toEqual([
        'MandateGiven',
        'IntentDecided',
        'IntentDecided',
      ]);
      expect(venue.truth().received).toEqual(0);
      await worker.stop();
    }),
  );

  test(
    'cancels exactly, at whatever instant it comes: nothing was sent, or it was too late and all is done',
    within(async (world, bench) => {
      const treasury = treasuryOf(world);
      const random = seededRandom(7);
      const raceMs = world.raceMs ?? usualRaceMs;
      const worker = await startIn(world, 'worker', treasury.openIn(world, 'worker'));
      const answers = new Set<string>();
      for (let race = 0; race < races; race += 1) {
        const venue = treasury.make(`J${race}`);
        // One race after the other: each has the worker to itself.
        // oxlint-disable-next-line no-await-in-loop
        const job = await bench.submit(`J${race}`);
        // oxlint-disable-next-line no-await-in-loop
        await bench.sleep(random.below(raceMs));
        // oxlint-disable-next-line no-await-in-loop
        const answer = right(await world.runner.cancel(job.id, ...word)());
        answers.add(answer);
        const due = answer === 'Cancelled' ? 'Cancelled' : 'Ended';
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, due)).toEqual(due);
        // oxlint-disable-next-line no-await-in-loop
        await bench.sleep(50);
        expect([race, answer, movedAt(venue)]).toEqual([
          race,
          answer,
          answer === 'Cancelled' ? [] : everyLegOnce,
        ]);
      }
      expect([...answers].toSorted()).toEqual(['Cancelled', 'TooLate']);
      await worker.stop();
    }),
  );
};
