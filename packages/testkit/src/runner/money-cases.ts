import * as O from 'fp-ts/lib/Option.js';
import { right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { longMs } from '../journal/clerk.js';
import { seededRandom } from '../world/seeded-random.js';
import { startIn } from './bench.js';
import { everyLegOnce, movedAt, treasuryOf } from './treasury.js';
import type { Beside, Within } from './within.js';

const deaths = 16;
/** About as long as a settlement takes. Units: milliseconds. */
const lifeMs = 60;

/** What truly moves, whatever becomes of the workers (M2, D2). */
export const moneyCases = ({ test, expect }: TestApi, within: Within, beside: Beside): void => {
  test(
    'settles every leg of every job once, with some replies lost (M2)',
    within(async (world, bench) => {
      const treasury = treasuryOf(world);
      const names = Array.from({ length: 12 }, (_, at) => `J${at}`);
      const venues = names.map((name) => treasury.make(name));
      for (const [at, venue] of venues.entries())
        if (at % 3 > 0) venue.loseNext(at % 3 === 1 ? 'Reply' : 'Request');
      const jobs = await Promise.all(names.map((name) => bench.submit(name)));
      const worker = await startIn(world, 'worker', treasury.openIn(world, 'worker'));
      for (const job of jobs)
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect(venues.map(movedAt)).toEqual(venues.map(() => everyLegOnce));
      expect(venues.map((venue) => venue.lost())).toEqual(venues.map((_, at) => (at % 3 > 0 ? 1 : 0)));
      await worker.stop();
    }),
  );

  test(
    'holds nothing of the lane while a settlement waits for its transfer',
    within(async (world, bench) => {
      const treasury = treasuryOf(world);
      const venue = treasury.make('J', { transferMs: 2_000 });
      const job = await bench.submit('J');
      const worker = await startIn(world, 'worker', treasury.openIn(world, 'worker'));
      expect(await bench.until(() => movedAt(venue).length === everyLegOnce.length)).toEqual(true);
      await bench.sleep(100);
      expect((await bench.view(job)).progress).toEqual('Running');
      const lease = right(await world.journal.acquire(venue.lane, 'another worker', longMs)());
      expect(O.isSome(lease)).toEqual(true);
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      await worker.stop();
    }),
  );

  test(
    'settles every leg once when its worker stops at any instant and another one goes on (D2)',
    within(async (world, bench) => {
      const treasury = treasuryOf(world);
      const random = seededRandom(11);
      for (let round = 0; round < deaths; round += 1) {
        const venue = treasury.make(`J${round}`);
        if (round % 2 === 1) venue.loseNext('Reply');
        // One round after the other: each worker stops in the middle of one job.
        // oxlint-disable-next-line no-await-in-loop
        const job = await bench.submit(`J${round}`);
        // oxlint-disable-next-line no-await-in-loop
        const first = await startIn(world, `first-${round}`, treasury.openIn(world, `first-${round}`));
        // oxlint-disable-next-line no-await-in-loop
        await bench.sleep(random.below(lifeMs));
        // oxlint-disable-next-line no-await-in-loop
        await first.stop();
        // oxlint-disable-next-line no-await-in-loop
        const second = await startIn(world, `second-${round}`, treasury.openIn(world, `second-${round}`));
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
        // oxlint-disable-next-line no-await-in-loop
        await second.stop();
        expect([round, movedAt(venue)]).toEqual([round, everyLegOnce]);
      }
    }),
  );

  test(
    'settles every leg once when its worker dies at any instant and another one takes over (M2, D2)',
    beside(async (world, bench) => {
      if (O.isNone(world.openAnother)) return;
      const treasury = treasuryOf(world);
      const random = seededRandom(13);
      const heir = await startIn(world, 'heir', treasury.openIn(world, 'heir'));
      for (let round = 0; round < deaths; round += 1) {
        // oxlint-disable-next-line no-await-in-loop
        const mortal = await world.openAnother.value();
        if (O.isNone(mortal.kill)) return heir.stop();
        const venue = treasury.make(`J${round}`);
        if (round % 3 === 1) venue.loseNext('Reply');
        const name = `mortal-${round}`;
        // oxlint-disable-next-line no-await-in-loop
        await startIn(mortal, name, treasury.openIn(mortal, name));
        // oxlint-disable-next-line no-await-in-loop
        const job = await bench.submit(`J${round}`, undefined, mortal);
        // oxlint-disable-next-line no-await-in-loop
        await bench.sleep(random.below(lifeMs));
        // oxlint-disable-next-line no-await-in-loop
        await mortal.kill.value();
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
        expect([round, movedAt(venue)]).toEqual([round, everyLegOnce]);
      }
      return heir.stop();
    }),
  );
};
