import type * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { MandateId } from '../noun/id.js';
import type { NotBegun } from '../program/not-begun.js';
import type { Session } from '../program/session.js';

/**
 * Carries settlements on in the background, over crashes and restarts, with as many workers as there are.
 *
 * It decides who works on what, and when. What may be sent is decided by the journal alone: a runner that runs a job twice,
 * or that forgets one, moves no money twice. So the progress of a job is never the status of its money; that is in the journal.
 */
export interface Runner {
  /** Takes a job, durably. The same id with the same input is the same job, for ever. Errors: `JobConflict`, nothing was changed; `RunnerFailed`, it may have been taken: submit it again. */
  readonly submit: (job: Job) => TE.TaskEither<RunnerFailed | JobConflict, 'Created' | 'Existing'>;
  /** What is known of a job; `none` if it was never submitted. */
  readonly status: (id: MandateId) => TE.TaskEither<RunnerFailed, O.Option<JobView>>;
  /** Jobs in the order of their ids. */
  readonly list: (query: JobQuery) => TE.TaskEither<RunnerFailed, ReadonlyArray<JobView>>;
  /**
   * Takes a job back, if nothing of it was ever armed. `Cancelled`: nothing was sent for it, and nothing ever will be.
   * `TooLate`: an attempt was armed, and is followed to its end.
   */
  readonly cancel: (id: MandateId, by: string, why: string) => TE.TaskEither<RunnerFailed, Cancelling>;
  /** Has a job looked at soon: something is said to have happened, or a person has resolved what it waited for. */
  readonly wake: (id: MandateId) => TE.TaskEither<RunnerFailed, void>;
  /** Begins to work. Errors: `WorkerExists` while another worker of that name lives; `RunnerFailed`. */
  readonly start: (work: Work) => TE.TaskEither<RunnerFailed | WorkerExists, Worker>;
  /** Makes the storage ready for this version; doing it twice does nothing. Run it once, before the workers. */
  readonly migrate: TE.TaskEither<RunnerFailed, void>;
  readonly capabilities: RunnerCapabilities;
}

/** What a runner can do, as data. */
export interface RunnerCapabilities {
  /** Whether several processes may work on the same jobs. */
  readonly multiProcess: boolean;
  /** Whether they may be on several machines. */
  readonly multiMachine: boolean;
  /** Whether jobs outlive the process. */
  readonly durable: boolean;
}

/** Something to be settled. */
export interface Job {
  /** The caller's own id of the business, and the id of the mandate that comes of it. */
  readonly id: MandateId;
  /** Everything that is needed to open it, in the caller's own words. At most 1,000,000 characters; no secrets: it is stored. */
  readonly input: string;
}

/** How far a job has come. It says nothing about money. */
export type JobProgress =
  /** It waits for a worker, or for a time. */
  | 'Queued'
  /** A worker carries it on. */
  | 'Running'
  /** It could not begin, and will not by itself; nothing was sent for it. `wake` tries again. */
  | 'NotBegun'
  /** A person has to look; the journal says at what. `wake` takes it up again. */
  | 'NeedsPerson'
  /** Every intent of it is over. */
  | 'Ended'
  /** It was taken back before anything was armed. */
  | 'Cancelled';

/** What is known of a job. */
export interface JobView {
  readonly id: MandateId;
  readonly fingerprint: string;
  readonly progress: JobProgress;
  /** When it came to that, by the wall clock of the storage. Units: milliseconds since the Unix epoch. */
  readonly sinceMs: number;
  /** Why, in a sentence; empty when there is nothing to say. */
  readonly note: string;
  /** How often a worker has taken it up. */
  readonly takes: number;
  readonly worker: O.Option<string>;
}

/** Which jobs are listed. */
export interface JobQuery {
  readonly after: O.Option<MandateId>;
  /** At most 10,000. */
  readonly limit: number;
}

/** What came of a cancellation. */
export type Cancelling = 'Cancelled' | 'TooLate' | 'NotFound';

/** How jobs are worked on. */
export interface Work {
  /** A name of its own for every process that works; a second live worker of that name is refused. */
  readonly worker: string;
  /** Opens the run of a job, the same for the same job in every process and version. */
  readonly open: OpenJob;
  /** How many jobs are carried on at once. Usual: 32; at most 1,000. */
  readonly jobsMax?: number;
}

/** Opens the run of a job. Each call makes a session with a control of its own. */
export type OpenJob = (job: Job) => TE.TaskEither<NotBegun, Session>;

/** A worker that was started. */
export interface Worker {
  /** Takes no more jobs, ends the turns that are under way, and gives every job back. */
  readonly stop: T.Task<void>;
  /** Resolves when it works no more, and says why. `Lost`: the storage failed or took the name away; nothing more is sent. */
  readonly ended: T.Task<{ readonly _tag: 'Stopped' } | { readonly _tag: 'Lost'; readonly why: string }>;
}

/** The id was submitted before, with another input. Nothing was changed. */
export interface JobConflict {
  readonly _tag: 'JobConflict';
  readonly id: MandateId;
}

/** Another worker of that name is alive. Nothing was begun. */
export interface WorkerExists {
  readonly _tag: 'WorkerExists';
  readonly worker: string;
}

/** The storage of the runner failed. What was sent stands in the journal; nothing is sent on the strength of this answer. */
export interface RunnerFailed {
  readonly _tag: 'RunnerFailed';
  readonly detail: string;
}
