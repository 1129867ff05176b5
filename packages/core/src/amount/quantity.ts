import type { Decimal } from 'decimal.js';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Brand, checked } from '../noun/brand.js';
import { type ColumnSums, columnSums } from './column-sums.js';
import { pointLeft, pointRight } from './decimal-point.js';
import { ExactDecimal } from './decimal.js';

/**
 * An exact, non-negative decimal of one asset, in whole units of the asset (`1.5` BTC is one and a half bitcoin).
 *
 * It is its own shortest plain text: two quantities are equal exactly when they are `===`, and the text can be
 * printed, journaled and hashed as it is. It is never a JS number and nothing rounds it.
 */
export type Quantity = Brand<'Quantity'>;

/**
 * The text is not a quantity. The value itself is not repeated here; no money is concerned.
 *
 * `NotDecimal`: something other than `0` or digits without a leading zero, with or without `.` and digits: signs,
 * exponents, separators, spaces and digits of other scripts are all refused. `TooLong`: more than 40 digits.
 */
export interface InvalidQuantity {
  readonly _tag: 'InvalidQuantity';
  readonly why: 'NotDecimal' | 'TooLong';
}

/** A quantity would have become negative. No money is concerned. */
export interface NegativeQuantity {
  readonly _tag: 'NegativeQuantity';
}

/** How many digits a quantity that is read may have, before and after the point together. */
export const digitsMax = 40;

const shortest = /^(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?$/;

/**
 * Reads a quantity, or answers `undefined`: the hot path of every decoder. `parse` says why.
 *
 * A text that is already in its shortest form is returned as it is, after one look at it.
 */
export const read = (text: string): Quantity | undefined =>
  text.length <= digitsMax && shortest.test(text) ? checked<'Quantity'>(text) : readLonger(text);

const DOT = 46;
const ZERO = 48;
const NINE = 57;

/** Reads any text: what has zeros to lose at its end, what is as long as can be, and what is no quantity. */
const readLonger = (text: string): Quantity | undefined => {
  const length = text.length;
  if (length === 0 || length > digitsMax + 1) return undefined;
  let point = -1;
  let lastNonZero = -1;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (point !== -1 || at === 0) return undefined;
      point = at;
    } else if (code < ZERO || code > NINE) return undefined;
    else if (code !== ZERO) lastNonZero = at;
  }
  const whole = point === -1 ? length : point;
  if (whole > 1 && text.charCodeAt(0) === ZERO) return undefined;
  if (point === -1) return length > digitsMax ? undefined : checked<'Quantity'>(text);
  if (point === length - 1) return undefined;
  if (lastNonZero === length - 1) return checked(text);
  return checked(text.slice(0, lastNonZero > point ? lastNonZero + 1 : point));
};

/**
 * Reads a quantity.
 *
 * Errors: `InvalidQuantity`; no money is concerned.
 *
 * @example
 * ```ts
 * import { Quantity } from '@legwork/core';
 * Quantity.parse('1.50'); // => right('1.5')
 * Quantity.parse('1e3'); // => left({ _tag: 'InvalidQuantity', why: 'NotDecimal' })
 * ```
 */
export const parse = (text: string): E.Either<InvalidQuantity, Quantity> => {
  const quantity = read(text);
  if (quantity !== undefined) return E.right(quantity);
  return E.left({ _tag: 'InvalidQuantity', why: text.length > digitsMax ? 'TooLong' : 'NotDecimal' });
};

/** Nothing of an asset. */
export const zero: Quantity = checked('0');

/** How many digits stand after the point. */
export const fractionDigits = (quantity: Quantity): number => {
  const point = quantity.indexOf('.');
  return point === -1 ? 0 : quantity.length - point - 1;
};

/**
 * The quantity as the text of an integer of 10^-`digits`; `none` when it has more than `digits` digits after the point.
 *
 * The same as `toInteger` for whoever writes the integer down: nothing is calculated.
 *
 * @example
 * ```ts
 * import { Quantity } from '@legwork/core';
 * Quantity.toIntegerText(Quantity.zero, 2); // => some('0')
 * ```
 */
export const toIntegerText = (quantity: Quantity, digits: number): O.Option<string> =>
  O.fromNullable(pointRight(quantity, digits));

/**
 * The quantity as an integer of 10^-`digits`; `none` when it has more than `digits` digits after the point.
 *
 * @example
 * ```ts
 * import { Quantity } from '@legwork/core';
 * Quantity.toInteger(Quantity.zero, 2); // => some(0n)
 * ```
 */
export const toInteger = (quantity: Quantity, digits: number): O.Option<bigint> => {
  const text = pointRight(quantity, digits);
  return text === undefined ? O.none : O.some(BigInt(text));
};

/** How long the text of an integer may be that is made a quantity. Units: decimal digits. */
const integerDigitsMax = 80;
const digitsOnly = /^[0-9]+$/;

/**
 * Whether it is digits without a leading zero.
 *
 * The first one is looked at first: that also makes one piece of a text that was just put together, on which a pattern
 * alone takes half as long again.
 */
const isInteger = (text: string): boolean =>
  text.charCodeAt(0) === ZERO ? text === '0' : digitsOnly.test(text);

/**
 * The quantity of the integer in this text, times 10^-`digits`; `none` for anything but at most 80 digits without a
 * leading zero.
 */
export const fromIntegerText = (text: string, digits: number): O.Option<Quantity> =>
  text.length <= integerDigitsMax && isInteger(text) ? O.some(checked(pointLeft(text, digits))) : O.none;

/** The quantity of `integer` times 10^-`digits`; `none` when it is negative. */
export const fromInteger = (integer: bigint, digits: number): O.Option<Quantity> =>
  integer < 0n ? O.none : O.some(checked(pointLeft(integer.toString(), digits)));

/** The integer of 10^-`digits`, of a quantity that has no more digits than that. */
const scaled = (quantity: Quantity, digits: number): bigint => BigInt(pointRight(quantity, digits) ?? '0');

const joint = (a: Quantity, b: Quantity): number => Math.max(fractionDigits(a), fractionDigits(b));

/**
 * Orders two quantities of the same asset: negative, zero or positive like `a - b`.
 *
 * Of two shortest texts the one with more digits before the point is more; with as many, texts are ordered as they read.
 */
export const compare = (a: Quantity, b: Quantity): -1 | 0 | 1 => {
  if (a === b) return 0;
  const wholes = wholeDigits(a) - wholeDigits(b);
  return (wholes === 0 ? a < b : wholes < 0) ? -1 : 1;
};

const wholeDigits = (quantity: Quantity): number => {
  const point = quantity.indexOf('.');
  return point === -1 ? quantity.length : point;
};

/** Adds two quantities of the same asset, exactly. */
export const add = (a: Quantity, b: Quantity): Quantity => {
  const digits = joint(a, b);
  return O.getOrElse(() => zero)(fromInteger(scaled(a, digits) + scaled(b, digits), digits));
};

/** Takes `b` from `a`, exactly. Errors: `NegativeQuantity` when `b` is greater; no money is concerned. */
export const subtract = (a: Quantity, b: Quantity): E.Either<NegativeQuantity, Quantity> => {
  const digits = joint(a, b);
  return E.fromOption((): NegativeQuantity => ({ _tag: 'NegativeQuantity' }))(
    fromInteger(scaled(a, digits) - scaled(b, digits), digits),
  );
};

/** Adds any number of quantities of one asset, exactly. */
export const sum = (quantities: Iterable<Quantity>): Quantity => {
  let first: Quantity | undefined;
  let sums: ColumnSums | undefined;
  let slot = 0;
  for (const quantity of quantities) {
    if (first === undefined) first = quantity;
    else {
      if (sums === undefined) {
        sums = columnSums();
        slot = sums.open();
        sums.add(slot, first);
      }
      sums.add(slot, quantity);
    }
  }
  return sums?.total(slot) ?? first ?? zero;
};

/** The quantity as a decimal.js value of Legwork's own constructor, for code that calculates further. */
export const toDecimal = (quantity: Quantity): Decimal => new ExactDecimal(quantity);

/** Reads a decimal.js value, from whichever constructor. Errors: `InvalidQuantity` when negative, infinite or too long. */
export const fromDecimal = (decimal: Decimal): E.Either<InvalidQuantity, Quantity> => {
  const exact = new ExactDecimal(decimal);
  // Writing an exponent of a billion out as zeros would take for ever.
  const isLong = exact.e > digitsMax || exact.e < -digitsMax;
  return isLong ? E.left({ _tag: 'InvalidQuantity', why: 'TooLong' }) : parse(exact.toFixed());
};
