import * as E from 'fp-ts/lib/Either.js';
import { type Connection, bytesOf, textIn, wholeIn } from './connection.js';
import { genesisOf, nothing, sumOf } from './sum.js';
import { type Trouble, damaged } from './trouble.js';

/** What a file says about all of itself, as of its last commit. */
export interface Meta {
  /** The random name of the file; the chain begins with it, and keys are derived with it. */
  readonly file: string;
  /** Proves the key of an encrypted file; empty for a clear one. */
  readonly seal: string;
  /** How many times something was committed. */
  readonly commits: number;
  /** The last line, and its link. */
  readonly seq: number;
  readonly hash: string;
  /** How many cards and streams there are, and the sum of their checksums. */
  readonly cards: number;
  readonly streams: number;
  readonly rows: string;
}

/** What a new file says. */
export const newMeta = (file: string, seal: string): Meta => ({
  file,
  seal,
  commits: 0,
  seq: 0,
  hash: genesisOf(file),
  cards: 0,
  streams: 0,
  rows: nothing,
});

/** The checksum over all of it: two files with the same one hold the same. */
export const metaSum = ({ file, seal, commits, seq, hash, cards, streams, rows }: Meta): string =>
  sumOf('meta', file, seal, commits, seq, hash, cards, streams, rows);

const select = `SELECT ${bytesOf('meta', 'file', 'seal', 'commits', 'seq', 'hash', 'cards', 'streams', 'rows', 'sum')} FROM meta WHERE one = 1`;

/** Reads it. Errors: `Damaged`, when it is not there, not whole, or has another checksum. */
export const readMeta = (connection: Connection): E.Either<Trouble, Meta> => {
  const found = connection.get(select);
  if (E.isLeft(found)) return found;
  const row = found.right ?? {};
  const meta: { readonly [Name in keyof Meta]: Meta[Name] | undefined } = {
    file: textIn(row, 'file'),
    seal: textIn(row, 'seal'),
    commits: wholeIn(row, 'commits'),
    seq: wholeIn(row, 'seq'),
    hash: textIn(row, 'hash'),
    cards: wholeIn(row, 'cards'),
    streams: wholeIn(row, 'streams'),
    rows: textIn(row, 'rows'),
  };
  if (!isWhole(meta) || metaSum(meta) !== textIn(row, 'sum'))
    return damaged('what the file says about itself does not agree with its checksum');
  return E.right(meta);
};

const isWhole = (meta: { readonly [Name in keyof Meta]: Meta[Name] | undefined }): meta is Meta =>
  Object.values(meta).every((value) => value !== undefined);

/** Writes it. */
export const writeMeta = (connection: Connection, meta: Meta): E.Either<Trouble, void> =>
  connection.run(
    'INSERT OR REPLACE INTO meta(one, file, seal, commits, seq, hash, cards, streams, rows, sum) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    meta.file,
    meta.seal,
    meta.commits,
    meta.seq,
    meta.hash,
    meta.cards,
    meta.streams,
    meta.rows,
    metaSum(meta),
  );
