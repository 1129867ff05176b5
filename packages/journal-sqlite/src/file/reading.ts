import * as E from 'fp-ts/lib/Either.js';
import type { Card, Range } from '@legwork/core';
import type { Sealing } from '../seal/sealing.js';
import { type Connection, type Row, bytesOf, textIn, wholeIn } from './connection.js';
import { cardSum, genesisOf, linkOf, streamSum } from './sum.js';
import { type Trouble, damaged } from './trouble.js';

// Nothing that is read is believed before its checksum is.

/** A row that is kept under a name, and its checksum. */
export interface Stored<A> {
  readonly of: A;
  readonly sum: string;
}

/** What is read of a card, a stream's note and a line. */
export const cardColumns = bytesOf('card', 'key', 'value', 'sum');
export const streamColumns = bytesOf('stream', 'name', 'count', 'last', 'sum');
export const lineColumns = bytesOf('line', 'seq', 'stream', 'n', 'text', 'hash');

const selectCard = `SELECT ${cardColumns} FROM card WHERE key = ?`;
const selectCards = `SELECT ${cardColumns} FROM card WHERE card.key >= ? AND card.key < ? ORDER BY card.key LIMIT ?`;
const selectStream = `SELECT ${streamColumns} FROM stream WHERE name = ?`;
const selectLines = `SELECT ${lineColumns}, CAST(p.hash AS BLOB) AS before FROM line LEFT JOIN line p ON p.seq = line.seq - 1 WHERE line.stream = ? ORDER BY line.n`;

/** A card as it is stored, checked and opened. */
export const cardOf = (row: Row, sealing: Sealing): E.Either<Trouble, Stored<Card>> => {
  const [key, value, sum] = [textIn(row, 'key'), textIn(row, 'value'), textIn(row, 'sum')];
  if (key === undefined || value === undefined || sum === undefined || cardSum(key, value) !== sum)
    return damaged('a card does not agree with its checksum');
  const card = sealing.openCard(key, value);
  return E.isLeft(card) ? card : E.right({ of: card.right, sum });
};

/** Reads the card of a key. */
export const readCard = (
  connection: Connection,
  sealing: Sealing,
  key: string,
): E.Either<Trouble, Stored<Card> | undefined> => {
  const row = connection.get(selectCard, sealing.cardKey(key));
  if (E.isLeft(row) || row.right === undefined) return E.map(() => undefined)(row);
  const card = cardOf(row.right, sealing);
  if (E.isRight(card) && card.right.of.key !== key) return damaged('a card is kept under another key');
  return card;
};

/** Reads the cards of a range, in the order of the file. */
export const readRange = (
  connection: Connection,
  sealing: Sealing,
  { from, before, limit }: Range,
): E.Either<Trouble, ReadonlyArray<Card>> => {
  const rows = connection.all(selectCards, sealing.from(from), sealing.before(before), limit);
  if (E.isLeft(rows)) return rows;
  const cards: Array<Card> = [];
  for (const row of rows.right) {
    const card = cardOf(row, sealing);
    if (E.isLeft(card)) return card;
    cards.push(card.right.of);
  }
  return E.right(cards);
};

/** What is noted about a stream. */
export interface StreamNote {
  readonly count: number;
  /** Where its last line is. */
  readonly last: number;
}

/** A note about a stream as it is stored, checked. */
export const streamOf = (row: Row): E.Either<Trouble, Stored<StreamNote & { readonly name: string }>> => {
  const [name, sum] = [textIn(row, 'name'), textIn(row, 'sum')];
  const [count, last] = [wholeIn(row, 'count'), wholeIn(row, 'last')];
  if (name === undefined || count === undefined || last === undefined || sum === undefined)
    return damaged('the note of a stream is not whole');
  if (streamSum(name, count, last) !== sum)
    return damaged('the note of a stream does not agree with its checksum');
  return E.right({ of: { name, count, last }, sum });
};

/** Reads the note of a stream, by its name in the file. */
export const readStream = (
  connection: Connection,
  name: string,
): E.Either<Trouble, Stored<StreamNote> | undefined> => {
  const row = connection.get(selectStream, name);
  return E.isLeft(row) || row.right === undefined ? E.map(() => undefined)(row) : streamOf(row.right);
};

/** A line as it is in the file. */
export interface StoredLine {
  readonly seq: number;
  readonly stream: string;
  readonly n: number;
  readonly text: string;
  readonly hash: string;
}

/** A line out of a row; its link is not looked at. */
export const lineOf = (row: Row): E.Either<Trouble, StoredLine> => {
  const [stream, text, hash] = [textIn(row, 'stream'), textIn(row, 'text'), textIn(row, 'hash')];
  const [seq, n] = [wholeIn(row, 'seq'), wholeIn(row, 'n')];
  if (
    stream === undefined ||
    text === undefined ||
    hash === undefined ||
    seq === undefined ||
    n === undefined
  )
    return damaged('a line is not whole');
  return E.right({ seq, stream, n, text, hash });
};

/** Whether a line says what was written behind the line with this link. */
export const isLinked = (before: string, { seq, stream, n, text, hash }: StoredLine): boolean =>
  linkOf(before, seq, stream, n, text) === hash;

/** Reads all lines of a stream, and holds each against its link and their number against what is noted. */
export const readLines = (
  connection: Connection,
  sealing: Sealing,
  file: string,
  clearName: string,
): E.Either<Trouble, ReadonlyArray<string>> => {
  const name = sealing.stream(clearName);
  const note = readStream(connection, name);
  if (E.isLeft(note)) return note;
  const rows = connection.all(selectLines, name);
  if (E.isLeft(rows)) return rows;
  const texts: Array<string> = [];
  let last = 0;
  for (const row of rows.right) {
    const line = lineOf(row);
    if (E.isLeft(line)) return line;
    const { seq, n, text } = line.right;
    const before = seq === 1 ? genesisOf(file) : textIn(row, 'before');
    if (n !== texts.length || seq <= last || before === undefined || !isLinked(before, line.right))
      return damaged('a line does not agree with its link');
    const opened = sealing.openLine({ seq, n }, name, text);
    if (E.isLeft(opened)) return opened;
    if (opened.right.stream !== clearName) return damaged('a line is kept in another stream');
    texts.push(opened.right.text);
    last = seq;
  }
  const { count, last: noted } = note.right?.of ?? { count: 0, last: 0 };
  return count === texts.length && noted === last
    ? E.right(texts)
    : damaged('a stream does not have the lines that are noted');
};
