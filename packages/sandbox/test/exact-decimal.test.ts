import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as ExactDecimal from '../src/exact-decimal.js';

const of = (text: string): ExactDecimal.ExactDecimal => {
  const parsed = ExactDecimal.parse(text);
  if (!parsed.ok) throw new Error(parsed.why);
  return parsed.value;
};

const decimals = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 18 }))
  .map(([units, scale]) => ({ units, scale }));

describe('the exact decimal', () => {
  it.each(['', '.5', '5.', '01', '+1', '-1', '1e3', '1,5', ' 1', '1\n', '٣', '1_0', 'NaN', '9'.repeat(42)])(
    'does not read %j',
    (text) => {
      expect(ExactDecimal.parse(text).ok).toBe(false);
    },
  );

  it.each([
    ['0', '0'],
    ['0.000', '0'],
    ['1.50', '1.5'],
    ['100', '100'],
    ['0.00000001', '0.00000001'],
    ['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
  ])('writes %s as %s', (text, shortest) => {
    expect(ExactDecimal.format(of(text))).toBe(shortest);
  });

  it('pads to a number of decimals and cuts none off', () => {
    expect(ExactDecimal.formatPadded(of('4'), 8)).toBe('4.00000000');
    expect(ExactDecimal.formatPadded(of('0.123456789'), 8)).toBe('0.123456789');
    expect(ExactDecimal.formatPadded(ExactDecimal.negate(of('0.5')), 2)).toBe('-0.50');
  });

  it.each([
    ['1.5', 40, '0.6'],
    ['3', 50, '1'],
    ['1', 50, '0.5'],
    ['0.00000001', 1, '0.0000000001'],
    ['99.99', 33, '32.99'],
  ])('takes of %s %d per cent: %s', (amount, percent, part) => {
    expect(ExactDecimal.format(ExactDecimal.percentOf(of(amount), percent))).toBe(part);
  });

  it('gives back what it wrote, and takes away what it added', () => {
    fc.assert(
      fc.property(decimals, decimals, (a, b) => {
        const text = ExactDecimal.format(a);
        expect(ExactDecimal.format(of(text))).toBe(text);
        const there = ExactDecimal.subtract(ExactDecimal.add(a, b), b);
        expect(ExactDecimal.format(there)).toBe(text);
        expect(ExactDecimal.sign(ExactDecimal.subtract(a, a))).toBe(0);
      }),
    );
  });
});
