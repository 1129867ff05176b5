import {
  type Job,
  type JobProgress,
  type JobView,
  type OpenJob,
  type Worker,
  makeControl,
  mandateId,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { defined, right } from '../conformance/must.js';
import type { RunnerView, RunnerWorld } from './runner-world.js';
import { type Script, brief, turnOf } from './script.js';

/** What happened to a job, as it saw it itself. */
interface Seen {
  readonly openings: number;
  readonly turns: number;
  /** How many of its turns were under way when another one of it was, or belonged to an opening that was not its last. */
  readonly doubled: number;
  /** The inputs that it was opened with. */
  readonly inputs: ReadonlyArray<string>;
}

/** Jobs that do what they are told, and tell what was done with them. */
export interface Bench {
  /** Opens a job by its script; by default it is over at once. */
  readonly open: OpenJob;
  /** Gives a job its script, and submits it. */
  readonly submit: (name: string, script?: Script, view?: Pick<RunnerView, 'runner'>) => Promise<Job>;
  readonly seen: (job: Job) => Seen;
  /** How many jobs had a turn under way at the same time, at the most. */
  readonly mostAtOnce: () => number;
  /** How many turns are under way now. */
  readonly underway: () => number;
  /** What the runner knows of a job. */
  readonly view: (job: Job) => Promise<JobView>;
  /** Waits until something is so; at most some seconds. Answers whether it is. */
  readonly until: (isSo: () => boolean | Promise<boolean>) => Promise<boolean>;
  /** Waits until a job has come to that. Answers what it has come to. */
  readonly reaches: (job: Job, progress: JobProgress) => Promise<JobProgress>;
  readonly sleep: (ms: number) => Promise<void>;
}

const usualPatienceMs = 20_000;
const lookMs = 5;

/** A job of that name. */
export const jobOf = (name: string, input = `the input of ${name}`): Job => ({
  id: right(mandateId(name)),
  input,
});

interface Account {
  openings: number;
  turns: number;
  underway: number;
  doubled: number;
  readonly inputs: Array<string>;
}

/** A bench in a world. */
export const benchOf = (world: RunnerWorld): Bench => {
  const { clock, patienceMs = usualPatienceMs } = world;
  const scripts = new Map<string, Script>();
  const accounts = new Map<string, Account>();
  let [underway, most] = [0, 0];

  const accountOf = (id: string): Account => {
    const account = accounts.get(id) ?? { openings: 0, turns: 0, underway: 0, doubled: 0, inputs: [] };
    accounts.set(id, account);
    return account;
  };

  const sleep = (ms: number): Promise<void> => clock.sleep(ms).done();

  const turn = async (job: Job, opening: number) => {
    const account = accountOf(job.id);
    account.turns += 1;
    if (account.underway > 0 || account.openings !== opening) account.doubled += 1;
    const { afterMs, comesTo } = (scripts.get(job.id) ?? brief).turn(account.turns);
    account.underway += 1;
    underway += 1;
    most = Math.max(most, underway);
    if (afterMs > 0) await sleep(afterMs);
    account.underway -= 1;
    underway -= 1;
    return turnOf(job.id, comesTo, clock.monotonicMs());
  };

  const until: Bench['until'] = async (isSo) => {
    const endMs = clock.monotonicMs() + patienceMs;
    while (clock.monotonicMs() < endMs) {
      // oxlint-disable-next-line no-await-in-loop
      if (await isSo()) return true;
      // oxlint-disable-next-line no-await-in-loop
      await sleep(lookMs);
    }
    return isSo();
  };

  const view: Bench['view'] = async ({ id }) =>
    defined(O.toUndefined(right(await world.runner.status(id)())));

  return {
    open: (job) => async () => {
      const account = accountOf(job.id);
      account.openings += 1;
      account.inputs.push(job.input);
      const opening = account.openings;
      const failure = (scripts.get(job.id) ?? brief).open(opening);
      if (O.isSome(failure)) return E.left(failure.value);
      return E.right({ turn: () => turn(job, opening), control: makeControl() });
    },
    submit: async (name, script = brief, { runner } = world) => {
      const job = jobOf(name);
      scripts.set(job.id, script);
      right(await runner.submit(job)());
      return job;
    },
    seen: ({ id }) => accountOf(id),
    mostAtOnce: () => most,
    underway: () => underway,
    view,
    until,
    reaches: async (job, progress) => {
      await until(async () => (await view(job)).progress === progress);
      return (await view(job)).progress;
    },
    sleep,
  };
};

/** Starts a worker of the bench. */
export const startIn = async (
  { runner }: Pick<RunnerView, 'runner'>,
  worker: string,
  open: OpenJob,
  jobsMax = 32,
): Promise<Worker> => right(await runner.start({ worker, open, jobsMax })());
