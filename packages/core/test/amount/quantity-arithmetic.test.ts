import { Decimal } from 'decimal.js';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../../src/amount/quantity.js';
import { decimalText } from '../fixture/decimal-text.js';
import { type Fraction, fraction, minus, plus, same } from '../fixture/fraction.js';
import { right, some } from '../fixture/must.js';
import { amount } from '../fixture/noun.js';

const quantity = decimalText.map(amount);
const isValue = (one: Quantity.Quantity, value: Fraction): boolean => same(fraction(one), value);

/** The text has no zero too many: what `===` relies on. */
const isCanonical = (text: string): boolean => /^(0|[1-9]\d*)(\.\d*[1-9])?$/.test(text);

describe('arithmetic against exact fractions (N1, N2)', () => {
  test('add is exact, canonical and commutes', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        const total = Quantity.add(a, b);
        expect(isValue(total, plus(fraction(a), fraction(b)))).toBe(true);
        expect(isCanonical(total)).toBe(true);
        expect(Quantity.add(b, a)).toBe(total);
      }),
    );
  });

  test('subtract is exact, or refused when it would be negative', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        const wanted = minus(fraction(a), fraction(b));
        const difference = Quantity.subtract(a, b);
        expect(E.isRight(difference)).toBe(wanted.over >= 0n);
        const fine = E.isLeft(difference)
          ? difference.left._tag === 'NegativeQuantity'
          : isValue(difference.right, wanted) && isCanonical(difference.right);
        expect(fine).toBe(true);
      }),
    );
  });

  test('what was added can be taken away again', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        expect(Quantity.subtract(Quantity.add(a, b), b)).toStrictEqual(E.right(a));
      }),
    );
  });

  test('compare has the sign of the difference', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        const { over } = minus(fraction(a), fraction(b));
        expect(Quantity.compare(a, b)).toBe(over === 0n ? 0 : over < 0n ? -1 : 1);
      }),
    );
  });

  test('compare has it also where one text begins like the other', () => {
    const tail = fc.stringMatching(/^(\d{0,3}\.)?\d{1,4}$/);
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{0,5}$/), tail, tail, (begin, one, other) => {
        const [a, b] = [amount(begin + one), amount(begin + other)];
        const { over } = minus(fraction(a), fraction(b));
        expect(Quantity.compare(a, b)).toBe(over === 0n ? 0 : over < 0n ? -1 : 1);
      }),
      { numRuns: 2_000 },
    );
  });

  test('digits that a double loses decide a comparison', () => {
    expect(Quantity.compare(amount('9007199254740993'), amount('9007199254740992.1'))).toBe(1);
    expect(Quantity.compare(amount('9'), amount('10'))).toBe(-1);
    expect(Quantity.add(amount('0.1'), amount('0.2'))).toBe('0.3');
  });

  test('sum is the sum, in any order; of nothing it is zero', () => {
    fc.assert(
      fc.property(fc.array(quantity, { maxLength: 20 }), (many) => {
        const wanted = many.map(fraction).reduce(plus, { over: 0n, under: 1n });
        expect(isValue(Quantity.sum(many), wanted)).toBe(true);
        expect(Quantity.sum(many.toReversed())).toBe(Quantity.sum(many));
      }),
    );
    expect(Quantity.sum([])).toBe(Quantity.zero);
  });
});

describe('integers of the smallest unit (H10, N1)', () => {
  const digits = fc.integer({ min: 0, max: 30 });

  test('an integer comes back as it went', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 38n }), digits, (integer, places) => {
        const one = some(Quantity.fromInteger(integer, places));
        expect(isCanonical(one)).toBe(true);
        expect(Quantity.toInteger(one, places)).toStrictEqual(O.some(integer));
      }),
    );
  });

  test('a quantity comes back as it went, or is refused for having too many digits', () => {
    fc.assert(
      fc.property(quantity, digits, (one, places) => {
        const integer = Quantity.toInteger(one, places);
        expect(O.isSome(integer)).toBe(Quantity.fractionDigits(one) <= places);
        const back = O.chain((value: bigint) => Quantity.fromInteger(value, places))(integer);
        expect(O.getOrElse(() => one)(back)).toBe(one);
      }),
    );
  });

  test('nothing negative becomes a quantity', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: -1n }), digits, (integer, places) => {
        expect(Quantity.fromInteger(integer, places)).toStrictEqual(O.none);
      }),
    );
  });
});

describe('decimal.js at the edge', () => {
  test('a quantity comes back as it went, through any constructor', () => {
    const narrow = Decimal.clone({ precision: 50, toExpPos: 2, toExpNeg: -2 });
    fc.assert(
      fc.property(quantity, (one) => {
        expect(Quantity.fromDecimal(Quantity.toDecimal(one))).toStrictEqual(E.right(one));
        expect(Quantity.fromDecimal(new narrow(one))).toStrictEqual(E.right(one));
      }),
    );
  });

  test("somebody else's Decimal.set changes nothing", () => {
    const { precision, rounding, toExpPos, toExpNeg, maxE, minE } = Decimal;
    Decimal.set({ precision: 3, rounding: 0, toExpPos: 1, toExpNeg: -1, maxE: 5, minE: -5 });
    try {
      const one = amount('12345678901234567890.123456789');
      expect(Quantity.toDecimal(one).plus(1).toFixed()).toBe('12345678901234567891.123456789');
      expect(Quantity.toDecimal(one).toString()).toBe(one);
      expect(Quantity.fromDecimal(Quantity.toDecimal(one))).toStrictEqual(E.right(one));
    } finally {
      Decimal.set({ precision, rounding, toExpPos, toExpNeg, maxE, minE });
    }
  });

  test.each(['-1', '-0.1', 'NaN', 'Infinity', '1e41', '1e-41'])('%s is refused', (text) => {
    expect(E.isLeft(Quantity.fromDecimal(new Decimal(text)))).toBe(true);
  });

  test.each(['1e900000000000000', '1e-900000000000000'])('%s is refused without writing it out', (text) => {
    const huge = Decimal.clone({ defaults: true, maxE: 9e15, minE: -9e15 });
    expect(Quantity.fromDecimal(new huge(text))).toStrictEqual(
      E.left({ _tag: 'InvalidQuantity', why: 'TooLong' }),
    );
  });

  test('an exponent is written out', () => {
    expect(right(Quantity.fromDecimal(new Decimal('2e-8')))).toBe('0.00000002');
    expect(right(Quantity.fromDecimal(new Decimal('-0')))).toBe('0');
  });
});
