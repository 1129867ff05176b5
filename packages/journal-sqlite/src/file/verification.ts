import { type Line, isDerived, newReplay } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Sealing } from '../seal/sealing.js';
import { type Connection, type Row, textIn } from './connection.js';
import { type Meta, readMeta } from './meta.js';
import {
  type StreamNote,
  cardColumns,
  cardOf,
  isLinked,
  lineColumns,
  lineOf,
  readLines,
  readRange,
  streamColumns,
  streamOf,
} from './reading.js';
import { genesisOf, nothing, toggled } from './sum.js';
import { type Trouble, damaged } from './trouble.js';

/** What a whole verification found in order. */
export interface Verified {
  readonly lines: number;
  readonly mandates: number;
  /** The link of the last line. Whoever keeps it elsewhere can show later that nothing before it was changed. */
  readonly head: string;
}

const batch = 500;

/** A pause after each batch, so that others get their turn. */
export type Pause = () => Promise<void>;

/**
 * Verifies everything, inside the read transaction that is open: SQLite's own structure, every line and its link, every card, that
 * no row is missing, and that the cards are those that core derives from the lines. Never more than one batch of rows is in memory
 * at once, besides what is derived.
 */
export const verifyAll = async (
  connection: Connection,
  sealing: Sealing,
  pause: Pause,
): Promise<E.Either<Trouble, Verified>> => {
  const sound = isSound(connection);
  if (E.isLeft(sound)) return sound;
  const meta = readMeta(connection);
  if (E.isLeft(meta)) return meta;
  const replay = newReplay();
  const streams = new Map<string, StreamNote>();
  let mandates = 0;
  const lines = await walkLines(connection, sealing, meta.right, 0, pause, (line, stored, seq) => {
    const { count } = streams.get(stored) ?? { count: 0 };
    streams.set(stored, { count: count + 1, last: seq });
    // The stream of people's orders, with a space before its name, is no mandate's.
    if (count === 0 && !line.stream.startsWith(' ')) mandates += 1;
    const added = replay.add(line);
    return E.isLeft(added)
      ? damaged(`line ${seq} breaks a rule of the journal: ${added.left.what}`)
      : E.right(count);
  });
  if (E.isLeft(lines)) return lines;
  const noted = await sumStreams(connection, streams, pause);
  if (E.isLeft(noted)) return noted;
  const cards = await sumCards(connection, sealing, replay.cards(), pause);
  if (E.isLeft(cards)) return cards;
  const { seq, hash, rows } = meta.right;
  if (noted.right.count !== meta.right.streams || cards.right.count !== meta.right.cards)
    return damaged('there are more or fewer rows than the file says');
  if (toggled(noted.right.sum, cards.right.sum) !== rows)
    return damaged('the rows together are not those that were written');
  return E.right({ lines: seq, mandates, head: hash });
};

/** Verifies the last lines of a long journal, and every mandate of which something is not over. */
export const verifyTail = async (
  connection: Connection,
  sealing: Sealing,
  linesMax: number,
  pause: Pause,
): Promise<E.Either<Trouble, void>> => {
  const meta = readMeta(connection);
  if (E.isLeft(meta)) return meta;
  const after = Math.max(0, meta.right.seq - linesMax);
  const lines = await walkLines(connection, sealing, meta.right, after, pause, (line, _stored, _seq, n) =>
    E.right(n),
  );
  if (E.isLeft(lines)) return lines;
  for (let from = 'active/'; ;) {
    const active = readRange(connection, sealing, { from, before: 'active0', limit: batch });
    if (E.isLeft(active)) return active;
    for (const { key } of active.right) {
      const stream = decodeURIComponent(key.slice('active/'.length));
      const records = readLines(connection, sealing, meta.right.file, stream);
      if (E.isLeft(records)) return records;
      if (records.right.length === 0) return damaged('an active mandate has no records');
    }
    const last = active.right.at(-1);
    if (last === undefined || active.right.length < batch) return E.right(undefined);
    from = `${last.key} `;
    // oxlint-disable-next-line no-await-in-loop -- batch by batch
    await pause();
  }
};

/** What SQLite itself finds wrong: pages that belong to nothing, rows out of order, indexes that disagree with their table. */
const isSound = (connection: Connection): E.Either<Trouble, void> => {
  const found = connection.get('PRAGMA integrity_check(1)');
  if (E.isLeft(found)) return found;
  return found.right?.['integrity_check'] === 'ok'
    ? E.right(undefined)
    : damaged('SQLite finds the file damaged');
};

type EachLine = (line: Line, stored: string, seq: number, n: number) => E.Either<Trouble, number>;

/** Walks the lines behind one of them to the last. What `each` answers is the number that the line has to have in its stream. */
const walkLines = async (
  connection: Connection,
  sealing: Sealing,
  meta: Meta,
  after: number,
  pause: Pause,
  each: EachLine,
): Promise<E.Either<Trouble, void>> => {
  const begin = linkAt(connection, meta, after);
  if (E.isLeft(begin)) return begin;
  let [seq, hash] = [after, begin.right];
  for (;;) {
    const rows = connection.all(
      `SELECT ${lineColumns} FROM line WHERE line.seq > ? ORDER BY line.seq LIMIT ?`,
      seq,
      batch,
    );
    if (E.isLeft(rows)) return rows;
    for (const row of rows.right) {
      const line = lineOf(row);
      if (E.isLeft(line)) return line;
      if (line.right.seq !== seq + 1 || !isLinked(hash, line.right))
        return damaged(`line ${seq + 1} is missing, or does not agree with its link`);
      const opened = sealing.openLine(line.right, line.right.stream, line.right.text);
      if (E.isLeft(opened)) return opened;
      const n = each(opened.right, line.right.stream, line.right.seq, line.right.n);
      if (E.isLeft(n)) return n;
      if (n.right !== line.right.n || sealing.stream(opened.right.stream) !== line.right.stream)
        return damaged(`line ${seq + 1} has another place in its stream`);
      [seq, hash] = [line.right.seq, line.right.hash];
    }
    if (rows.right.length < batch) break;
    // oxlint-disable-next-line no-await-in-loop -- batch by batch
    await pause();
  }
  return seq === meta.seq && hash === meta.hash
    ? E.right(undefined)
    : damaged('the last line is not the one that the file says');
};

/** The link of a line; `Damaged` when it is not there. */
export const linkAt = (connection: Connection, meta: Meta, seq: number): E.Either<Trouble, string> => {
  if (seq === 0) return E.right(genesisOf(meta.file));
  const row = connection.get(`SELECT ${lineColumns} FROM line WHERE line.seq = ?`, seq);
  if (E.isLeft(row)) return row;
  if (row.right === undefined) return damaged(`line ${seq} is missing`);
  return E.map(({ hash }: { readonly hash: string }) => hash)(lineOf(row.right));
};

interface Summed {
  readonly count: number;
  readonly sum: string;
}

const sumStreams = (
  connection: Connection,
  streams: ReadonlyMap<string, StreamNote>,
  pause: Pause,
): Promise<E.Either<Trouble, Summed>> =>
  sumRows(
    connection,
    `SELECT ${streamColumns} FROM stream WHERE stream.name > ? ORDER BY stream.name LIMIT ?`,
    pause,
    (row) => {
      const note = streamOf(row);
      if (E.isLeft(note)) return note;
      const { name, count, last } = note.right.of;
      const found = streams.get(name);
      return found?.count === count && found.last === last
        ? E.right({ at: name, sum: note.right.sum })
        : damaged('a stream does not have the lines that are noted');
    },
  );

const sumCards = async (
  connection: Connection,
  sealing: Sealing,
  derived: ReadonlyMap<string, string>,
  pause: Pause,
): Promise<E.Either<Trouble, Summed>> => {
  let agreeing = 0;
  const summed = await sumRows(
    connection,
    `SELECT ${cardColumns} FROM card WHERE card.key > ? ORDER BY card.key LIMIT ?`,
    pause,
    (row) => {
      const card = cardOf(row, sealing);
      if (E.isLeft(card)) return card;
      const { key, value } = card.right.of;
      const at = sealing.cardKey(key);
      if (at !== textIn(row, 'key')) return damaged('a card is kept under another key');
      if (!isDerived(key)) return E.right({ at, sum: card.right.sum });
      if (derived.get(key) !== value) return damaged('a card does not follow from the lines');
      agreeing += 1;
      return E.right({ at, sum: card.right.sum });
    },
  );
  return E.isRight(summed) && agreeing !== derived.size
    ? damaged('a card that follows from the lines is missing')
    : summed;
};

const sumRows = async (
  connection: Connection,
  sql: string,
  pause: Pause,
  each: (row: Row) => E.Either<Trouble, { readonly at: string; readonly sum: string }>,
): Promise<E.Either<Trouble, Summed>> => {
  let [at, count, sum] = ['', 0, nothing];
  for (;;) {
    const rows = connection.all(sql, at, batch);
    if (E.isLeft(rows)) return rows;
    for (const row of rows.right) {
      const one = each(row);
      if (E.isLeft(one)) return one;
      [at, count, sum] = [one.right.at, count + 1, toggled(sum, one.right.sum)];
    }
    if (rows.right.length < batch) return E.right({ count, sum });
    // oxlint-disable-next-line no-await-in-loop -- batch by batch
    await pause();
  }
};
