import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  openSync,
  readSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Meta, metaSum } from './meta.js';
import { sumOf } from './sum.js';
import type { Trouble } from './trouble.js';

/**
 * What was acknowledged last, in a small file beside the journal: `<file>-head`.
 *
 * It is written after each commit and before the answer, in place and without waiting for the disk. So it survives the death
 * of every process, and after a power cut it is behind at worst; it is never ahead of a file that lost nothing. A journal that is
 * behind its witness has lost what somebody acted on: it was cut off, or an older copy of it was put in its place.
 */
interface Witness {
  /** The random name of the file. */
  readonly file: string;
  readonly commits: number;
  readonly seq: number;
  readonly hash: string;
  /** The checksum of all that the file said about itself. */
  readonly meta: string;
}

/** Where the witness of a file is. */
const witnessFile = (file: string): string => `${file}-head`;

/** What a file's witness would say now. */
const witnessOf = (meta: Meta): Witness => {
  const { file, commits, seq, hash } = meta;
  return { file, commits, seq, hash, meta: metaSum(meta) };
};

const whole = (value: number): string => String(value).padStart(16, '0');

const encode = ({ file, commits, seq, hash, meta }: Witness): string => {
  const fields = ['legwork-head', '1', file, whole(commits), whole(seq), hash, meta];
  return `${[...fields, sumOf(...fields)].join(' ')}\n`;
};

const form = /^legwork-head 1 ([0-9a-f]{32}) (\d{16}) (\d{16}) ([0-9a-f]{64}) ([0-9a-f]{64}) [0-9a-f]{64}\n$/;

const decode = (text: string): O.Option<Witness> => {
  const [, file = '', commits = '', seq = '', hash = '', meta = ''] = form.exec(text) ?? [];
  const witness: Witness = { file, commits: Number(commits), seq: Number(seq), hash, meta };
  return encode(witness) === text ? O.some(witness) : O.none;
};

/** A witness, none at all, or one that cannot be read. */
export type Testimony = Witness | 'Absent' | 'Unreadable';

const lengthMax = 512;

const textOf = (fd: number, buffer = Buffer.alloc(lengthMax)): string =>
  buffer.toString('latin1', 0, readSync(fd, buffer, 0, lengthMax, 0));

/** Reads the witness of a file. One that is being written meanwhile is read again. */
export const readWitness = (file: string): Testimony => {
  const name = witnessFile(file);
  if (!existsSync(name)) return 'Absent';
  const read = E.tryCatch(
    () => {
      const fd = openSync(name, 'r');
      try {
        for (let tries = 0; tries < 5; tries++) {
          const found = decode(textOf(fd));
          if (O.isSome(found)) return found;
        }
        return O.none;
      } finally {
        closeSync(fd);
      }
    },
    () => 'Unreadable' as const,
  );
  return E.isRight(read) && O.isSome(read.right) ? read.right.value : 'Unreadable';
};

/** The witness of an open journal. */
export interface WitnessStand {
  /** Writes down what was committed, unless somebody has written down more. Errors: `Failed`; nothing may be acknowledged. */
  readonly note: (meta: Meta) => E.Either<Trouble, void>;
  readonly close: () => void;
}

const failed = (): Trouble => ({ _tag: 'Failed', what: 'the witness beside the file could not be written' });

/**
 * Puts a witness beside a new file, for the disk to keep. One that another process has put there meanwhile stays: from then on
 * everybody writes to the same one.
 */
export const placeWitness = (file: string, meta: Meta): E.Either<Trouble, void> =>
  E.tryCatch(() => {
    const [name, fresh] = [witnessFile(file), `${witnessFile(file)}-${process.pid}`];
    writeDurably(fresh, 'w', meta);
    // It fails when somebody else was first, and then there is one.
    const linked = E.tryCatch(() => linkSync(fresh, name), failed);
    unlinkSync(fresh);
    if (E.isLeft(linked) && !existsSync(name)) throw new Error('invariant: a witness can be placed');
    syncFolder(file);
  }, failed);

/** Makes a witness say what a file says that a person has accepted, whatever it said before. */
export const replaceWitness = (file: string, meta: Meta): E.Either<Trouble, void> =>
  E.tryCatch(() => {
    const name = witnessFile(file);
    writeDurably(name, existsSync(name) ? 'r+' : 'w', meta);
    syncFolder(file);
  }, failed);

const writeDurably = (name: string, flags: 'w' | 'r+', meta: Meta): void => {
  const fd = openSync(name, flags, 0o600);
  try {
    ftruncateSync(fd, 0);
    writeSync(fd, encode(witnessOf(meta)), 0, 'latin1');
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
};

const syncFolder = (file: string): void => {
  const folder = openSync(path.dirname(file), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
};

const isBehind = (known: O.Option<Witness>, meta: Meta): boolean =>
  O.isNone(known) || known.value.commits < meta.commits;

/** Goes on with the witness that is there. */
export const standWitness = (file: string): E.Either<Trouble, WitnessStand> =>
  E.tryCatch(() => {
    const fd = openSync(witnessFile(file), 'r+');
    const buffer = Buffer.alloc(lengthMax);
    let own = '';
    return {
      note: (meta) =>
        E.tryCatch(() => {
          const found = textOf(fd, buffer);
          // What was written here last is behind by now: only what somebody else wrote has to be understood.
          if (found !== own && !isBehind(decode(found), meta)) return;
          own = encode(witnessOf(meta));
          if (writeSync(fd, own, 0, 'latin1') !== own.length)
            throw new Error('invariant: a short text is written whole');
        }, failed),
      close: () => void E.tryCatch(() => closeSync(fd), failed),
    };
  }, failed);
