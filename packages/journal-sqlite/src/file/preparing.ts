import { existsSync, statSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import type { SqliteDriver } from '../driver/driver.js';
import { type OpenRefused, refused } from '../open-refused.js';
import type { Sealing } from '../seal/sealing.js';
import { type Connection, connect } from './connection.js';
import { kindOf, migrate, unseal } from './identification.js';
import { type Meta, readMeta } from './meta.js';
import { agrees } from './testimony.js';
import type { Trouble } from './trouble.js';
import { type Pause, verifyAll, verifyTail } from './verification.js';
import { type Testimony, placeWitness, readWitness } from './witness.js';

/** How a file is made ready. */
export interface Preparation {
  readonly file: string;
  readonly driver: SqliteDriver;
  readonly encryption: { readonly key: Uint8Array } | undefined;
  readonly verifiedLines: number;
  /** Takes the file for what it is, whatever was acknowledged: a person has said so. */
  readonly isRestored: boolean;
  readonly pause: Pause;
}

/** A file that may be worked with. */
export interface Ready {
  readonly connection: Connection;
  readonly sealing: Sealing;
  readonly meta: Meta;
}

/** How long SQLite waits for a lock, with the whole process. Units: milliseconds. */
const busyMs = 50;

/** A connection as a journal uses it. */
export const connectTo = (driver: SqliteDriver, file: string): E.Either<Trouble, Connection> => {
  const connection = connect(driver, file);
  if (E.isLeft(connection)) return connection;
  for (const setting of [
    `busy_timeout = ${busyMs}`,
    'synchronous = FULL',
    'fullfsync = ON',
    'cell_size_check = ON',
    'trusted_schema = OFF',
    'mmap_size = 0',
  ]) {
    const set = connection.right.all(`PRAGMA ${setting}`);
    if (E.isRight(set)) continue;
    connection.right.close();
    return set;
  }
  return connection;
};

/** Opens a file, makes it if it is new, and verifies it. When it is refused, it is closed again. */
export const prepare = async (preparation: Preparation): Promise<E.Either<OpenRefused, Ready>> => {
  const testimony = readWitness(preparation.file);
  const may = mayBegin(preparation, testimony);
  if (E.isLeft(may)) return may;
  const connection = connectTo(preparation.driver, preparation.file);
  if (E.isLeft(connection)) return unusable(connection.left, testimony);
  const ready = await prepareOn(connection.right, preparation, testimony);
  if (E.isLeft(ready)) connection.right.close();
  return ready;
};

/** The least that a database consists of. Units: bytes. */
const sizeMin = 512;

/**
 * What can be said before SQLite touches anything. An empty file is a new journal only if nothing was ever acknowledged in it: SQLite
 * would throw away what is left of the old one, and it takes a few bytes of anything for an empty database.
 */
const mayBegin = ({ file, isRestored }: Preparation, testimony: Testimony): E.Either<OpenRefused, void> => {
  const isLeft = existsSync(`${file}-wal`) || wasAcknowledged(testimony);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0 && (isLeft || isRestored)) return refused('RecordsMissing', 'the file is gone or empty');
  return size > 0 && size < sizeMin
    ? unlikeJournal(testimony, 'the file is too short for a journal')
    : E.right(undefined);
};

const wasAcknowledged = (testimony: Testimony): boolean =>
  testimony === 'Unreadable' || (testimony !== 'Absent' && testimony.commits > 0);

/** A file that looks like no journal is somebody else's, unless there is a witness that it was one. */
const unlikeJournal = (testimony: Testimony, what: string): E.Either<OpenRefused, never> =>
  refused(testimony === 'Absent' ? 'NotOurs' : 'Damaged', what);

const prepareOn = async (
  connection: Connection,
  preparation: Preparation,
  testimony: Testimony,
): Promise<E.Either<OpenRefused, Ready>> => {
  const ours = identify(connection, preparation, testimony);
  if (E.isLeft(ours)) return ours;
  const sealing = unseal(connection, preparation.encryption);
  if (E.isLeft(sealing)) return sealing;
  const meta = await verify(connection, sealing.right, preparation);
  if (E.isLeft(meta)) return meta;
  const writable = mayWrite(connection);
  if (E.isLeft(writable)) return writable;
  // What an earlier process could not get to the disk is written once more. It may be busy: then others are at work on the file.
  const written = connection.get('PRAGMA wal_checkpoint(TRUNCATE)');
  if (E.isLeft(written) && written.left._tag !== 'Busy') return refusedBy(written.left);
  return E.right({ connection, sealing: sealing.right, meta: meta.right });
};

/**
 * Writes, and takes it back: a file whose header says something unknown to SQLite can be read and no more, and only a write shows
 * it.
 */
const mayWrite = (connection: Connection): E.Either<OpenRefused, void> => {
  for (const sql of ['BEGIN IMMEDIATE', 'UPDATE meta SET one = one WHERE one = 1', 'ROLLBACK']) {
    const done = connection.exec(sql);
    if (E.isLeft(done))
      return done.left._tag === 'Failed'
        ? refused('NotWritable', `the file can be read and not written: ${done.left.what}`)
        : refusedBy(done.left);
  }
  return E.right(undefined);
};

/** Makes sure that the file is a journal of this version, and makes it one if it is new. */
const identify = (
  connection: Connection,
  { encryption }: Preparation,
  testimony: Testimony,
): E.Either<OpenRefused, void> => {
  const kind = kindOf(connection);
  if (E.isLeft(kind)) return unusable(kind.left, testimony);
  switch (kind.right) {
    case 'Foreign':
      return unlikeJournal(testimony, 'the file is no journal');
    case 'Newer':
      return refused('NewerFormat', 'a newer version wrote the file');
    case 'Damaged':
      return refused('Damaged', 'the tables of the file are not those of a journal');
    case 'Empty':
    case 'Ours': {
      if (kind.right === 'Empty' && wasAcknowledged(testimony))
        return refused('RecordsMissing', 'there is nothing in the file any more');
      const mode = connection.get(`PRAGMA journal_mode${kind.right === 'Empty' ? ' = WAL' : ''}`);
      if (E.isLeft(mode)) return refusedBy(mode.left);
      if (mode.right?.['journal_mode'] !== 'wal')
        return refused(kind.right === 'Empty' ? 'Unavailable' : 'Damaged', 'the file has no write-ahead log');
      const migrated = migrate(connection, encryption);
      return E.isLeft(migrated) ? refusedBy(migrated.left) : migrated;
    }
  }
};

/** Verifies the file in one reading of it, against its witness too. */
const verify = async (
  connection: Connection,
  sealing: Sealing,
  { file, isRestored, verifiedLines, pause }: Preparation,
): Promise<E.Either<OpenRefused, Meta>> => {
  const testimony = readWitness(file);
  const begun = connection.exec('BEGIN');
  if (E.isLeft(begun)) return refusedBy(begun.left);
  const agreed = isRestored ? E.right(undefined) : agrees(connection, testimony);
  if (E.isLeft(agreed))
    return testimony === 'Absent' && readWitness(file) !== 'Absent'
      ? refused('Busy', 'another process is making the file')
      : agreed;
  const meta = readMeta(connection);
  if (E.isLeft(meta)) return refusedBy(meta.left);
  const verified =
    isRestored || meta.right.seq <= verifiedLines
      ? await verifyAll(connection, sealing, pause)
      : await verifyTail(connection, sealing, verifiedLines, pause);
  if (E.isLeft(verified)) return refusedBy(verified.left);
  const over = connection.exec('ROLLBACK');
  if (E.isLeft(over)) return refusedBy(over.left);
  const placed = testimony === 'Absent' && !isRestored ? placeWitness(file, meta.right) : E.right(undefined);
  return E.isLeft(placed) ? refusedBy(placed.left) : meta;
};

const unusable = (trouble: Trouble, testimony: Testimony): E.Either<OpenRefused, never> =>
  trouble._tag === 'Damaged' ? unlikeJournal(testimony, trouble.what) : refusedBy(trouble);

/** What a trouble means while opening. */
const refusedBy = ({ _tag, what }: Trouble): E.Either<OpenRefused, never> => {
  switch (_tag) {
    case 'Busy':
      return refused('Busy', what);
    case 'Damaged':
      return refused('Damaged', what);
    case 'Failed':
    case 'Defect':
      return refused('Unavailable', what);
  }
};
