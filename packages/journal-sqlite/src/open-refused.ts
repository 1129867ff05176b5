import * as E from 'fp-ts/lib/Either.js';

/** Why a journal was not opened. */
export type OpenRefusedWhy =
  /** There is no driver for SQLite on this machine. */
  | 'NoDriver'
  /** The path is a folder, a device, a link with two names, or its folder does not exist. */
  | 'NotAFile'
  /** The file or its folder may not be written. */
  | 'NotWritable'
  /** The file system is shared between machines, or cannot be told from one that is. */
  | 'NetworkFile'
  /** The file system is in memory: it forgets when the machine stops. */
  | 'VolatileFile'
  /** The file is no journal. */
  | 'NotOurs'
  /** A newer version of the library wrote it. */
  | 'NewerFormat'
  /** It does not say what was written. */
  | 'Damaged'
  /** What was acknowledged is not in it: an older copy was put in its place, or it was cut off, moved or deleted. */
  | 'RecordsMissing'
  /** It is encrypted and no key was given, or the other way round, or the key is another one. */
  | 'WrongKey'
  /** Another process keeps it for too long, or this one has it open by another driver. */
  | 'Busy'
  /** The disk or SQLite failed. */
  | 'Unavailable';

/** A journal that was not opened. Nothing was sent, and nothing may be sent on the strength of it. */
export interface OpenRefused {
  readonly _tag: 'OpenRefused';
  readonly why: OpenRefusedWhy;
  /** What was found. It never holds a key, a name or a value out of the journal. */
  readonly what: string;
  /** What it means for the money. */
  readonly money: string;
  /** What a person can do. */
  readonly todo: string;
}

const unharmed = 'Nothing was sent. What was recorded before, if anything, is as it was.';
const doubtful =
  'Nothing was sent. What was sent before may be missing from the file, so whoever starts anew without it could send it twice.';
const restore =
  'Keep the file and all that lie beside it. Find out what happened to it; then put back the newest copy that there is and open that with acceptRestored, which halts everything until the venues were asked.';

const consequences: Readonly<Record<OpenRefusedWhy, { readonly money: string; readonly todo: string }>> = {
  NoDriver: {
    money: unharmed,
    todo: 'Install libsql, use Node 22 or later with loadNodeSqlite, or hand in a driver.',
  },
  NotAFile: { money: unharmed, todo: 'Name a file with one name, in a folder that exists.' },
  NotWritable: { money: unharmed, todo: 'Give this user the right to write the file and its folder.' },
  NetworkFile: {
    money: unharmed,
    todo: 'Keep the journal on a disk of this machine; for several machines use a journal in a database server.',
  },
  VolatileFile: {
    money: unharmed,
    todo: 'Keep the journal on a disk. A test that may forget says volatile: true.',
  },
  NotOurs: { money: unharmed, todo: 'Name another file. This one was left as it was.' },
  NewerFormat: {
    money: unharmed,
    todo: 'Open it with the version of the library that wrote it, or a later one.',
  },
  Damaged: { money: doubtful, todo: restore },
  RecordsMissing: { money: doubtful, todo: restore },
  WrongKey: { money: unharmed, todo: 'Open it with the key that it was made with.' },
  Busy: {
    money: unharmed,
    todo: 'Find the process that keeps the file, and end it or let it go on; then open again.',
  },
  Unavailable: { money: unharmed, todo: 'Look at the disk and its free space, then open again.' },
};

/** A refusal, as a Left. */
export const refused = (why: OpenRefusedWhy, what: string): E.Either<OpenRefused, never> =>
  E.left({ _tag: 'OpenRefused', why, what, ...consequences[why] });
