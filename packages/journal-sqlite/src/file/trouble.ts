import * as E from 'fp-ts/lib/Either.js';

/**
 * What went wrong with the file. `Busy`: somebody else kept it for too long; nothing was changed. `Damaged`: it does not say what
 * was written. `Failed`: the disk or SQLite refused. `Defect`: the program asked for something impossible; nothing was changed.
 *
 * It never holds a key, a name or a value out of the journal.
 */
export interface Trouble {
  readonly _tag: 'Busy' | 'Damaged' | 'Failed' | 'Defect';
  readonly what: string;
}

/** Damage, as a Left. */
export const damaged = (what: string): E.Either<Trouble, never> => E.left({ _tag: 'Damaged', what });

/** What a driver threw, by SQLite's code alone: its message may quote what was written. */
export const troubleOf = (error: unknown): Trouble => {
  const code = codeOf(error);
  if (isCode(code, 5, 'SQLITE_BUSY')) return { _tag: 'Busy', what: 'the file is kept by another process' };
  if (isCode(code, 11, 'SQLITE_CORRUPT') || isCode(code, 26, 'SQLITE_NOTADB'))
    return { _tag: 'Damaged', what: `SQLite finds the file damaged (${code})` };
  return { _tag: 'Failed', what: `SQLite failed (${code})` };
};

const isCode = (code: string, primary: number, name: string): boolean =>
  /^\d+$/.test(code) ? (Number(code) & 0xff) === primary : code.startsWith(name);

/** A name as better-sqlite3 and libsql give it, or the digits of an extended code as Node gives it. */
const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'no code';
  if ('errcode' in error && typeof error.errcode === 'number') return String(error.errcode);
  if ('code' in error && typeof error.code === 'string' && /^SQLITE_[A-Z_]+$/.test(error.code))
    return error.code;
  if ('rawCode' in error && typeof error.rawCode === 'number') return String(error.rawCode);
  return 'no code';
};
