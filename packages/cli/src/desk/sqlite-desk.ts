import { existsSync } from 'node:fs';
import { runnerOver } from '@legwork/core';
import {
  type OpenRefused,
  type SqliteJournal,
  type SqliteOptions,
  acceptRestored,
  openSqliteJournal,
} from '@legwork/journal-sqlite';
import { sha256, systemClock, systemRandom } from '@legwork/node';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { type Failure, notFound, refused } from '../failure.js';
import type { Desk } from './desk.js';

/** A file, and its key if it is encrypted. */
export type FilePlace = Pick<SqliteOptions, 'file' | 'encryption'>;

/** Opens the journal in a file that is there. Errors: `Failure`, 2 when it is refused, 3 when there is none. */
export const openFile = (place: FilePlace): TE.TaskEither<Failure, Desk> =>
  isLeft(place.file) ? opened(place, openSqliteJournal(place)) : TE.left(absent(place.file));

/** Opens the journal in a file, or makes a new one. Errors: `Failure` with code 2. */
export const makeFile = (place: FilePlace): TE.TaskEither<Failure, Desk> =>
  opened(place, openSqliteJournal(place));

/** Opens a journal that was restored, and halts everything in it. Errors: `Failure`, 2 when it is refused, 3 when there is none. */
export const openRestored = (
  place: FilePlace,
  word: { readonly by: string; readonly why: string },
): TE.TaskEither<Failure, Desk> =>
  isLeft(place.file) ? opened(place, acceptRestored(place, word)) : TE.left(absent(place.file));

/** Whether there is a file, or what is left of one: to make a new one then would hide that something is gone. */
const isLeft = (file: string): boolean => existsSync(file) || existsSync(`${file}-head`);

const absent = (file: string): Failure =>
  notFound(
    `There is no journal at ${file}.`,
    'Check the path. A new journal is made by the first worker, or by legwork migrate.',
  );

const opened = (
  { file }: FilePlace,
  opening: TE.TaskEither<OpenRefused, SqliteJournal>,
): TE.TaskEither<Failure, Desk> =>
  pipe(
    opening,
    TE.mapLeft(openRefused),
    TE.map(({ journal, store, verify, close }) => ({
      name: file,
      journal,
      store,
      verify,
      close,
      runner: runnerOver({
        store,
        journal,
        clock: systemClock,
        digest: sha256,
        random: systemRandom,
        capabilities: { multiProcess: true, multiMachine: false, durable: true },
      }),
    })),
  );

const openRefused = ({ why, what, money, todo }: OpenRefused): Failure =>
  refused(why, `The journal was not opened: ${what}.`, money, hint(why) ?? todo);

/** What there is to do about it with this program. */
const hint = (why: OpenRefused['why']): string | undefined => {
  switch (why) {
    case 'RecordsMissing':
      return 'Keep the file and all that lie beside it. If a backup was restored, legwork accept-restored opens it and halts everything, until the venues were asked.';
    case 'WrongKey':
      return 'Give the key that it was made with by --key-file.';
    case 'NoDriver':
    case 'NotAFile':
    case 'NotWritable':
    case 'NetworkFile':
    case 'VolatileFile':
    case 'NotOurs':
    case 'NewerFormat':
    case 'Damaged':
    case 'Busy':
    case 'Unavailable':
      return undefined;
  }
};
