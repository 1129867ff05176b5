import * as E from 'fp-ts/lib/Either.js';
import { type OpenRefused, refused } from './open-refused.js';

const name = Symbol.for('@legwork/journal-sqlite files');

/** Which files this process has open, by which driver, and how often. */
const files = (): Map<string, { readonly driver: string; readonly count: number }> => {
  const known: unknown = Reflect.get(globalThis, name);
  if (known instanceof Map) return known;
  const fresh = new Map<string, { readonly driver: string; readonly count: number }>();
  Reflect.set(globalThis, name, fresh);
  return fresh;
};

/**
 * Notes that a file is open in this process. Two copies of SQLite in one process take each other's locks away when they close, so a
 * second driver is refused. Answers how to give the file back.
 */
export const enter = (identity: string, driver: string): E.Either<OpenRefused, () => void> => {
  const known = files().get(identity);
  if (known !== undefined && known.driver !== driver)
    return refused('Busy', `this process has the file open by ${known.driver}`);
  files().set(identity, { driver, count: (known?.count ?? 0) + 1 });
  return E.right(() => {
    const left = (files().get(identity)?.count ?? 1) - 1;
    if (left === 0) files().delete(identity);
    else files().set(identity, { driver, count: left });
  });
};
