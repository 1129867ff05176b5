import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import {
  type Cancelling,
  type Clock,
  type Digest,
  type Job,
  type Journal,
  type MandateId,
  type Runner,
  type RunnerFailed,
  type RunnerWork,
  type Worker,
  type WorkerExists,
  cancel,
} from '@legwork/core';
import { sha256, systemClock } from '@legwork/node';
import type { Fault } from '../postgres/fault.js';
import { isSchemaName } from '../postgres/schema.js';
import type { Say } from './say.js';
import { launch } from './host.js';
import { jobPool } from './job-pool.js';
import { jobTable } from './job-table.js';
import { migrate } from './migrate.js';
import { lockName } from './name-lock.js';
import type { Station } from './station.js';
import { type EndSignal, type Pace, type Working, work } from './working.js';

/** What a DBOS runner is made of. */
export interface DbosOptions {
  /** The address of the database. A direct connection: no pool in between that shares sessions. */
  readonly url: string;
  /** The journal that the jobs write to. It may be in another database. */
  readonly journal: Journal;
  /** The schema that the jobs are in; DBOS' own tables are in the same with `_dbos` behind. Usual: `legwork`. */
  readonly schema?: string;
  readonly clock?: Clock;
  readonly digest?: Digest;
  readonly pace?: Partial<Pace>;
  /** Told what DBOS says about its own work. Usual: nobody. */
  readonly say?: Say;
}

/** A runner, and a way to let its connections go. */
export interface DbosRunner extends Runner {
  readonly close: T.Task<void>;
}

const usualPace: Pace = { pollMs: 100, beatMs: 1_000, silentMs: 10_000 };
const usualJobsMax = 32;
const inputMax = 1_000_000;
const listMax = 10_000;

/**
 * A runner for many machines: jobs and their queue in PostgreSQL, carried on by DBOS.
 *
 * What a worker had that died is taken over within seconds by the others: its name is a lock of its connection. What one had that stands
 * still, or whose machine is cut off, is taken over after `silentMs`. One worker lives in a process, because DBOS is one for a process; a
 * second `start` there answers `RunnerFailed`. DBOS is loaded by the first call.
 */
export const dbosRunner = (options: DbosOptions): DbosRunner => {
  const { url, journal, schema = 'legwork', clock = systemClock, digest = sha256, say = silent } = options;
  const pace = { ...usualPace, ...options.pace };
  const pool = jobPool(url, schema, say);
  const table = jobTable(pool);
  const here = new Set<Working>();
  const lookAround = (): void => {
    for (const working of here) working.look();
  };

  const start = async ({
    worker,
    open,
    jobsMax = usualJobsMax,
  }: RunnerWork): Promise<E.Either<RunnerFailed | WorkerExists, Worker>> => {
    if (!isSchemaName(schema)) return failed('the name of the schema is not a plain one');
    const limit = Math.max(1, Math.min(jobsMax, 1_000));
    const lock = await lockName(url, schema, worker, Math.trunc(pace.silentMs));
    if (E.isLeft(lock)) return failed(lock.left.detail);
    if (lock.right === 'Taken') return E.left({ _tag: 'WorkerExists', worker });
    const signal: EndSignal = { end: undefined, wake: () => undefined };
    const station = stationOf({ worker, open, clock, table }, signal);
    const queue = await pool.registerQueue(limit, pace.pollMs);
    const hosted = E.isLeft(queue) ? E.left(queue.left.detail) : await launch(station, { url, schema, say });
    if (E.isLeft(hosted)) {
      await lock.right.release();
      return failed(hosted.left);
    }
    const working = work(station, { pool, lock: lock.right, hosted: hosted.right, pace, signal });
    here.add(working);
    void working.ended().then(() => here.delete(working));
    return E.right({ stop: working.stop, ended: working.ended });
  };

  const submit = async ({ id, input }: Job): Promise<Awaited<ReturnType<ReturnType<Runner['submit']>>>> => {
    if (input.length > inputMax) return failed(`the input has more than ${inputMax} characters`);
    const done = await table.submit(id, input, digest(input));
    if (E.isLeft(done)) return failed(done.left.detail);
    return done.right === 'Conflict' ? E.left({ _tag: 'JobConflict', id }) : E.right(done.right);
  };

  const cancelJob = async (
    id: MandateId,
    by: string,
    why: string,
  ): Promise<E.Either<RunnerFailed, Cancelling>> => {
    const known = await table.view(id);
    if (E.isLeft(known)) return failed(known.left.detail);
    if (O.isNone(known.right)) return E.right('NotFound');
    // The journal decides, exactly and whatever the worker does; the engine is only told.
    const done = await cancel(journal, clock)(id, { by, why })();
    if (E.isLeft(done)) return failed(done.left._tag === 'JournalFailed' ? done.left.detail : done.left.what);
    if (done.right === 'TooLate') return done;
    const noted = await table.cancelled(id, `taken back by ${by}: ${why}`);
    lookAround();
    return E.isLeft(noted) ? failed(noted.left.detail) : done;
  };

  return {
    submit: (job) => () => submit(job),
    status: (id) => async () => orFailed(await table.view(id)),
    list:
      ({ after, limit }) =>
      async () =>
        orFailed(await table.list(O.isSome(after) ? after.value : '', Math.max(1, Math.min(limit, listMax)))),
    cancel: (id, by, why) => () => cancelJob(id, by, why),
    wake: (id) => async () => {
      const done = orFailed(await table.wake(id));
      lookAround();
      return done;
    },
    start: (one) => () => start(one),
    migrate: migrate(url, schema, say),
    capabilities: { multiProcess: true, multiMachine: true, durable: true },
    close: async () => {
      await Promise.all([...here].map((working) => working.stop()));
      await pool.close();
    },
  };
};

const stationOf = (
  parts: Pick<Station, 'worker' | 'open' | 'clock' | 'table'>,
  signal: EndSignal,
): Station => ({
  ...parts,
  held: new Map(),
  turning: new Set(),
  ended: () => signal.end,
  lose: (why) => {
    if (signal.end?._tag === 'Lost') return;
    signal.end = { _tag: 'Lost', why };
    signal.wake();
  },
});

const silent: Say = () => undefined;

const failed = (detail: string): E.Either<RunnerFailed, never> => E.left({ _tag: 'RunnerFailed', detail });

const orFailed = <A>(answer: E.Either<Fault, A>): E.Either<RunnerFailed, A> =>
  E.isLeft(answer) ? failed(answer.left.detail) : answer;
