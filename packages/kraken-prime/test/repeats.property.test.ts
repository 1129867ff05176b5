import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { hasRepeats, hasRepeatsBySet } from '../src/repeats.js';

const many = Array.from({ length: 5_000 }, (_, at) => `id-${at}`);

describe('the search for a text that stands there twice', () => {
  test('finds what a Set finds, in short lists and in long ones', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 40 }), fc.boolean(), (texts, long) => {
        const all = long ? [...many, ...texts] : texts;
        return hasRepeats(all) === hasRepeatsBySet(all);
      }),
      { numRuns: 1_000 },
    );
    expect(hasRepeats([...many, 'id-17'])).toBe(true);
    expect(hasRepeats(many)).toBe(false);
  });

  test('is right about texts that were made to have the same hash', () => {
    // `Aa` and `BB` hash alike, and so do all their sequences.
    const words = Array.from({ length: 2_048 }, (_, at) =>
      at.toString(2).padStart(11, '0').replaceAll('0', 'Aa').replaceAll('1', 'BB'),
    );
    expect(hasRepeats(words)).toBe(false);
    expect(hasRepeats([...words, words[0] ?? ''])).toBe(true);
  });
});
