import type * as O from 'fp-ts/lib/Option.js';

/**
 * What a watcher is given: everything that changed since the last time it was given something, and how it stands now.
 *
 * Two type parameters, because what is seen and what changes in it differ between settlements and jobs and nothing else does.
 */
export interface News<View, Change> {
  /** In a fixed order. A watcher that was slow finds only what is different now; what came and went in between is not told. */
  readonly changes: ReadonlyArray<Change>;
  readonly view: View;
  /** Why nothing follows this; `none`: more may. */
  readonly ends: O.Option<WatchEnd>;
}

/**
 * Why a watch ended by itself. `Over`: nothing can change any more. `Stopped`: the hub was stopped. `TooMany`: the hub had
 * as many watchers, or things to watch, as it may; nothing was read for this one.
 */
export type WatchEnd = 'Over' | 'Stopped' | 'TooMany';
