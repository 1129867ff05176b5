import type { Journal, NameRegister, NonceFloor, Store } from '@legwork/core';
import type * as O from 'fp-ts/lib/Option.js';

/**
 * A journal that can be tried. Every test has a world of its own, with a journal that nothing was written to yet, and
 * closes it.
 */
export interface JournalWorld {
  /** Opens the journal. To open it while it is open is what another process would do: one more view of the same journal. */
  readonly open: () => Promise<OpenJournal>;
  /** Lets time pass for everybody; where time is real, it waits. Units: milliseconds. */
  readonly elapse: (ms: number) => Promise<unknown>;
  /**
   * How long a lease is taken that is meant to run out. Where time is real, some hundreds of milliseconds: long enough
   * for two calls, short enough to be waited for. Units: milliseconds.
   */
  readonly shortMs: number;
  /** Ends whatever is open without closing it, as the death of the processes does; `none` where that cannot be had. */
  readonly crash: O.Option<() => Promise<unknown>>;
  /** Closes whatever is still open, and takes everything away. */
  readonly close: () => Promise<unknown>;
}

/** One view of a journal, and the store under it. */
export interface OpenJournal {
  readonly journal: Journal & NonceFloor & NameRegister;
  readonly store: Store;
  /** Closes it, as a program that ends does. */
  readonly close: () => Promise<unknown>;
}
