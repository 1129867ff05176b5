import { type Checked, bad, good } from './checked.js';

/**
 * An exact signed decimal: `units / 10^scale`. Written for the sandbox alone, so that a mistake of the library's
 * arithmetic cannot hide in the venue that judges it.
 */
export interface ExactDecimal {
  readonly units: bigint;
  readonly scale: number;
}

const GRAMMAR = /^(0|[1-9]\d*)(?:\.(\d+))?$/;
const DIGITS_MAX = 40;
const POWERS: ReadonlyArray<bigint> = Array.from({ length: 2 * DIGITS_MAX + 1 }, (_, n) => 10n ** BigInt(n));

const power = (n: number): bigint => POWERS[n] ?? 10n ** BigInt(n);

/** Nothing of anything. */
export const zero: ExactDecimal = { units: 0n, scale: 0 };

/** Reads an unsigned plain decimal of at most 40 digits: no sign, exponent, leading zero or bare point. */
export const parse = (text: string): Checked<ExactDecimal> => {
  if (text.length > DIGITS_MAX + 1) return bad('the amount has more than 40 digits');
  const match = GRAMMAR.exec(text);
  if (match === null) return bad('the amount is not a plain unsigned decimal');
  const whole = match[1] ?? '';
  const fraction = match[2] ?? '';
  return good({ units: BigInt(whole + fraction), scale: fraction.length });
};

/** The exact sum. */
export const add = (a: ExactDecimal, b: ExactDecimal): ExactDecimal => {
  if (a.scale === b.scale) return { units: a.units + b.units, scale: a.scale };
  return a.scale > b.scale
    ? { units: a.units + b.units * power(a.scale - b.scale), scale: a.scale }
    : { units: a.units * power(b.scale - a.scale) + b.units, scale: b.scale };
};

/** The same amount with the opposite sign. */
export const negate = (a: ExactDecimal): ExactDecimal => ({ units: -a.units, scale: a.scale });

/** The exact difference `a - b`. */
export const subtract = (a: ExactDecimal, b: ExactDecimal): ExactDecimal => add(a, negate(b));

/** -1, 0 or 1 as the amount is below, at or above zero. */
export const sign = (a: ExactDecimal): -1 | 0 | 1 => {
  if (a.units === 0n) return 0;
  return a.units < 0n ? -1 : 1;
};

/** The amount without its sign. */
export const magnitude = (a: ExactDecimal): ExactDecimal => (a.units < 0n ? negate(a) : a);

/**
 * `percent` hundredths of an amount, cut to the amount's own decimals; exact instead where the cut would leave
 * nothing. Units: `percent` is a whole number from 1 to 99.
 */
export const percentOf = (a: ExactDecimal, percent: number): ExactDecimal => {
  const exact = a.units * BigInt(percent);
  const cut = exact / 100n;
  return cut === 0n ? { units: exact, scale: a.scale + 2 } : { units: cut, scale: a.scale };
};

/** The shortest plain decimal text: `1.50` is written `1.5`. */
export const format = (a: ExactDecimal): string => {
  const text = formatPadded(a, 0);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

/** Plain decimal text with at least `decimalsMin` decimals: `4` becomes `4.00000000` for 8. */
export const formatPadded = (a: ExactDecimal, decimalsMin: number): string => {
  const scale = Math.max(a.scale, decimalsMin);
  const digits = (magnitude(a).units * power(scale - a.scale)).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return a.units < 0n ? `-${text}` : text;
};
