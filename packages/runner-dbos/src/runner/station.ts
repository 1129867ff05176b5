import type { Clock, OpenJob } from '@legwork/core';
import type { Hand } from './hand.js';
import type { JobTable } from './job-table.js';

/** Why a worker works no more. */
export type Ended = { readonly _tag: 'Stopped' } | { readonly _tag: 'Lost'; readonly why: string };

/** A job that is carried on here. */
export interface Held {
  readonly hand: Hand;
  /** Whether it was woken since its last turn began. */
  isWoken: boolean;
  /** Has it look at the venue at once. */
  nudge: () => void;
}

/** A worker at its work, as its jobs see it. */
export interface Station {
  readonly worker: string;
  readonly open: OpenJob;
  readonly clock: Clock;
  readonly table: JobTable;
  /** The jobs that are carried on here. */
  readonly held: Map<string, Held>;
  /** The jobs of which a turn is under way. */
  readonly turning: Set<unknown>;
  /** Whether the worker goes on; `undefined`: it does. */
  readonly ended: () => Ended | undefined;
  /** Ends the worker: nothing more is begun or recorded by it. */
  readonly lose: (why: string) => void;
}
