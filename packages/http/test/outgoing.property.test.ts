import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { staysUnchanged, staysUnchangedByUrl } from '../src/outgoing.js';

describe('whether a path stays unchanged', () => {
  const origin = 'https://api.example.com';
  const pieces = [
    '/',
    '//',
    'a',
    'Z9',
    '-',
    '_',
    '.',
    '..',
    '%2e',
    '%2E',
    '%41',
    '%',
    '?',
    '=',
    '&',
    ':',
    ',',
  ];
  const odd = [
    '~',
    "'",
    '(',
    ')',
    '*',
    ';',
    '@',
    '!',
    '+',
    '$',
    '#',
    '\\',
    ' ',
    '\t',
    '\n',
    'é',
    '"',
    '<',
    '`',
    '{',
  ];
  const path = fc.array(
    fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, fc.constantFrom(...odd)),
    {
      maxLength: 12,
    },
  );

  test('is answered without a parser of URLs as it is with one', () => {
    fc.assert(
      fc.property(path, (parts) => {
        for (const text of [`/${parts.join('')}`, `/a?${parts.join('')}`, parts.join('')])
          expect([text, staysUnchanged(origin, text)]).toEqual([text, staysUnchangedByUrl(origin, text)]);
      }),
      { numRuns: 3_000 },
    );
  });

  test('is so of every path of words, whatever the words are', () => {
    const word = fc.string({ unit: fc.constantFrom(...'azAZ09-_'.split('')), minLength: 1, maxLength: 8 });
    const query = fc.string({
      unit: fc.constantFrom(...'aZ9-._~=&,:'.split('')),
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), query, (words, asked) => {
        const text = `/${words.join('/')}`;
        expect(staysUnchangedByUrl(origin, text)).toBe(true);
        expect(staysUnchangedByUrl(origin, `${text}?${asked}`)).toBe(true);
      }),
    );
  });
});
