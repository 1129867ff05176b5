import * as E from 'fp-ts/lib/Either.js';
import type { Line, Work } from '@legwork/core';
import type { Sealing } from '../seal/sealing.js';
import type { Connection } from './connection.js';
import { type Meta, writeMeta } from './meta.js';
import { readCard, readStream } from './reading.js';
import { cardSum, linkOf, streamSum, toggled } from './sum.js';
import type { Trouble } from './trouble.js';

/** Writes what a deed comes to, inside the transaction that is open. Answers what the file says about itself then. */
export const write = (
  connection: Connection,
  sealing: Sealing,
  meta: Meta,
  { changes, lines }: Work<unknown>,
): E.Either<Trouble, Meta> => {
  let now: Meta = { ...meta, commits: meta.commits + 1 };
  for (const change of changes) {
    const next = putCard(connection, sealing, now, change);
    if (E.isLeft(next)) return next;
    now = next.right;
  }
  for (const line of lines) {
    const next = addLine(connection, sealing, now, line);
    if (E.isLeft(next)) return next;
    now = next.right;
  }
  const written = writeMeta(connection, now);
  return E.isLeft(written) ? written : E.right(now);
};

const putCard = (
  connection: Connection,
  sealing: Sealing,
  meta: Meta,
  { key, value }: Work<unknown>['changes'][number],
): E.Either<Trouble, Meta> => {
  if (!isKept(key) || !isKept(value ?? '')) return unkept;
  const known = readCard(connection, sealing, key);
  if (E.isLeft(known)) return known;
  const without = known.right === undefined ? meta : forget(meta, 'cards', known.right.sum);
  const name = sealing.cardKey(key);
  if (value === undefined) {
    const gone =
      known.right === undefined ? E.right(undefined) : connection.run('DELETE FROM card WHERE key = ?', name);
    return E.isLeft(gone) ? gone : E.right(without);
  }
  const sealed = sealing.card({ key, value });
  const sum = cardSum(name, sealed);
  const put = connection.run(
    'INSERT OR REPLACE INTO card(key, value, sum) VALUES (?, ?, ?)',
    name,
    sealed,
    sum,
  );
  return E.isLeft(put) ? put : E.right(note(without, 'cards', sum));
};

const addLine = (
  connection: Connection,
  sealing: Sealing,
  meta: Meta,
  line: Line,
): E.Either<Trouble, Meta> => {
  if (!isKept(line.stream) || !isKept(line.text)) return unkept;
  const stream = sealing.stream(line.stream);
  const known = readStream(connection, stream);
  if (E.isLeft(known)) return known;
  const [seq, n] = [meta.seq + 1, known.right?.of.count ?? 0];
  const text = sealing.line({ seq, n }, line);
  const hash = linkOf(meta.hash, seq, stream, n, text);
  const sum = streamSum(stream, n + 1, seq);
  const added = connection.run(
    'INSERT INTO line(seq, stream, n, text, hash) VALUES (?, ?, ?, ?, ?)',
    seq,
    stream,
    n,
    text,
    hash,
  );
  if (E.isLeft(added)) return added;
  const noted = connection.run(
    'INSERT OR REPLACE INTO stream(name, count, last, sum) VALUES (?, ?, ?, ?)',
    stream,
    n + 1,
    seq,
    sum,
  );
  if (E.isLeft(noted)) return noted;
  const without = known.right === undefined ? meta : forget(meta, 'streams', known.right.sum);
  return E.right({ ...note(without, 'streams', sum), seq, hash });
};

const note = (meta: Meta, what: 'cards' | 'streams', sum: string): Meta => ({
  ...meta,
  [what]: meta[what] + 1,
  rows: toggled(meta.rows, sum),
});

const forget = (meta: Meta, what: 'cards' | 'streams', sum: string): Meta => ({
  ...meta,
  [what]: meta[what] - 1,
  rows: toggled(meta.rows, sum),
});

/** Whether a text comes back from SQLite as it was: not every driver reads beyond a zero, and UTF-8 has no half characters. */
const isKept = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const unkept: E.Either<Trouble, never> = E.left({
  _tag: 'Defect',
  what: 'a text with a zero or half a character in it cannot be kept',
});
