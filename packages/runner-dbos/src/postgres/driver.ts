import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

/** The driver, as much of it as is used here. */
export type Driver = typeof import('pg');

/** The driver, loaded at the first use; `Left`: it is not installed. */
export const loadDriver: TE.TaskEither<string, Driver> = async () => {
  try {
    return E.right(await import('pg'));
  } catch {
    return E.left('the package pg is not installed');
  }
};
