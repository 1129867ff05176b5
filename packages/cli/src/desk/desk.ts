import type { Journal, JournalFailed, Runner, Store } from '@legwork/core';
import type * as T from 'fp-ts/lib/Task.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

/** A journal that is open, and what is kept with it. */
export interface Desk {
  /** The file, or the database without its user and password. */
  readonly name: string;
  readonly journal: Journal;
  readonly store: Store;
  /** The jobs on the same storage. Nothing works on them here. */
  readonly runner: Pick<Runner, 'status' | 'list' | 'cancel' | 'wake'>;
  readonly verify: TE.TaskEither<JournalFailed, Verified>;
  readonly close: T.Task<void>;
}

/** What a verification found in order. */
export interface Verified {
  readonly lines: number;
  readonly mandates: number;
  /** The link of the last line. */
  readonly head: string;
}
