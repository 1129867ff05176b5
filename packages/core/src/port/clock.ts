import type * as T from 'fp-ts/lib/Task.js';

/**
 * Time, as two clocks that are never mixed.
 *
 * Waits and quiet periods use the monotonic clock alone; the wall clock only stamps records, sets a floor for
 * nonces and serves a venue's authentication window. Units: milliseconds.
 */
export interface Clock {
  /** Milliseconds since an arbitrary start; never goes back, and means nothing to another process. */
  readonly monotonicMs: () => number;
  /** Milliseconds since the Unix epoch, as this machine believes it; may jump either way. */
  readonly wallMs: () => number;
  /** Resolves once `ms` have passed on the monotonic clock, or as soon as `wake` is called. */
  readonly sleep: (ms: number) => Sleep;
}

/** A wait that can be cut short. */
export interface Sleep {
  /** Resolves when the time is over or `wake` was called, whichever is first. */
  readonly done: T.Task<void>;
  /** Ends the wait now; calling it again does nothing. */
  readonly wake: () => void;
}
