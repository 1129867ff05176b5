import type * as E from 'fp-ts/lib/Either.js';
import type { Fault } from './fault.js';

/** One connection to the database. */
export interface Connection {
  /** Asks one thing, with values. Every column asked for is text. */
  readonly ask: (sql: string, values: ReadonlyArray<Value>) => Promise<E.Either<Fault, Answer>>;
  /** Says several things in one go; the answer of the last of them. No value of anybody's is part of the text. */
  readonly say: (sql: string) => Promise<E.Either<Fault, Answer>>;
  /** Whether it is known to be gone. */
  readonly isGone: () => boolean;
  /** Warnings of the server since this was last asked. */
  readonly warnings: () => number;
  /** Called once when it is gone, also when nothing is under way. */
  readonly onGone: (tell: () => void) => void;
  /** Cuts it off at once. */
  readonly cut: () => void;
  /** Says goodbye. */
  readonly end: () => Promise<void>;
}

/** What may be handed over beside the text of a statement. */
type Value = string | ReadonlyArray<string>;

/** The answer to a statement. */
export interface Answer {
  /** What was done, by the server's word: `COMMIT`, `UPDATE` ... */
  readonly command: string;
  readonly count: number;
  readonly rows: ReadonlyArray<ReadonlyArray<string>>;
}

/** How long it is waited for. Units: milliseconds. */
export interface Patience {
  readonly connectMs: number;
  /** For one statement, its waiting for locks included. */
  readonly statementMs: number;
}
