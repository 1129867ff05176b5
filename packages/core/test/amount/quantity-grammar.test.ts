import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as Quantity from '../../src/amount/quantity.js';
import { decimalText, nearlyDecimal } from '../fixture/decimal-text.js';
import { fraction, same } from '../fixture/fraction.js';
import { right } from '../fixture/must.js';

/** The grammar as a state machine over code points, written apart from the library. */
const isDecimal = (text: string): boolean => {
  let state: 'Start' | 'Zero' | 'Whole' | 'Point' | 'Fraction' = 'Start';
  let count = 0;
  for (const char of text) {
    const digit = '0123456789'.includes(char);
    if (digit) count += 1;
    if (state === 'Start' && digit) state = char === '0' ? 'Zero' : 'Whole';
    else if (state === 'Whole' && digit) state = 'Whole';
    else if ((state === 'Zero' || state === 'Whole') && char === '.') state = 'Point';
    else if ((state === 'Point' || state === 'Fraction') && digit) state = 'Fraction';
    else return false;
  }
  return state !== 'Start' && state !== 'Point' && count <= 40;
};

describe('what a quantity may be written as (A3, A7, N1)', () => {
  test.each([
    ['0', '0'],
    ['0.0', '0'],
    ['0.10', '0.1'],
    ['10', '10'],
    ['10.000', '10'],
    ['1.50', '1.5'],
    ['100.001', '100.001'],
    ['9'.repeat(40), '9'.repeat(40)],
    [`${'9'.repeat(20)}.${'9'.repeat(20)}`, `${'9'.repeat(20)}.${'9'.repeat(20)}`],
    [`0.${'0'.repeat(38)}1`, `0.${'0'.repeat(38)}1`],
  ])('%s is read as %s', (text, canonical) => {
    expect(Quantity.parse(text)).toStrictEqual(E.right(canonical));
  });

  test.each([
    '',
    '.',
    '.5',
    '5.',
    '00',
    '01',
    '01.5',
    '-1',
    '+1',
    '-0',
    '1e3',
    '1E3',
    '2e-08',
    '1_000',
    '1,000',
    '1 000',
    ' 1',
    '1 ',
    '1\n',
    '1\u00a0',
    '\u00a01',
    '\uff11',
    '\u0661',
    '1\u0660',
    '\u{1d7cf}',
    '1.2.3',
    '0x10',
    '1n',
    'NaN',
    'Infinity',
    'null',
    '1\u0000',
    '\ufeff1',
    '\u22121',
  ])('%j is refused', (text) => {
    expect(Quantity.parse(text)).toStrictEqual(E.left({ _tag: 'InvalidQuantity', why: 'NotDecimal' }));
  });

  test.each([41, 100_000, 5_000_000])('%d digits are refused without reading them', (count) => {
    const text = '1'.repeat(count);
    expect(Quantity.parse(text)).toStrictEqual(E.left({ _tag: 'InvalidQuantity', why: 'TooLong' }));
    expect(Quantity.read(`0.${text}`)).toBeUndefined();
  });

  test('the reader agrees with the recogniser on every text', () => {
    fc.assert(
      fc.property(nearlyDecimal, (text) => {
        expect(Quantity.read(text) !== undefined).toBe(isDecimal(text));
      }),
      { numRuns: 5_000 },
    );
  });

  test.each([1, 20, 40])('41 digits are too many, with the point after %d of them', (at) => {
    const text = `${'7'.repeat(at)}.${'7'.repeat(41 - at)}`;
    expect(E.isLeft(Quantity.parse(text))).toBe(true);
    expect(E.isRight(Quantity.parse(text.slice(0, -1)))).toBe(at < 40);
  });

  test('an error repeats nothing of the text (K1)', () => {
    expect(JSON.stringify(Quantity.parse('hunter2'))).not.toContain('hunter');
  });
});

describe('the one text of a quantity', () => {
  test('two quantities are === exactly when they are the same number', () => {
    const pair = fc.oneof(
      fc.tuple(decimalText, decimalText),
      decimalText.map((text): [string, string] => [text, text.includes('.') ? `${text}0` : `${text}.00`]),
    );
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [one, other] = [right(Quantity.parse(a)), right(Quantity.parse(b))];
        expect(one === other).toBe(same(fraction(a), fraction(b)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('reading keeps the number, and reading again keeps the text', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        const quantity = right(Quantity.parse(text));
        expect(same(fraction(quantity), fraction(text))).toBe(true);
        expect(Quantity.read(quantity)).toBe(quantity);
      }),
    );
  });
});
