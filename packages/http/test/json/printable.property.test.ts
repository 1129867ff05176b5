import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isPrintable } from '../../src/json/printable.js';

/** Every text in a parsed value, names included. */
const textsIn = (value: unknown): ReadonlyArray<string> => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, field]: [string, unknown]) => [name, ...textsIn(field)]);
};

const isPlainlyPrintable = (text: string): boolean => /^[\x21-\x7e]*$/.test(text);

/** A character of an id, or one that no id has: spaces, controls, the end of ASCII, Latin-1, and ones of two units. */
const character = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('a', 'Z', '0', '-', '~', '!', '"') },
  fc.constantFrom(' ', '\\', '\n', '\u0000', '\u007f', '\u0080', '\u00a0', 'é', 'ā', '｡', '😀', '\ud800'),
);
const word = fc.string({ unit: character, maxLength: 6 });

/** As it is, or with what JSON allows but `JSON.stringify` does not write: escapes of what needs none, and white space between fields. */
const written = fc
  .tuple(fc.constantFrom('', '', '\n', '\t', ' '), fc.boolean())
  .map(([between, escaped]) => (json: unknown): string => {
    const text = JSON.stringify(json, null, between);
    return escaped ? text.replaceAll('~', '\\u007e').replaceAll('Z', '\\u0020') : text;
  });

describe('a text that looks printable', () => {
  test('stands for nothing but printable texts', () => {
    let printable = 0;
    const value = fc.oneof(fc.array(word, { maxLength: 4 }), fc.dictionary(word, fc.array(word)), word);
    fc.assert(
      fc.property(value, written, (json, write) => {
        const text = write(json);
        if (!isPrintable(text)) return;
        printable += 1;
        expect(textsIn(JSON.parse(text)).filter((one) => !isPlainlyPrintable(one))).toStrictEqual([]);
      }),
      { numRuns: 5_000 },
    );
    expect(printable).toBeGreaterThan(500);
  });

  test.each([' ', '\\\\', '\\n', '\\u0020', '\u007f', '\u0080', '\u00a0', 'é', 'ā', '😀', '\ud800'])(
    'does not have %j in it',
    (inside) => {
      expect(isPrintable('{"id":"ab"}')).toBe(true);
      expect(isPrintable(`{"id":"a${inside}b"}`)).toBe(false);
      expect(isPrintable(`{"a${inside}b":"id"}`)).toBe(false);
    },
  );
});
