import { Decimal } from 'decimal.js';
import { expect, test } from '@jest/globals';

test('the constructor of our own takes nothing over from settings that somebody made before it was loaded', async () => {
  Decimal.set({ rounding: 0, precision: 3, toExpPos: 1 });
  const { ExactDecimal } = await import('../../src/amount/decimal.js');
  expect(ExactDecimal.rounding).toBe(Decimal.ROUND_HALF_UP);
  expect(ExactDecimal.precision).toBe(200);
  expect(new ExactDecimal('12345.678901').plus('0.000000000001').toString()).toBe('12345.678901000001');
});
