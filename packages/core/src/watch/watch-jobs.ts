import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { MandateId } from '../noun/id.js';
import type { Clock } from '../port/clock.js';
import type { Runner } from '../port/runner.js';
import { makeHub } from './hub.js';
import { type JobChange, type JobSight, isJobOver, jobChanges, unseen } from './job-change.js';
import type { News } from './news.js';
import type { StopSignal } from './stop-signal.js';
import { type WatchPace, settledPace } from './watch-pace.js';

/** Watches the jobs of a runner, as `SettlementHub` watches settlements. It asks the runner's storage, never a venue. */
export interface JobHub {
  /** How a job stands, and everything that changes, until it has ended or was taken back. It never throws. */
  readonly watch: (id: MandateId, signal?: StopSignal) => AsyncIterable<News<JobSight, JobChange>, undefined>;
  /** Ends every watch. */
  readonly stop: () => void;
}

/** A hub for the jobs of a runner. It does nothing until somebody watches. */
export const watchJobs = (ports: {
  readonly runner: Pick<Runner, 'status'>;
  readonly clock: Clock;
  readonly pace?: Partial<WatchPace>;
}): JobHub => {
  const hub = makeHub<JobSight, JobChange>(ports.clock, settledPace(ports.pace));
  return {
    watch: (id, signal) =>
      hub.watch(
        {
          key: id,
          isBroad: false,
          blank: unseen(id),
          look: (before) => () => ask(ports.runner, before),
          changes: jobChanges,
          isOver: isJobOver,
          dueInMs: () => Number.POSITIVE_INFINITY,
        },
        signal,
      ),
    stop: hub.stop,
  };
};

const ask = async (runner: Pick<Runner, 'status'>, before: JobSight): Promise<JobSight> => {
  const asked = await TE.tryCatch(
    () => runner.status(before.id)(),
    () => undefined,
  )();
  if (E.isLeft(asked)) return { ...before, trouble: O.some('the question broke off in the runner') };
  const status = asked.right;
  if (E.isLeft(status)) return { ...before, trouble: O.some(status.left.detail) };
  const job = status.right;
  // What was known once is shown as it was.
  return {
    id: before.id,
    job: O.isSome(job) ? job : before.job,
    isMissing: O.isNone(job),
    trouble: O.none,
  };
};
