import * as t from 'io-ts';
import type { Range } from '../port/store.js';
import { cardKey, instant, nameOf, within } from '../journal/card-key.js';
import { cardKind } from '../journal/card.js';
import { whole } from '../journal/field-codec.js';

/** A job as it is kept. */
export const jobs = cardKind(
  t.strict(
    {
      fingerprint: t.string,
      input: t.string,
      progress: t.keyof({
        Queued: null,
        Running: null,
        NotBegun: null,
        NeedsPerson: null,
        Ended: null,
        Cancelled: null,
      }),
      sinceMs: whole,
      note: t.string,
      takes: whole,
      /** Who has it, or had it last; empty: nobody ever. */
      worker: t.string,
      /** Its place among those that wait; empty unless it is queued. */
      ready: t.string,
    },
    'job',
  ),
);

/** What a job card says. */
export type JobCard = ReturnType<typeof jobs.parse>;

/** A worker that lives until its time is over. */
export const workers = cardKind(
  t.strict({ life: t.string, era: t.string, untilMs: t.number, untilWallMs: t.number }, 'worker'),
);

export const jobCard = (id: string): string => cardKey('job', id);
export const heldCard = (worker: string, id: string): string => cardKey('held', worker, id);
export const wokenCard = (worker: string, id: string): string => cardKey('woken', worker, id);
export const workerCard = (worker: string): string => cardKey('worker', worker);

/** Where a job waits for a worker until, and after, it is due. */
export const readyCard = (dueMs: number, id: string): string => cardKey('ready', instant(dueMs), id);

/** The jobs that are due at an instant, the longest due first. */
export const dueRange = (nowMs: number, limit: number): Range => ({
  ...within('ready'),
  before: cardKey('ready', instant(nowMs + 1)),
  limit,
});

/** Jobs in the order of their ids, behind one of them. */
export const jobRange = (after: string, limit: number): Range => {
  const all = within('job');
  return { ...all, from: after === '' ? all.from : `${jobCard(after)} `, limit };
};

/** What a worker holds, or was told to wake. */
export const ofWorker = (kind: 'held' | 'woken', worker: string, limit: number): Range => ({
  ...within(cardKey(kind, worker)),
  limit,
});

/** Every worker that has not said goodbye. */
export const workerRange: Range = { ...within('worker'), limit: 1_000 };

/** The last name in a key: the job's, or the worker's. */
export const lastName = (key: string): string => nameOf(key.slice(key.lastIndexOf('/') + 1));
