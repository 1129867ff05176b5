import { readFileSync, statSync } from 'node:fs';
import * as E from 'fp-ts/lib/Either.js';
import { type Failure, fail, usage } from '../failure.js';

const keyBytes = 32;
/** 64 hex digits and the end of a line. */
const fileMax = 66;

/** Reads the key of an encrypted journal. Errors: `Failure` with code 1; it never holds anything of the file. */
export const readKey = (file: string): E.Either<Failure, Uint8Array> => {
  const read = E.tryCatch(
    () => (statSync(file).size > fileMax ? Buffer.alloc(0) : readFileSync(file)),
    () => usage('The key file cannot be read.', 'Name a file that this user may read.'),
  );
  if (E.isLeft(read)) return read;
  if (read.right.length === keyBytes) return E.right(read.right);
  const hex = read.right.toString('latin1').trim();
  return /^[0-9a-fA-F]{64}$/.test(hex)
    ? E.right(Buffer.from(hex, 'hex'))
    : fail(usage('The key file does not hold a key.', 'A key is 32 bytes, or 64 hex digits.'));
};
