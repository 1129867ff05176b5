import { type JobView, type MandateId, type Runner, mandateId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { defined, right } from '../conformance/must.js';
import type { TestApi } from '../conformance/test-api.js';
import { jobOf, startIn } from './bench.js';
import type { Within } from './within.js';

const tagOf = <L extends { readonly _tag: string }, A>(either: E.Either<L, A>): L['_tag'] | A =>
  E.isLeft(either) ? either.left._tag : either.right;

/** What taking and listing jobs promises. */
export const jobCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'takes a job once: the same again is the same job, for ever, and another input a conflict',
    within(async (world, bench) => {
      const { runner } = world;
      const [job, other] = [jobOf('J'), jobOf('J', 'another input')];
      const submit = async (one: typeof job) => tagOf(await runner.submit(one)());
      expect(await submit(job)).toEqual('Created');
      expect(await submit(job)).toEqual('Existing');
      expect(await submit(other)).toEqual('JobConflict');
      const worker = await startIn(world, 'worker', bench.open);
      expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect(await submit(job)).toEqual('Existing');
      expect(await submit(other)).toEqual('JobConflict');
      expect((await bench.view(job)).progress).toEqual('Ended');
      expect(bench.seen(job).inputs).toEqual([job.input]);
      await worker.stop();
    }),
  );

  test(
    'takes a job once of several who submit it at the same time, and one input only',
    within(async ({ runner }) => {
      const same = await Promise.all(Array.from({ length: 6 }, () => runner.submit(jobOf('J'))()));
      expect(same.map(tagOf).toSorted()).toEqual(['Created', ...Array.from({ length: 5 }, () => 'Existing')]);
      const inputs = ['a', 'b', 'a', 'b', 'a', 'b'];
      const mixed = await Promise.all(inputs.map((input) => runner.submit(jobOf('K', input))()));
      expect(mixed.map(tagOf).toSorted()).toEqual([
        'Created',
        'Existing',
        'Existing',
        ...Array.from({ length: 3 }, () => 'JobConflict'),
      ]);
    }),
  );

  test(
    'opens a job with its id and the very input that was submitted',
    within(async (world, bench) => {
      const inputs = ['', '{"a":1}', '\u0000\n"\'\\', 'é\u{1f600}\u2028', '\ud800', 'x'.repeat(1_000_000)];
      const jobs = inputs.map((input, at) => jobOf(`J${at}`, input));
      for (const job of jobs)
        // oxlint-disable-next-line no-await-in-loop
        expect(tagOf(await world.runner.submit(job)())).toEqual('Created');
      const worker = await startIn(world, 'worker', bench.open);
      for (const job of jobs)
        // oxlint-disable-next-line no-await-in-loop
        expect(await bench.reaches(job, 'Ended')).toEqual('Ended');
      expect(jobs.map((job) => bench.seen(job).inputs)).toEqual(inputs.map((input) => [input]));
      await worker.stop();
    }),
  );

  test(
    'takes no job whose input is too long',
    within(async ({ runner }) => {
      const job = jobOf('J', 'x'.repeat(1_000_001));
      expect(tagOf(await runner.submit(job)())).toEqual('RunnerFailed');
      expect(right(await runner.status(job.id)())).toEqual(O.none);
    }),
  );

  test(
    'tells what is known of a job, and nothing of one that was never submitted',
    within(async (world, bench) => {
      const { runner, digest } = world;
      expect(right(await runner.status(right(mandateId('nobody')))())).toEqual(O.none);
      const job = await bench.submit('J');
      const before = await bench.view(job);
      expect(before).toEqual({
        id: job.id,
        fingerprint: digest(job.input),
        progress: 'Queued',
        sinceMs: before.sinceMs,
        note: '',
        takes: 0,
        worker: O.none,
      });
      expect(before.sinceMs > 1_000_000_000_000).toEqual(true);
      const worker = await startIn(world, 'worker', bench.open);
      await bench.reaches(job, 'Ended');
      const after = await bench.view(job);
      expect({ ...after, sinceMs: 0 }).toEqual({ ...before, progress: 'Ended', takes: 1, sinceMs: 0 });
      expect(after.sinceMs >= before.sinceMs).toEqual(true);
      await worker.stop();
    }),
  );

  test(
    'lists jobs in the order of their ids, each once, over pages of any size',
    within(async ({ runner }, bench) => {
      expect(right(await runner.list({ after: O.none, limit: 10 })())).toEqual([]);
      const names = ['a1', 'B1', 'a10', 'c', 'a9', 'b2', 'b/1', 'b%2F1'];
      for (const name of names)
        // oxlint-disable-next-line no-await-in-loop
        await bench.submit(name);
      const all = right(await runner.list({ after: O.none, limit: 10_000 })());
      expect(all.map(({ id }) => id).toSorted()).toEqual(names.toSorted());
      const plain = all.map(({ id }) => id).filter((id) => /^[a-z0-9]+$/i.test(id));
      expect(plain).toEqual(['B1', 'a1', 'a10', 'a9', 'b2', 'c'].map((name) => jobOf(name).id));
      expect(all[0]).toEqual(await bench.view(jobOf(defined(all[0]).id)));
      for (const limit of [1, 3]) {
        // oxlint-disable-next-line no-await-in-loop
        const pages = await pagesOf(runner, limit);
        expect(pages.flat()).toEqual(all);
        expect(pages.every((page) => page.length <= limit)).toEqual(true);
      }
    }),
  );
};

const pagesMax = 100;

const pagesOf = async ({ list }: Runner, limit: number): Promise<ReadonlyArray<ReadonlyArray<JobView>>> => {
  const pages: Array<ReadonlyArray<JobView>> = [];
  let after: O.Option<MandateId> = O.none;
  while (pages.length < pagesMax) {
    // A page begins behind the one before.
    // oxlint-disable-next-line no-await-in-loop
    const page: ReadonlyArray<JobView> = right(await list({ after, limit })());
    const last = page.at(-1);
    if (last === undefined) return pages;
    pages.push(page);
    after = O.some(last.id);
  }
  return pages;
};
