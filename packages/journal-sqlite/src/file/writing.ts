import * as E from 'fp-ts/lib/Either.js';
import type { Line, Work } from '@legwork/core';
import type { Sealing } from '../seal/sealing.js';
import type { Connection } from './connection.js';
import type { Known } from './known.js';
import { type Meta, writeMeta } from './meta.js';
import { cardSum, linkOf, streamSum, toggled } from './sum.js';
import type { Trouble } from './trouble.js';

/** Writes what a deed comes to, inside the transaction that is open. Answers what the file says about itself then. */
export const write = (
  connection: Connection,
  sealing: Sealing,
  known: Known,
  meta: Meta,
  { changes, lines }: Work<unknown>,
): E.Either<Trouble, Meta> => {
  let now: Meta = { ...meta, commits: meta.commits + 1 };
  const put = putCards(connection, sealing, known, now, changes);
  if (E.isLeft(put)) return put;
  now = put.right;
  for (const line of lines) {
    const next = addLine(connection, sealing, known, now, line);
    if (E.isLeft(next)) return next;
    now = next.right;
  }
  const written = writeMeta(connection, now);
  return E.isLeft(written) ? written : E.right(now);
};

const putCards = (
  connection: Connection,
  sealing: Sealing,
  known: Known,
  meta: Meta,
  changes: Work<unknown>['changes'],
): E.Either<Trouble, Meta> => {
  const [rows, gone]: [Array<ReadonlyArray<string>>, Array<ReadonlyArray<string>>] = [[], []];
  let now = meta;
  for (const { key, value } of changes) {
    if (!isKept(key) || !isKept(value ?? '')) return unkept;
    const before = known.card(key);
    if (E.isLeft(before)) return before;
    if (before.right !== undefined) now = forget(now, 'cards', before.right.sum);
    const name = sealing.cardKey(key);
    if (value === undefined) {
      if (before.right !== undefined) gone.push([name]);
      known.putCard(key, undefined);
      continue;
    }
    const sealed = sealing.card({ key, value });
    const sum = cardSum(name, sealed);
    rows.push([name, sealed, sum]);
    known.putCard(key, { of: { key, value }, sum });
    now = note(now, 'cards', sum);
  }
  const put = runAll(connection, putting, rows);
  if (E.isLeft(put)) return put;
  const removed = runAll(connection, removing, gone);
  return E.isLeft(removed) ? removed : E.right(now);
};

const putting = (count: number): string =>
  `INSERT OR REPLACE INTO card(key, value, sum) VALUES ${times('(?, ?, ?)', count)}`;

const removing = (count: number): string => `DELETE FROM card WHERE key IN (${times('?', count)})`;

const times = (form: string, count: number): string => Array.from({ length: count }, () => form).join(', ');

/** As many rows as go into one statement: each statement costs a way to the driver and back. */
const together = 8;

const runAll = (
  connection: Connection,
  statement: (count: number) => string,
  rows: ReadonlyArray<ReadonlyArray<string>>,
): E.Either<Trouble, void> => {
  for (let at = 0; at < rows.length; at += together) {
    const some = rows.slice(at, at + together);
    const done = connection.run(statement(some.length), ...some.flat());
    if (E.isLeft(done)) return done;
  }
  return E.right(undefined);
};

const addLine = (
  connection: Connection,
  sealing: Sealing,
  known: Known,
  meta: Meta,
  line: Line,
): E.Either<Trouble, Meta> => {
  if (!isKept(line.stream) || !isKept(line.text)) return unkept;
  const stream = sealing.stream(line.stream);
  const before = known.stream(stream);
  if (E.isLeft(before)) return before;
  const [seq, n] = [meta.seq + 1, before.right?.of.count ?? 0];
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
  known.putStream(stream, { of: { count: n + 1, last: seq }, sum });
  const without = before.right === undefined ? meta : forget(meta, 'streams', before.right.sum);
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
