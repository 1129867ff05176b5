import type { JobProgress, JobView, Runner, RunnerFailed } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

/** How many jobs have come how far. */
export interface JobCounts {
  readonly of: Readonly<Record<JobProgress, number>>;
  /** Those that could not begin, at most 50: no mandate tells of them. */
  readonly notBegun: ReadonlyArray<JobView>;
  /** Whether there are more than were counted. */
  readonly more: boolean;
}

const page = 500;
const shownMax = 50;

/** How many jobs are counted unless all are asked for: to read a job is to read its input too. */
export const countedMax = 10_000;

/** Counts jobs by their progress, in the order of their ids. Errors: `RunnerFailed`; it says nothing about money. */
export const countJobs = async (
  runner: Pick<Runner, 'list'>,
  most: number,
): Promise<E.Either<RunnerFailed, JobCounts>> => {
  const notBegun: Array<JobView> = [];
  const of = { Queued: 0, Running: 0, NotBegun: 0, NeedsPerson: 0, Ended: 0, Cancelled: 0 };
  let after: O.Option<JobView['id']> = O.none;
  for (let counted = 0; counted < most; counted += page) {
    // One page after the other.
    // oxlint-disable-next-line no-await-in-loop
    const jobs = await runner.list({ after, limit: page })();
    if (E.isLeft(jobs)) return jobs;
    for (const job of jobs.right) {
      of[job.progress] += 1;
      if (job.progress === 'NotBegun' && notBegun.length < shownMax) notBegun.push(job);
    }
    const last = jobs.right.at(-1);
    if (last === undefined || jobs.right.length < page) return E.right({ of, notBegun, more: false });
    after = O.some(last.id);
  }
  return E.right({ of, notBegun, more: true });
};

/** How far a job has come, in words. */
export const progressWords: Readonly<Record<JobProgress, string>> = {
  Queued: 'queued',
  Running: 'running',
  NotBegun: 'could not begin',
  NeedsPerson: 'waiting for a person',
  Ended: 'ended',
  Cancelled: 'cancelled',
};
