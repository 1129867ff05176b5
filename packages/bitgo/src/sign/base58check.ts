import * as O from 'fp-ts/lib/Option.js';
import { hash } from 'node:crypto';

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const charactersMax = 128;

/**
 * The bytes behind a Base58Check text whose content has this length; `none` for any other text.
 *
 * Plain arithmetic on integers: it runs once per key.
 */
export const base58Check = (text: string, length: number): O.Option<Buffer> => {
  if (text.length > charactersMax) return O.none;
  let number = 0n;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit === -1) return O.none;
    number = number * 58n + BigInt(digit);
  }
  const hex = number.toString(16).padStart(2 * (length + 4), '0');
  const bytes = Buffer.from(hex, 'hex');
  if (hex.length !== 2 * (length + 4) || leadingOnes(text) !== leadingZeros(bytes)) return O.none;
  const content = bytes.subarray(0, length);
  const sum = doubleSha256(content).subarray(0, 4);
  return sum.equals(bytes.subarray(length)) ? O.some(content) : O.none;
};

const leadingOnes = (text: string): number => /^1*/.exec(text)?.[0].length ?? 0;
const leadingZeros = (bytes: Buffer): number => {
  const at = bytes.findIndex((byte) => byte !== 0);
  return at === -1 ? bytes.length : at;
};

const doubleSha256 = (bytes: Buffer): Buffer => {
  const inner = Buffer.from(hash('sha256', bytes, 'binary'), 'latin1');
  return Buffer.from(hash('sha256', inner, 'binary'), 'latin1');
};
