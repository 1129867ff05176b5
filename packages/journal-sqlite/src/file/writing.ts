import * as E from 'fp-ts/lib/Either.js';
import type { Line, Work } from '@legwork/core';
import type { Sealing } from '../seal/sealing.js';
import type { Connection } from './connection.js';
import type { Known } from './known.js';
import { type Meta, writeMeta } from './meta.js';
import { cardSum, linkOf, streamSum, toggled } from './sum.js';
import type { Trouble } from './trouble.js';

/** Where a deed is written: inside the transaction that is open. */
interface Writing {
  readonly connection: Connection;
  readonly sealing: Sealing;
  readonly known: Known;
}

/** What of the rows has changed so far: how many more there are, and the checksums that came and went. */
interface Tally {
  cards: number;
  streams: number;
  readonly sums: Array<string>;
}

/** Writes what a deed comes to. Answers what the file says about itself then. */
export const write = (
  writing: Writing,
  meta: Meta,
  { changes, lines }: Work<unknown>,
): E.Either<Trouble, Meta> => {
  const tally: Tally = { cards: 0, streams: 0, sums: [] };
  const put = putCards(writing, tally, changes);
  if (E.isLeft(put)) return put;
  let end: End = meta;
  for (const line of lines) {
    const next = addLine(writing, tally, end, line);
    if (E.isLeft(next)) return next;
    end = next.right;
  }
  const now: Meta = {
    ...meta,
    commits: meta.commits + 1,
    seq: end.seq,
    hash: end.hash,
    cards: meta.cards + tally.cards,
    streams: meta.streams + tally.streams,
    rows: toggled(meta.rows, ...tally.sums),
  };
  const written = writeMeta(writing.connection, now);
  return E.isLeft(written) ? written : E.right(now);
};

const putCards = (
  { connection, sealing, known }: Writing,
  tally: Tally,
  changes: Work<unknown>['changes'],
): E.Either<Trouble, void> => {
  const rows: Array<ReadonlyArray<string>> = [];
  const gone: Array<ReadonlyArray<string>> = [];
  for (const { key, value } of changes) {
    if (!isKept(key) || !isKept(value ?? '')) return unkept;
    const before = known.card(key);
    if (E.isLeft(before)) return before;
    const name = sealing.cardKey(key);
    if (value === undefined) {
      if (before.right !== undefined) gone.push([name]);
      note(tally, 'cards', before.right?.sum, undefined);
      known.putCard(key, undefined);
      continue;
    }
    const sealed = sealing.card({ key, value });
    const sum = cardSum(name, sealed);
    rows.push([name, sealed, sum]);
    note(tally, 'cards', before.right?.sum, sum);
    known.putCard(key, { of: { key, value }, sum });
  }
  const put = runAll(connection, putting, rows);
  return E.isLeft(put) ? put : runAll(connection, removing, gone);
};

const putting = (count: number): string =>
  `INSERT OR REPLACE INTO card(key, value, sum) VALUES ${times('(?, ?, ?)', count)}`;

const removing = (count: number): string => `DELETE FROM card WHERE key IN (${times('?', count)})`;

const times = (form: string, count: number): string => form + `, ${form}`.repeat(count - 1);

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

/** The last line so far. */
type End = Pick<Meta, 'seq' | 'hash'>;

const addLine = (
  { connection, sealing, known }: Writing,
  tally: Tally,
  end: End,
  line: Line,
): E.Either<Trouble, End> => {
  if (!isKept(line.stream) || !isKept(line.text)) return unkept;
  const stream = sealing.stream(line.stream);
  const before = known.stream(stream);
  if (E.isLeft(before)) return before;
  const [seq, n] = [end.seq + 1, before.right?.of.count ?? 0];
  const text = sealing.line({ seq, n }, line);
  const hash = linkOf(end.hash, seq, stream, n, text);
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
  note(tally, 'streams', before.right?.sum, sum);
  known.putStream(stream, { of: { count: n + 1, last: seq }, sum });
  return E.right({ seq, hash });
};

/** A row had one checksum, or was not there, and has another one, or is gone. */
const note = (
  tally: Tally,
  what: 'cards' | 'streams',
  before: string | undefined,
  after: string | undefined,
): void => {
  for (const sum of [before, after]) if (sum !== undefined) tally.sums.push(sum);
  tally[what] += (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
};

/** Whether a text comes back from SQLite as it was: not every driver reads beyond a zero, and UTF-8 has no half characters. */
const isKept = (text: string): boolean => !text.includes('\0') && !/\p{Surrogate}/u.test(text);

const unkept: E.Either<Trouble, never> = E.left({
  _tag: 'Defect',
  what: 'a text with a zero or half a character in it cannot be kept',
});
