import * as E from 'fp-ts/lib/Either.js';
import { type OpenRefused, refused } from './open-refused.js';

const name = Symbol.for('@legwork/journal-sqlite files');

/** By which driver this process has opened which files. */
const files = (): Map<unknown, unknown> => {
  const known: unknown = Reflect.get(globalThis, name);
  if (known instanceof Map) return known;
  const fresh = new Map();
  Reflect.set(globalThis, name, fresh);
  return fresh;
};

/**
 * Notes that this process opens a file by a driver. Two copies of SQLite in one process take each other's locks away when they let a
 * file go, and libsql lets it go when its garbage is collected; so whoever came first stays the only one.
 */
export const enter = (identity: string, driver: string): E.Either<OpenRefused, void> => {
  const known = files().get(identity) ?? driver;
  if (known !== driver) return refused('Busy', 'this process has opened the file by another driver');
  files().set(identity, driver);
  return E.right(undefined);
};
