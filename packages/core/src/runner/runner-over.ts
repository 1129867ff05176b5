import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { newDraft } from '../journal/draft.js';
import { type MandateId, mandateId } from '../noun/id.js';
import type { Clock } from '../port/clock.js';
import type { Digest } from '../port/digest.js';
import type { Journal, JournalFailed } from '../port/journal.js';
import type { Random } from '../port/random.js';
import type {
  Cancelling,
  Job,
  JobQuery,
  JobView,
  Runner,
  RunnerCapabilities,
  RunnerFailed,
  Work,
  Worker,
  WorkerExists,
} from '../port/runner.js';
import type { Deed, Store } from '../port/store.js';
import { cancel } from '../program/cancel.js';
import { type JobCard, jobCard, jobRange, jobs, lastName } from './job-card.js';
import { cancelled, submit, wake } from './job-deeds.js';
import { enter } from './worker-deeds.js';
import { type Pace, type Working, work } from './working.js';

/** What a runner over a store is made of. */
export interface RunnerParts {
  readonly store: Store;
  /** The journal on the same store. */
  readonly journal: Journal;
  readonly clock: Clock;
  readonly digest: Digest;
  readonly random: Random;
  readonly capabilities: RunnerCapabilities;
  readonly pace?: Partial<Pace>;
}

const usualPace: Pace = { ttlMs: 10_000, pollMs: 250 };
const usualJobsMax = 32;
const inputMax = 1_000_000;
const listMax = 10_000;

/**
 * A runner whose jobs are cards on the store of the journal: nothing to install, nothing to start.
 *
 * Workers are the processes that were started on the same store; one that is silent for `ttlMs` loses its jobs to the others.
 */
export const runnerOver = (parts: RunnerParts): Runner => {
  const { store, journal, clock, digest, random, capabilities, pace } = parts;
  const settled: Pace = { ...usualPace, ...pace };
  const here = new Set<Working>();
  const lookAround = (): void => {
    for (const working of here) working.look();
  };
  const perform = <A>(deed: Deed<A>): TE.TaskEither<RunnerFailed, A> =>
    pipe(store.perform(deed), TE.mapLeft(runnerFailed));

  const start = async ({
    worker,
    open,
    jobsMax,
  }: Work): Promise<E.Either<RunnerFailed | WorkerExists, Worker>> => {
    const life = newLife(random);
    const entered = await perform(enter(worker, life, settled.ttlMs))();
    if (E.isLeft(entered)) return entered;
    if (!entered.right) return E.left({ _tag: 'WorkerExists', worker });
    const working = work({
      store,
      clock,
      pace: settled,
      worker,
      life,
      open,
      jobsMax: Math.max(1, Math.min(jobsMax ?? usualJobsMax, 1_000)),
    });
    here.add(working);
    void working.ended().then(() => here.delete(working));
    return E.right({ stop: working.stop, ended: working.ended });
  };

  const cancelJob = async (
    id: MandateId,
    by: string,
    why: string,
  ): Promise<E.Either<RunnerFailed, Cancelling>> => {
    const known = await perform(viewOf(id))();
    if (E.isLeft(known)) return known;
    if (O.isNone(known.right)) return E.right('NotFound');
    const done = await cancel(journal, clock)(id, { by, why })();
    if (E.isLeft(done)) {
      const detail = done.left._tag === 'JournalFailed' ? done.left.detail : done.left.what;
      return E.left({ _tag: 'RunnerFailed', detail });
    }
    if (done.right === 'TooLate') return done;
    const noted = await perform(cancelled(id, `taken back by ${by}: ${why}`))();
    return E.isLeft(noted) ? noted : done;
  };

  return {
    submit: (job) => async () => {
      const done = await submitTo(perform, digest)(job)();
      lookAround();
      return done;
    },
    status: (id) => perform(viewOf(id)),
    list: (query) => perform(listOf(query)),
    cancel: (id, by, why) => () => cancelJob(id, by, why),
    wake: (id) =>
      pipe(
        perform(wake(id)),
        TE.map(() => lookAround()),
      ),
    start: (one) => () => start(one),
    migrate: TE.right(undefined),
    capabilities,
  };
};

const submitTo =
  (perform: <A>(deed: Deed<A>) => TE.TaskEither<RunnerFailed, A>, digest: Digest) =>
  ({ id, input }: Job): ReturnType<Runner['submit']> =>
    input.length > inputMax
      ? TE.left({ _tag: 'RunnerFailed', detail: `the input has more than ${inputMax} characters` })
      : pipe(
          perform(submit(id, input, digest(input))),
          TE.chainW((done): ReturnType<Runner['submit']> =>
            done === 'Conflict' ? TE.left({ _tag: 'JobConflict', id }) : TE.right(done),
          ),
        );

const viewOf = (id: MandateId): Deed<O.Option<JobView>> =>
  function* () {
    const draft = newDraft();
    const card = yield* jobs.read(draft, jobCard(id));
    return draft.nothing(card === undefined ? O.none : O.some(view(id, card)));
  };

const listOf = ({ after, limit }: JobQuery): Deed<ReadonlyArray<JobView>> =>
  function* () {
    const draft = newDraft();
    const last = O.isSome(after) ? after.value : '';
    const cards = yield* draft.range(jobRange(last, Math.max(1, Math.min(limit, listMax))));
    return draft.nothing(
      cards.flatMap(({ key, value }) => {
        const id = mandateId(lastName(key));
        return E.isRight(id) ? [view(id.right, jobs.parse(value))] : [];
      }),
    );
  };

const view = (id: MandateId, card: JobCard): JobView => ({
  id,
  fingerprint: card.fingerprint,
  progress: card.progress,
  sinceMs: card.sinceMs,
  note: card.note,
  takes: card.takes,
  worker: card.progress === 'Running' ? O.some(card.worker) : O.none,
});

/** A name for one life of a worker, that no other life ever has. */
const newLife = (random: Random): string =>
  [...random.bytes(16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const runnerFailed = ({ detail }: JournalFailed): RunnerFailed => ({ _tag: 'RunnerFailed', detail });
