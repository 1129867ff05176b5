import * as O from 'fp-ts/lib/Option.js';
import type { MandateId } from '../noun/id.js';
import type { JobProgress, JobView } from '../port/runner.js';

/** What is known of a job that is watched. */
export interface JobSight {
  readonly id: MandateId;
  /** As the runner told it last; `none`: it never knew the job. */
  readonly job: O.Option<JobView>;
  /** Whether the runner does not know the job. */
  readonly isMissing: boolean;
  /** Why the runner cannot tell; `none` if it can. */
  readonly trouble: O.Option<string>;
}

/** Something that changed about a job. None of it says anything about money; that is in the journal. */
export type JobChange =
  | { readonly _tag: 'JobSeen'; readonly job: JobView }
  | { readonly _tag: 'JobMoved'; readonly was: JobProgress; readonly is: JobView }
  /** Another worker took it up, or the same one again. */
  | { readonly _tag: 'JobTaken'; readonly is: JobView }
  /** Why it is as far as it is: the sentence changed. */
  | { readonly _tag: 'JobNoted'; readonly note: string }
  /** The runner answers, and does not know the job. */
  | { readonly _tag: 'JobMissing' }
  | { readonly _tag: 'RunnerFails'; readonly detail: string }
  | { readonly _tag: 'RunnerWorks' };

/** Before the runner was asked. */
export const unseen = (id: MandateId): JobSight => ({
  id,
  job: O.none,
  isMissing: false,
  trouble: O.none,
});

/** Everything that is different, in a fixed order. */
export const jobChanges = (before: JobSight, after: JobSight): ReadonlyArray<JobChange> =>
  before === after
    ? []
    : [...troubleChanges(before, after), ...missing(before, after), ...moves(before.job, after.job)];

const troubleChanges = ({ trouble: was }: JobSight, { trouble: is }: JobSight): ReadonlyArray<JobChange> => {
  if (O.isNone(is)) return O.isSome(was) ? [{ _tag: 'RunnerWorks' }] : [];
  return O.isSome(was) && was.value === is.value ? [] : [{ _tag: 'RunnerFails', detail: is.value }];
};

const missing = (before: JobSight, after: JobSight): ReadonlyArray<JobChange> =>
  after.isMissing && !before.isMissing ? [{ _tag: 'JobMissing' }] : [];

const moves = (was: O.Option<JobView>, is: O.Option<JobView>): ReadonlyArray<JobChange> => {
  if (O.isNone(is)) return [];
  const job = is.value;
  if (O.isNone(was)) return [{ _tag: 'JobSeen', job }];
  const { progress, takes, note } = was.value;
  return [
    ...(job.takes === takes ? [] : [{ _tag: 'JobTaken', is: job } as const]),
    ...(job.progress === progress ? [] : [{ _tag: 'JobMoved', was: progress, is: job } as const]),
    ...(job.note === note ? [] : [{ _tag: 'JobNoted', note: job.note } as const]),
  ];
};

/** Whether nothing of it changes any more. What waits for a person may still be woken. */
export const isJobOver = ({ job }: JobSight): boolean =>
  O.isSome(job) && (job.value.progress === 'Ended' || job.value.progress === 'Cancelled');
