import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { JournalFailed } from './journal.js';

/**
 * Where a journal keeps what it knows: lines that are only ever added, and cards that are looked up by their key.
 *
 * The whole meaning of a journal (what may follow what, leases, limits, nonces) is in core, written once as deeds; a store
 * only carries them out. That is all that a new kind of storage has to bring.
 */
export interface Store {
  /**
   * Carries out a deed: as if nobody else's deed ran between its first look and its last write, and all of it or
   * nothing. What is answered survives the death of the process and of the machine; a deed that changes nothing may
   * be answered without waiting for the disk.
   *
   * Errors: `JournalFailed`; then it is not known whether the changes are there, and nothing may be sent (contract D3).
   * A store that failed once in writing answers `JournalFailed` from then on, until it was opened and verified again.
   */
  readonly perform: <A>(deed: Deed<A>) => TE.TaskEither<JournalFailed, A>;
  /** The lines of a stream, oldest first, each checked; empty when there are none. Errors: `JournalFailed`. */
  readonly lines: (stream: string) => TE.TaskEither<JournalFailed, ReadonlyArray<string>>;
}

/**
 * A piece of work on a store: it looks at cards as often as it needs, then says what to change.
 *
 * A generator, so that the same code runs over a store that answers at once and over one that has to be waited for. It
 * may be begun anew by a store that had to give way to somebody else's deed, so it keeps nothing outside itself.
 */
export type Deed<A> = (now: StoreTime) => Looking<Work<A>>;

/** Something that looks at cards on the way to its result. */
export type Looking<A> = Generator<Ask, A, Shown>;

/** What a deed looks at next. At most a few hundred keys at a time. */
export interface Ask {
  readonly keys: ReadonlyArray<string>;
  readonly range: Range | undefined;
}

/** Cards from a key to before another, in the order of their bytes. Keys are printable ASCII. */
export interface Range {
  readonly from: string;
  readonly before: string;
  /** At least 1. */
  readonly limit: number;
}

/** What was there. */
export interface Shown {
  /** Those of `keys` that exist. */
  readonly cards: ReadonlyMap<string, string>;
  /** Those in the range, in order; empty without one. */
  readonly range: ReadonlyArray<Card>;
}

/** A text kept under a key. */
export interface Card {
  readonly key: string;
  readonly value: string;
}

/** What a deed comes to. */
export interface Work<A> {
  readonly answer: A;
  /** Cards to be put, or with `undefined` taken away; no key twice. */
  readonly changes: ReadonlyArray<{ readonly key: string; readonly value: string | undefined }>;
  /** Lines to be added, in order. */
  readonly lines: ReadonlyArray<Line>;
}

/** A line of one stream: the records of one mandate, or the orders of people. */
export interface Line {
  readonly stream: string;
  readonly text: string;
}

/**
 * An instant by the clock that everybody who uses the store shares.
 *
 * `monotonicMs` only compares between equal `era`s (one run of the machine, or of the database server); between eras, as after a
 * reboot, `wallMs` is all there is. Units: milliseconds.
 */
export interface StoreTime {
  readonly era: string;
  readonly monotonicMs: number;
  readonly wallMs: number;
}
