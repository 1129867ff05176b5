import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { pointLeft, pointRight } from '../../src/amount/decimal-point.js';
import * as Quantity from '../../src/amount/quantity.js';
import * as UnitRegistry from '../../src/amount/unit-registry.js';
import { decimalText } from '../fixture/decimal-text.js';
import { amount, asset } from '../fixture/noun.js';

/** The plain versions: through big integers. */
const plainRight = (decimal: string, digits: number): string | undefined => {
  const [whole = '', fraction = ''] = decimal.split('.');
  return fraction.length > digits
    ? undefined
    : (BigInt(whole + fraction) * 10n ** BigInt(digits - fraction.length)).toString();
};
const plainLeft = (integer: string, digits: number): string => {
  const unit = 10n ** BigInt(digits);
  const fraction = (BigInt(integer) % unit).toString().padStart(digits, '0').replace(/0+$/, '');
  const whole = (BigInt(integer) / unit).toString();
  return fraction === '' ? whole : `${whole}.${fraction}`;
};

/** Integers of every length up to 80 digits, many with zeros at either end of a piece. */
const integer = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.integer({ min: 0, max: 40 }))
  .map(([one, zeros]) => (one * 10n ** BigInt(zeros)).toString())
  .filter((text) => text.length <= 80);
const digits = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 100 }));
const quantity = fc.oneof(
  decimalText.map(amount),
  fc.tuple(integer, digits).map(([one, places]) => amountOf(one, places)),
);
const amountOf = (text: string, places: number): Quantity.Quantity =>
  O.getOrElse(() => Quantity.zero)(Quantity.fromInteger(BigInt(text), places));

describe('a point that is moved (N1)', () => {
  test('to the right agrees with big integers, or leaves digits behind', () => {
    fc.assert(
      fc.property(quantity, digits, (one, places) => {
        expect(pointRight(one, places)).toBe(plainRight(one, places));
      }),
      { numRuns: 3_000 },
    );
  });

  test('to the left agrees with big integers', () => {
    fc.assert(
      fc.property(integer, digits, (text, places) => {
        expect(pointLeft(text, places)).toBe(plainLeft(text, places));
      }),
      { numRuns: 3_000 },
    );
  });

  test.each([
    ['0', 0, '0'],
    ['0', 18, '0'],
    ['1', 0, '1'],
    ['1', 65, `1${'0'.repeat(65)}`],
    ['10', 2, '1000'],
    ['0.1', 1, '1'],
    ['0.001', 3, '1'],
    ['0.001', 5, '100'],
    ['0.0102', 4, '102'],
    ['10.01', 2, '1001'],
    ['1.5', 0, undefined],
    ['0.01', 1, undefined],
  ])('%s by %d digits is %s', (decimal, places, text) => {
    expect(pointRight(decimal, places)).toBe(text);
    expect(text === undefined ? decimal : pointLeft(text, places)).toBe(decimal);
  });
});

describe('integers of the smallest unit as text (H10, N1)', () => {
  test('are what the big integers are, and come back as they went', () => {
    fc.assert(
      fc.property(quantity, digits, (one, places) => {
        const text = Quantity.toIntegerText(one, places);
        expect(text).toStrictEqual(O.map(String)(Quantity.toInteger(one, places)));
        const back = O.chain((whole: string) => Quantity.fromIntegerText(whole, places))(text);
        const fits = O.isSome(text) && text.value.length <= 80;
        expect(back).toStrictEqual(fits ? O.some(one) : O.none);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['', '-1', '+1', '01', '00', '1.0', '1e3', ' 1', '1\n', '1_0', '0x1', '\uff11', '9'.repeat(81)])(
    '%j is none',
    (text) => expect(Quantity.fromIntegerText(text, 2)).toStrictEqual(O.none),
  );

  test('of a unit: exact, or refused and never rounded', () => {
    const unit = (decimals: number): UnitRegistry.Unit => ({
      asset: asset('BTC'),
      venueName: 'XBT',
      decimals,
    });
    fc.assert(
      fc.property(decimalText.map(amount), fc.integer({ min: 0, max: 30 }), (one, decimals) => {
        const text = UnitRegistry.toFractionalText(unit(decimals), one);
        expect(text).toStrictEqual(E.map(String)(UnitRegistry.toFractional(unit(decimals), one)));
        const back = E.map((whole: string) => UnitRegistry.fromFractionalText(unit(decimals), whole))(text);
        expect(E.getOrElse(() => O.some(one))(back)).toStrictEqual(O.some(one));
      }),
    );
    expect(UnitRegistry.toFractionalText(unit(8), amount('0.000000005'))).toStrictEqual(
      E.left({ _tag: 'Inexact', asset: 'BTC', decimals: 8 }),
    );
  });
});
