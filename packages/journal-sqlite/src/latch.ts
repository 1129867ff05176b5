import type { JournalFailed } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Connection } from './file/connection.js';
import type { Trouble } from './file/trouble.js';

/** Holds a store shut for good once it cannot be relied on any more (contract D3). */
export interface Latch {
  /** A Left once it is shut. */
  readonly isShut: () => E.Either<JournalFailed, void>;
  /**
   * Says what a trouble means. `Busy` and `Defect` undo what was begun and leave the store open, as surely nothing was written; everything else,
   * and a trouble in undoing, shuts it.
   */
  readonly failed: (trouble: Trouble, isBegun: boolean) => E.Either<JournalFailed, never>;
  /** Shuts it because its owner is done with it. */
  readonly close: () => void;
}

/** A latch on a connection. Shutting lets the file go, so that others can work on. */
export const newLatch = (connection: Connection, release: () => void): Latch => {
  let why: string | undefined;
  const shut = (what: string): void => {
    if (why !== undefined) return;
    why = what;
    connection.close();
    release();
  };
  const answer = (detail: string): E.Either<JournalFailed, never> =>
    E.left({ _tag: 'JournalFailed', detail });
  return {
    isShut: () => (why === undefined ? E.right(undefined) : answer(why)),
    failed: (trouble, isBegun) => {
      if (why !== undefined) return answer(why);
      const isHarmless = trouble._tag === 'Busy' || trouble._tag === 'Defect';
      const undone = !isHarmless
        ? E.left(trouble)
        : isBegun
          ? connection.exec('ROLLBACK')
          : E.right(undefined);
      if (E.isRight(undone)) return answer(`${trouble.what}; nothing was written`);
      shut(`${trouble.what}; the journal is shut until it was opened and verified again`);
      return answer(why ?? trouble.what);
    },
    close: () => shut('the journal was closed'),
  };
};
