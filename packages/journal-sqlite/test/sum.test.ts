import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { sumOf } from '../src/file/sum.js';

/** The same, fed field by field. */
const plainSumOf = (...fields: ReadonlyArray<string | number>): string => {
  const hash = createHash('sha256');
  for (const field of fields) {
    const text = String(field);
    hash.update(`${Buffer.byteLength(text)}:`).update(text, 'utf8');
  }
  return hash.digest('hex');
};

// Letters of one to four bytes, and halves of letters, which meet their other half in the next field.
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', '1', ':', '\0', 'é', '💶', '\ud83d', '\udcb6') }),
);

describe('the sum of fields', () => {
  test('is that of their bytes, each behind its length', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(text, fc.maxSafeNat())), (fields) => {
        expect(sumOf(...fields)).toBe(plainSumOf(...fields));
      }),
      { numRuns: 2_000 },
    );
  });

  test('is what it was in the first file that was written', () => {
    expect(sumOf('journal', '0'.repeat(32))).toBe(plainSumOf('journal', '0'.repeat(32)));
    expect(sumOf()).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(sumOf('')).not.toBe(sumOf());
  });
});
