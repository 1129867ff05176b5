import { hash } from 'node:crypto';

/**
 * SHA-256 over fields, each behind its length in bytes, so that nothing can be shifted from one into the next. 64 lower-case
 * hex digits.
 */
export const sumOf = (...fields: ReadonlyArray<string | number>): string => {
  // In one go: a hash that is fed field by field costs several times as much.
  let all = '';
  for (const field of fields) {
    const text = String(field);
    all += `${Buffer.byteLength(text)}:${text}`;
  }
  return hash('sha256', all, 'hex');
};

/** The link of a line: everything before it, and all of it. */
export const linkOf = (before: string, seq: number, stream: string, n: number, text: string): string =>
  sumOf('line', before, seq, stream, n, text);

/** What stands before the first line of a file. */
export const genesisOf = (fileId: string): string => sumOf('journal', fileId);

/** The checksum of a card. */
export const cardSum = (key: string, value: string): string => sumOf('card', key, value);

/** The checksum of what is noted about a stream: how many lines it has, and where its last one is. */
export const streamSum = (name: string, count: number, last: number): string =>
  sumOf('stream', name, count, last);

/** The sum of no rows. */
export const nothing = '0'.repeat(64);

/**
 * Puts the checksums of rows into the sum of all rows, or takes them out again. The sum does not depend on their order, so a row that is
 * missing, too many or of an earlier time shows wherever it is.
 */
export const toggled = (all: string, ...sums: ReadonlyArray<string>): string => {
  let bits = BigInt(`0x${all}`);
  for (const sum of sums) bits ^= BigInt(`0x${sum}`);
  return bits.toString(16).padStart(64, '0');
};
