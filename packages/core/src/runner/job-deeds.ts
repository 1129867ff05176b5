import type { Deed, Looking } from '../port/store.js';
import type { JobProgress } from '../port/runner.js';
import { type Draft, newDraft } from '../journal/draft.js';
import {
  type JobCard,
  dueRange,
  heldCard,
  jobCard,
  jobs,
  lastName,
  readyCard,
  wokenCard,
  workerCard,
  workers,
} from './job-card.js';

/** Takes a job, or finds that it is there, with this input or another one. */
export const submit = (
  id: string,
  input: string,
  fingerprint: string,
): Deed<'Created' | 'Existing' | 'Conflict'> =>
  function* ({ wallMs }) {
    const draft = newDraft();
    const known = yield* jobs.read(draft, jobCard(id));
    if (known !== undefined)
      return draft.nothing(known.fingerprint === fingerprint ? 'Existing' : 'Conflict');
    const job = { fingerprint, input, sinceMs: whole(wallMs), note: '', takes: 0, worker: '' };
    queue(draft, id, { ...job, progress: 'Queued', ready: '' }, wallMs);
    return draft.done('Created');
  };

/** A job in the hands of a worker. `take` tells this taking of it from every other one. */
export interface Taken {
  readonly id: string;
  readonly input: string;
  readonly take: number;
}

/** Takes what is due, the longest due first, at most so many; nothing unless this life of the worker is current. */
export const take = (worker: string, life: string, count: number): Deed<ReadonlyArray<Taken>> =>
  function* ({ wallMs }) {
    const draft = newDraft();
    if ((yield* workers.read(draft, workerCard(worker)))?.life !== life) return draft.nothing([]);
    const taken: Array<Taken> = [];
    for (const { key } of yield* draft.range(dueRange(whole(wallMs), count))) {
      const id = lastName(key);
      const job = yield* jobs.read(draft, jobCard(id));
      draft.remove(key);
      if (job === undefined || job.ready !== key) continue;
      const takes = job.takes + 1;
      put(draft, id, { ...job, progress: 'Running', takes, worker, ready: '', note: '' }, wallMs);
      draft.put(heldCard(worker, id), '""');
      taken.push({ id, input: job.input, take: takes });
    }
    return taken.length === 0 ? draft.nothing([]) : draft.done(taken);
  };

/** What becomes of a job that a worker lets go. */
export type LetGo =
  | { readonly _tag: 'Stop'; readonly progress: JobProgress; readonly note: string }
  | { readonly _tag: 'Again'; readonly afterMs: number; readonly note: string };

/** Lets a job go, if it still is this worker's by this taking. */
export const letGo = (worker: string, { id, take: number }: Taken, what: LetGo): Deed<void> =>
  function* ({ wallMs }) {
    const draft = newDraft();
    const job = yield* jobs.read(draft, jobCard(id));
    if (job === undefined || job.worker !== worker || job.takes !== number || job.progress !== 'Running')
      return draft.nothing(undefined);
    draft.remove(heldCard(worker, id));
    const woken = yield* draft.card(wokenCard(worker, id));
    if (woken !== undefined) draft.remove(wokenCard(worker, id));
    if (what._tag === 'Again' || (woken !== undefined && what.progress !== 'Ended')) {
      const afterMs = what._tag === 'Again' && woken === undefined ? what.afterMs : 0;
      queue(draft, id, { ...job, note: what.note }, wallMs + afterMs);
    } else put(draft, id, { ...job, progress: what.progress, note: what.note }, wallMs);
    return draft.done(undefined);
  };

/** Notes a word about a job that goes on. */
export const note = (worker: string, { id, take: number }: Taken, text: string): Deed<void> =>
  function* () {
    const draft = newDraft();
    const job = yield* jobs.read(draft, jobCard(id));
    const ours = job !== undefined && job.worker === worker && job.takes === number;
    if (!ours || job.progress !== 'Running' || job.note === text) return draft.nothing(undefined);
    jobs.write(draft, jobCard(id), { ...job, note: text });
    return draft.done(undefined);
  };

/** Has a job looked at: queued, if nobody has it; otherwise its worker is told. */
export const wake = (id: string): Deed<void> =>
  function* ({ wallMs }) {
    const draft = newDraft();
    const job = yield* jobs.read(draft, jobCard(id));
    switch (job?.progress) {
      case undefined:
      case 'Ended':
      case 'Cancelled':
        return draft.nothing(undefined);
      case 'Running':
        draft.put(wokenCard(job.worker, id), '""');
        return draft.done(undefined);
      case 'Queued':
      case 'NotBegun':
      case 'NeedsPerson':
        queue(draft, id, job, wallMs);
        return draft.done(undefined);
    }
  };

/** Notes that a job was taken back. Whoever has it finds that out from the journal. */
export const cancelled = (id: string, text: string): Deed<void> =>
  function* ({ wallMs }) {
    const draft = newDraft();
    const job = yield* jobs.read(draft, jobCard(id));
    if (job === undefined || job.progress === 'Cancelled') return draft.nothing(undefined);
    if (job.ready !== '') draft.remove(job.ready);
    if (job.progress === 'Running') {
      draft.remove(heldCard(job.worker, id));
      draft.remove(wokenCard(job.worker, id));
    }
    put(draft, id, { ...job, progress: 'Cancelled', ready: '', note: text }, wallMs);
    return draft.done(undefined);
  };

/** Puts a job among those that wait for a worker. */
const queue = (draft: Draft, id: string, job: JobCard, dueMs: number): void => {
  if (job.ready !== '') draft.remove(job.ready);
  const ready = readyCard(whole(dueMs), id);
  draft.put(ready, '""');
  put(draft, id, { ...job, progress: 'Queued', ready }, dueMs);
};

const put = (draft: Draft, id: string, job: JobCard, atMs: number): void =>
  jobs.write(draft, jobCard(id), { ...job, sinceMs: whole(atMs) });

/** Gives back what a worker holds. */
export const giveBack = function* (
  draft: Draft,
  held: ReadonlyArray<{ readonly key: string }>,
  wallMs: number,
): Looking<void> {
  for (const { key } of held) {
    const id = lastName(key);
    const job = yield* jobs.read(draft, jobCard(id));
    draft.remove(key);
    if (job?.progress !== 'Running') continue;
    draft.remove(wokenCard(job.worker, id));
    queue(draft, id, { ...job, note: 'the worker that had it is gone' }, wallMs);
  }
};

const whole = (ms: number): number => Math.max(0, Math.trunc(ms));
