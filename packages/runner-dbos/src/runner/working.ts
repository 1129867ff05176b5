import * as E from 'fp-ts/lib/Either.js';
import type { Sleep, Worker } from '@legwork/core';
import type { Fault } from '../postgres/fault.js';
import { engineSchema, workflowVersion } from './engine.js';
import type { Hosted } from './host.js';
import type { JobPool } from './job-pool.js';
import type { NameLock } from './name-lock.js';
import type { Ended, Held, Station } from './station.js';

/** How a worker goes about it. Units: milliseconds. */
export interface Pace {
  /** How often it looks for jobs in the queue, and for wakings. */
  readonly pollMs: number;
  /** How often it says that it lives, and looks for workers that do not. */
  readonly beatMs: number;
  /** How long another worker may be silent before its name and its jobs are taken away; several times `beatMs`, and longer than any pause of a process that is to go on. */
  readonly silentMs: number;
}

/** A worker whose station is made. */
export interface Working extends Worker {
  /** Has it look around at once. */
  readonly look: () => void;
}

/** What a worker is made of beside its station. */
export interface Means {
  readonly pool: JobPool;
  readonly lock: NameLock;
  readonly hosted: Hosted;
  readonly pace: Pace;
  readonly signal: EndSignal;
}

/** The end of a worker, as it comes about. */
export interface EndSignal {
  end: Ended | undefined;
  wake: () => void;
}

const drainMs = 5_000;
/** A turn is a few requests, each of which is bounded by its venue's adapter. */
const turnMsMax = 120_000;
const lookMs = 5;

/** Lives, wakes, takes over and mends, until the worker ends. */
export const work = (station: Station, { pool, lock, hosted, pace, signal }: Means): Working => {
  const { clock, table, worker } = station;
  let dozing: Sleep | undefined;
  signal.wake = () => {
    for (const { hand } of station.held.values()) hand.wake();
    dozing?.wake();
  };
  lock.onGone(() => station.lose('the connection that held its name is gone'));

  const orLose = <A>(answer: E.Either<Fault, A>): answer is E.Right<A> => {
    if (E.isLeft(answer)) station.lose(`the database failed: ${answer.left.detail}`);
    return E.isRight(answer);
  };

  const listen = async (): Promise<void> => {
    const woken = await table.hear(worker);
    // It is asked again soon; whether the database is there is found out by the next beat.
    if (E.isRight(woken)) for (const id of woken.right) wakeHeld(station.held.get(id));
  };

  const beat = async (): Promise<void> => {
    if (!orLose(await lock.isHeld())) return;
    const gone = await pool.ask((ask) => ask(executorsOf(pool.schema), [workflowVersion, worker]));
    if (E.isLeft(gone)) return;
    for (const [executor = ''] of gone.right) {
      // One after the other: they share a connection.
      // oxlint-disable-next-line no-await-in-loop
      const taken = await lock.withNameOf(executor, () => inherit(hosted, station, executor));
      if (!orLose(taken)) return;
    }
    await table.mend(`${engineSchema(pool.schema)}.workflow_status`);
  };

  const live = async (): Promise<void> => {
    let beatAtMs = clock.monotonicMs();
    while (signal.end === undefined) {
      // oxlint-disable-next-line no-await-in-loop
      await listen();
      if (clock.monotonicMs() >= beatAtMs) {
        beatAtMs = clock.monotonicMs() + pace.beatMs;
        // oxlint-disable-next-line no-await-in-loop
        await beat();
      }
      if (signal.end !== undefined) break;
      dozing = clock.sleep(pace.pollMs);
      // oxlint-disable-next-line no-await-in-loop
      await dozing.done();
    }
  };

  const until = async (isSo: () => boolean): Promise<void> => {
    const endMs = clock.monotonicMs() + turnMsMax;
    // oxlint-disable-next-line no-await-in-loop
    while (!isSo() && clock.monotonicMs() < endMs) await clock.sleep(lookMs).done();
  };

  const run = async (): Promise<Ended> => {
    await live();
    // In order: every job is given back first. Lost: others take the jobs over, but not while a turn is under way here.
    await until(() => (signal.end?._tag === 'Lost' ? station.turning.size === 0 : station.held.size === 0));
    await hosted.shutdown(signal.end?._tag === 'Lost' ? 0 : drainMs);
    const end: Ended = signal.end ?? { _tag: 'Stopped' };
    await lock.release();
    return end;
  };

  const ended = run();
  return {
    look: () => dozing?.wake(),
    stop: async () => {
      signal.end ??= { _tag: 'Stopped' };
      signal.wake();
      await ended;
    },
    ended: () => ended,
  };
};

const wakeHeld = (held: Held | undefined): void => {
  if (held === undefined) return;
  held.isWoken = true;
  held.nudge();
};

/** Executors that have something under way, ourselves left out. */
const executorsOf = (schema: string): string =>
  `select distinct executor_id from ${engineSchema(schema)}.workflow_status
   where status = 'PENDING' and application_version = $1 and executor_id <> $2 limit 100`;

/** Takes over what a dead worker had, in its name. */
const inherit = async (hosted: Hosted, { table }: Station, executor: string): Promise<void> => {
  try {
    await hosted.recover(executor);
    await table.orphan(executor);
  } catch {
    // It is tried again at the next beat.
  }
};
