import * as E from 'fp-ts/lib/Either.js';
import type { Card } from '@legwork/core';
import type { Sealing } from '../seal/sealing.js';
import type { Connection } from './connection.js';
import { type Meta, readMeta } from './meta.js';
import { type Stored, type StreamNote, readCard, readStream } from './reading.js';
import { type Trouble, damaged } from './trouble.js';

/**
 * What a connection knows of its file, so that nothing is read and checked twice while nobody else writes.
 *
 * SQLite itself says whether somebody has: by the same sign by which it keeps or drops the pages that it has in memory. So what is
 * answered without looking is never older than what looking would answer.
 */
export interface Known {
  /** Comes first in every transaction. Forgets everything if anybody else has committed; answers what the file says about itself. */
  readonly begin: () => E.Either<Trouble, Meta>;
  /** The card of a key, as the transaction sees it. */
  readonly card: (key: string) => E.Either<Trouble, Stored<Card> | undefined>;
  /** The note of a stream, by its name in the file, as the transaction sees it. */
  readonly stream: (name: string) => E.Either<Trouble, Stored<StreamNote> | undefined>;
  /** Notes a card that the transaction has written, or with `undefined` taken away. */
  readonly putCard: (key: string, card: Stored<Card> | undefined) => void;
  /** Notes the note of a stream that the transaction has written. */
  readonly putStream: (name: string, note: Stored<StreamNote>) => void;
  /** The transaction is committed: what it wrote is known from now on. Otherwise it is not. */
  readonly committed: (meta: Meta) => void;
}

/** What a new connection knows of its file: nothing. */
export const newKnown = (connection: Connection, sealing: Sealing): Known => {
  const cards = newRows((key) => readCard(connection, sealing, key));
  const streams = newRows((name) => readStream(connection, name));
  let version = Number.NaN;
  let meta: Meta | undefined;

  const readAnew = (): E.Either<Trouble, Meta> => {
    cards.forget();
    streams.forget();
    const read = readMeta(connection);
    meta = E.isRight(read) ? read.right : undefined;
    return read;
  };

  return {
    begin: () => {
      const found = versionOf(connection);
      if (E.isLeft(found)) return found;
      cards.begin();
      streams.begin();
      if (meta !== undefined && found.right === version) return E.right(meta);
      version = found.right;
      return readAnew();
    },
    card: cards.get,
    stream: streams.get,
    putCard: cards.put,
    putStream: streams.put,
    committed: (now) => {
      meta = now;
      cards.committed();
      streams.committed();
    },
  };
};

/** A number that changes when anybody but this connection has committed. */
const versionOf = (connection: Connection): E.Either<Trouble, number> => {
  const row = connection.get('PRAGMA data_version');
  if (E.isLeft(row)) return row;
  const version = Number(row.right?.['data_version'] ?? Number.NaN);
  return Number.isNaN(version) ? damaged('SQLite does not tell who has written') : E.right(version);
};

/** Rows of one table by their name, with those that are not there. */
interface Rows<A> {
  readonly begin: () => void;
  readonly get: (name: string) => E.Either<Trouble, A | undefined>;
  readonly put: (name: string, row: A | undefined) => void;
  readonly committed: () => void;
  readonly forget: () => void;
}

/** How many rows are known at once, so that a long life takes no more memory than a short one. */
const rowsMax = 1_000;

const newRows = <A>(read: (name: string) => E.Either<Trouble, A | undefined>): Rows<A> => {
  const known = new Map<string, A | undefined>();
  const written = new Map<string, A | undefined>();
  return {
    begin: () => {
      written.clear();
      if (known.size > rowsMax) known.clear();
    },
    get: (name) => {
      if (written.has(name)) return E.right(written.get(name));
      if (known.has(name)) return E.right(known.get(name));
      const row = read(name);
      if (E.isRight(row)) known.set(name, row.right);
      return row;
    },
    put: (name, row) => void written.set(name, row),
    committed: () => {
      for (const [name, row] of written) known.set(name, row);
      written.clear();
    },
    forget: () => known.clear(),
  };
};
