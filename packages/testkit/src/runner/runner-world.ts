import type { Clock, Digest, Journal, Runner } from '@legwork/core';
import type * as O from 'fp-ts/lib/Option.js';

/**
 * A runner that can be tried. Every test has a world of its own, in which no job was submitted yet, and closes it.
 */
export interface RunnerWorld extends RunnerView {
  /** What the tests wait by. Where time is real, the tests wait for real. */
  readonly clock: Clock;
  readonly digest: Digest;
  /** How long is waited for what ought to happen, such as that the jobs of a dead worker are taken over. Units: milliseconds. Usual: 20,000. */
  readonly patienceMs?: number;
  /** How long a job takes from being submitted to its first attempt, or somewhat longer, so that cancellations come before and after. Usual: 24. Units: milliseconds. */
  readonly raceMs?: number;
  /** Opens another process' view of the same storage; `none` where one process can have one view only. */
  readonly openAnother: O.Option<() => Promise<RunnerView>>;
  /** Ends every worker that is left, closes everything, and takes it away. */
  readonly close: () => Promise<unknown>;
}

/** One process' view of a runner and of the journal that its jobs write to. */
export interface RunnerView {
  readonly runner: Runner;
  readonly journal: Journal;
  /**
   * Ends this view as the death of its process does: nothing that it has under way goes on, nothing is given back;
   * `none` where that cannot be had.
   */
  readonly kill: O.Option<() => Promise<unknown>>;
}
