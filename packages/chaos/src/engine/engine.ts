import type { Journal, JournalFailed, NameRegister, NonceFloor, Runner, Store } from '@legwork/core';
import type * as TE from 'fp-ts/lib/TaskEither.js';

/** Which kind of journal and runner is put to the test. */
export type EngineName = 'sqlite' | 'postgres' | 'dbos';

type Kept = Journal & NonceFloor & NameRegister;

/** What a process has of an engine. */
export interface Opened {
  readonly journal: Kept;
  readonly runner: Runner;
  readonly close: () => Promise<void>;
  /** Checks everything that the journal can check of itself, and says what it found. */
  readonly verify: TE.TaskEither<JournalFailed, string>;
}

/** What a process does to what it asks of its memory. */
export interface Around {
  /** The store that the journal is on. */
  readonly store: (store: Store) => Store;
  /** The store as the runner uses it for its jobs. */
  readonly jobs: (store: Store) => Store;
  /** The journal, for everybody who uses it. */
  readonly journal: (journal: Kept) => Kept;
}

/** Nothing is done to it. */
export const plain: Around = {
  store: (store) => store,
  jobs: (store) => store,
  journal: (journal) => journal,
};

/** Opens an engine at its place: a file, or the address of a database. */
export type OpenEngine = (place: string, around: Around) => Promise<Opened>;
