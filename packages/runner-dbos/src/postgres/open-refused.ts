import * as E from 'fp-ts/lib/Either.js';
import type { Fault } from './fault.js';

/** Why a journal was not opened. */
export type OpenRefusedWhy =
  /** The package `pg` is not installed. */
  | 'NoDriver'
  /** A setting is not one that can be worked with. */
  | 'WrongSetting'
  /** The server was not reached, or did not let this user in. */
  | 'Unavailable'
  /** The server is a replica, which cannot write. */
  | 'ReadOnly'
  /** The server does not wait for its disk: it forgets when the machine stops. */
  | 'NotDurable'
  /** There are no tables, and none were to be made; or those of an older version. */
  | 'NotMigrated'
  /** A newer version of the library made the tables. */
  | 'NewerFormat'
  /** The tables do not say what was written. */
  | 'Damaged';

/** A journal that was not opened. Nothing was sent, and nothing may be sent on the strength of it. */
export interface OpenRefused {
  readonly _tag: 'OpenRefused';
  readonly why: OpenRefusedWhy;
  /** What was found. It holds no password and no row. */
  readonly what: string;
  /** What it means for the money. */
  readonly money: string;
  /** What a person can do. */
  readonly todo: string;
}

const unharmed = 'Nothing was sent. What was recorded before, if anything, is as it was.';

const todos: Readonly<Record<OpenRefusedWhy, string>> = {
  NoDriver: 'Install the package pg.',
  WrongSetting: 'Correct the setting that is named.',
  Unavailable: 'See that the server runs and lets this user in, then open again.',
  ReadOnly: 'Name the server that takes writes.',
  NotDurable: 'Set fsync = on. A test that may forget says unsafeForTests: true.',
  NotMigrated: 'Run migrate once, before the workers.',
  NewerFormat: 'Open it with the version of the library that made the tables, or a later one.',
  Damaged:
    'Keep the database as it is. Find out what was changed, and by whom; put back a backup only with the venues asked for what was sent since.',
};

/** A refusal, as a Left. */
export const refused = (why: OpenRefusedWhy, what: string): E.Either<OpenRefused, never> => {
  const money =
    why === 'Damaged'
      ? 'Nothing was sent. What was sent before may be missing from it, so whoever starts anew without it could send it twice.'
      : unharmed;
  return E.left({ _tag: 'OpenRefused', why, what, money, todo: todos[why] });
};

/** What a fault means for opening. */
export const refusedFor = ({ detail }: Fault): E.Either<OpenRefused, never> => refused('Unavailable', detail);
