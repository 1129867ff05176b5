import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Trade } from '../src/index.js';
import { batchOf, drive } from './driver.js';

/** An amount as a fraction in its own right: nothing of the sandbox's arithmetic is used to judge it. */
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const fraction = (text: string): Fraction => {
  const [whole = '', rest = ''] = text.split('.');
  return { over: BigInt(whole + rest), under: 10n ** BigInt(rest.length) };
};
const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { over: -b.over, under: b.under });
const isZero = (a: Fraction): boolean => a.over === 0n;

const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.integer({ min: 0, max: 10 }))
  .map(([units, scale]) => {
    const digits = units.toString().padStart(scale + 1, '0');
    return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  });
const part = fc.record({ asset: fc.constantFrom('BTC', 'ETH', 'USD', 'EUR'), amount });
const trades = fc
  .array(
    fc.record(
      {
        kind: fc.constant<'currency'>('currency'),
        side: fc.constantFrom('buy' as const, 'sell' as const),
        base: part,
        quote: part,
        fee: part,
      },
      { requiredKeys: ['kind', 'side', 'base', 'quote'] },
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((list): ReadonlyArray<Trade> =>
    list.map((trade, n) => ({ ...trade, id: `00000000-0000-4000-8000-${`${n}`.padStart(12, '0')}` })),
  );

const positions = (list: ReadonlyArray<Trade>): ReadonlyMap<string, Fraction> => {
  const held = new Map<string, Fraction>();
  const change = (asset: string, by: (before: Fraction) => Fraction): void => {
    held.set(asset, by(held.get(asset) ?? { over: 0n, under: 1n }));
  };
  for (const { side, base, quote, fee } of list) {
    const [gets, gives] = side === 'buy' ? [base, quote] : [quote, base];
    change(gets.asset, (before) => plus(before, fraction(gets.amount)));
    change(gives.asset, (before) => minus(before, fraction(gives.amount)));
    if (fee !== undefined) change(fee.asset, (before) => minus(before, fraction(fee.amount)));
  }
  return held;
};

describe('the legs of a batch', () => {
  it('are the exact net positions of its trades, as an independent arithmetic works them out', () => {
    fc.assert(
      fc.property(trades, (list) => {
        const { legs } = batchOf(drive({ trades: list }).create());
        const left = new Map(positions(list));
        for (const leg of legs) {
          const net = left.get(leg.asset) ?? { over: 0n, under: 1n };
          const stated = fraction(leg.amount);
          const signed = leg.direction === 'incoming' ? stated : { ...stated, over: -stated.over };
          expect(isZero(minus(net, signed))).toBe(true);
          expect(isZero(stated)).toBe(false);
          left.delete(leg.asset);
        }
        expect([...left.values()].every(isZero)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
