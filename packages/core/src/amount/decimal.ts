import { Decimal } from 'decimal.js';

/**
 * Legwork's own decimal.js constructor.
 *
 * A clone, so that nobody's `Decimal.set` can change its precision; 200 significant digits, so that every sum and
 * product of two quantities is exact. It is a way out to other code, never a way in: text enters as a `Quantity`.
 */
export const ExactDecimal: typeof Decimal = Decimal.clone({
  defaults: true,
  precision: 200,
  toExpNeg: -9e15,
  toExpPos: 9e15,
  minE: -9e15,
  maxE: 9e15,
});
