import type { Clock, Deed, JournalFailed, Line, Store, StoreTime, Work } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Connection } from './file/connection.js';
import { type Known, newKnown } from './file/known.js';
import type { Meta } from './file/meta.js';
import { identityOf } from './file/place.js';
import { readLines, readRange } from './file/reading.js';
import type { Trouble } from './file/trouble.js';
import type { WitnessStand } from './file/witness.js';
import { write } from './file/writing.js';
import type { Latch } from './latch.js';
import type { Sealing } from './seal/sealing.js';

/** What a store works with. */
export interface Desk {
  readonly file: string;
  readonly connection: Connection;
  readonly sealing: Sealing;
  readonly witness: WitnessStand;
  readonly time: () => StoreTime;
  readonly sleep: Clock['sleep'];
  readonly latch: Latch;
}

// SQLite itself waits 50 ms for each try, and holds up the process meanwhile; between two tries everything else goes on.
const triesMax = 40;
const pauseMs = 75;

/** A store on an open and verified file. */
export const sqliteStore = (desk: Desk): Store => {
  const identity = identityOf(desk.file);
  const known = newKnown(desk.connection, desk.sealing);

  /** Between its beginning and its end no other transaction of this process can come: nothing in it is waited for. */
  const inTransaction = async <A>(
    sql: string,
    doing: () => E.Either<Trouble, A>,
  ): Promise<E.Either<JournalFailed, A>> => {
    for (let tries = 1; ; tries++) {
      const shut = desk.latch.isShut();
      if (E.isLeft(shut)) return shut;
      const begun = desk.connection.exec(sql);
      const isTaken = E.isLeft(begun) && begun.left._tag === 'Busy' && tries < triesMax;
      if (!isTaken) {
        const done = E.isLeft(begun) ? begun : doing();
        return E.isLeft(done) ? desk.latch.failed(done.left, E.isRight(begun)) : done;
      }
      // oxlint-disable-next-line no-await-in-loop -- one try after the other
      await desk.sleep(pauseMs).done();
    }
  };

  const perform = <A>(deed: Deed<A>): E.Either<Trouble, A> => {
    if (identityOf(desk.file) !== identity)
      return E.left({ _tag: 'Failed', what: 'the file was moved or replaced while it was open' });
    const meta = known.begin();
    if (E.isLeft(meta)) return meta;
    const work = carryOut(desk, known, deed);
    if (E.isLeft(work)) return work;
    const { answer, changes, lines } = work.right;
    const done =
      changes.length + lines.length === 0 ? rollback(desk) : commit(desk, known, meta.right, work.right);
    return E.isLeft(done) ? done : E.right(answer);
  };

  return {
    perform: (deed) => () => inTransaction('BEGIN IMMEDIATE', () => perform(deed)),
    lines: (stream) => () => inTransaction('BEGIN', () => linesOf(desk, known, stream)),
  };
};

/** Carries a deed out as far as what it comes to. A deed that throws is a defect of the program, and changes nothing. */
const carryOut = <A>(
  { connection, sealing, time }: Desk,
  known: Known,
  deed: Deed<A>,
): E.Either<Trouble, Work<A>> => {
  const defect = (): Trouble => ({ _tag: 'Defect', what: 'a deed ended by an error of the program' });
  const running = E.tryCatch(() => deed(time()), defect);
  if (E.isLeft(running)) return running;
  let next = E.tryCatch(() => running.right.next(), defect);
  while (E.isRight(next) && next.right.done !== true) {
    const { keys, range } = next.right.value;
    const cards = new Map<string, string>();
    for (const key of keys) {
      const card = known.card(key);
      if (E.isLeft(card)) return card;
      if (card.right !== undefined) cards.set(key, card.right.of.value);
    }
    const inRange = range === undefined ? E.right([]) : readRange(connection, sealing, range);
    if (E.isLeft(inRange)) return inRange;
    const shown = { cards, range: inRange.right };
    next = E.tryCatch(() => running.right.next(shown), defect);
  }
  if (E.isLeft(next)) return next;
  return next.right.done === true ? E.right(next.right.value) : E.left(defect());
};

const rollback = ({ connection }: Desk): E.Either<Trouble, void> => connection.exec('ROLLBACK');

const commit = (
  { connection, sealing, witness }: Desk,
  known: Known,
  meta: Meta,
  work: Work<unknown>,
): E.Either<Trouble, void> => {
  const written = write({ connection, sealing, known }, meta, work);
  if (E.isLeft(written)) return written;
  const committed = connection.exec('COMMIT');
  // Whatever kept a commit from its end, nobody can say how far it got.
  if (E.isLeft(committed)) return E.left({ _tag: 'Failed', what: committed.left.what });
  known.committed(written.right);
  // Only what was witnessed is acknowledged: otherwise nothing would show that it was lost.
  return witness.note(written.right);
};

const linesOf = (
  desk: Desk,
  known: Known,
  stream: Line['stream'],
): E.Either<Trouble, ReadonlyArray<string>> => {
  const meta = known.begin();
  if (E.isLeft(meta)) return meta;
  const lines = readLines(desk.connection, desk.sealing, meta.right.file, stream);
  if (E.isLeft(lines)) return lines;
  const over = rollback(desk);
  return E.isLeft(over) ? over : lines;
};
