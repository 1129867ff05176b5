import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as UnitRegistry from '../../src/amount/unit-registry.js';
import { decimalText } from '../fixture/decimal-text.js';
import { right } from '../fixture/must.js';
import { amount, asset } from '../fixture/noun.js';

const unit = (venueName: string, name: string, decimals: number): UnitRegistry.Unit => ({
  venueName,
  asset: asset(name),
  decimals,
});
const btc = unit('XBT', 'BTC', 8);
const usd = unit('ZUSD', 'USD', 2);
const eth = unit('ETH', 'ETH', 18);

describe('two sources make a registry (N3, N4, A4)', () => {
  test('only what both name can be acted on', () => {
    const registry = right(UnitRegistry.agree([btc, usd], [usd, eth]));
    expect([...registry.byVenueName.keys()]).toStrictEqual(['ZUSD']);
    expect([...registry.byAsset.keys()]).toStrictEqual(['USD']);
    expect(registry.byVenueName.get('ZUSD')).toStrictEqual(usd);
  });

  test('the intersection is the same whichever source comes first', () => {
    const pool = [btc, usd, eth, unit('SOL', 'SOL', 9)];
    fc.assert(
      fc.property(fc.subarray(pool), fc.subarray(pool), (one, other) => {
        const names = (a: ReadonlyArray<UnitRegistry.Unit>, b: ReadonlyArray<UnitRegistry.Unit>) =>
          [...right(UnitRegistry.agree(a, b)).byVenueName.keys()].toSorted();
        expect(names(one, other)).toStrictEqual(names(other, one));
        expect(names(one, other)).toStrictEqual(
          one
            .filter((each) => other.includes(each))
            .map((each) => each.venueName)
            .toSorted(),
        );
      }),
    );
  });

  test('one source off by any k refuses both', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), (a, b) => {
        const agreed = UnitRegistry.agree([unit('XBT', 'BTC', a), usd], [usd, unit('XBT', 'BTC', b)]);
        expect(E.isRight(agreed) ? 'Agreed' : agreed.left).toStrictEqual(
          a === b ? 'Agreed' : { _tag: 'DecimalsDisagree', venueName: 'XBT' },
        );
      }),
    );
  });

  test('the same name for two assets refuses', () => {
    expect(UnitRegistry.agree([btc], [unit('XBT', 'TBTC', 8)])).toStrictEqual(
      E.left({ _tag: 'AssetsDisagree', venueName: 'XBT' }),
    );
  });

  test.each([
    ['a venue name', [btc, unit('XBT', 'BTC2', 8)], 'XBT'],
    ['an asset', [btc, unit('BTC', 'BTC', 8)], 'BTC'],
  ])('%s named twice refuses, in either source', (_, units, venueName) => {
    const refused = E.left({ _tag: 'UnitRepeated', venueName });
    expect(UnitRegistry.agree(units, [])).toStrictEqual(refused);
    expect(UnitRegistry.agree([], units)).toStrictEqual(refused);
  });

  test.each([-1, 31, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    '%d decimals refuse, in either source',
    (n) => {
      const refused = E.left({ _tag: 'DecimalsOutOfRange', venueName: 'XBT' });
      expect(UnitRegistry.agree([unit('XBT', 'BTC', n)], [])).toStrictEqual(refused);
      expect(UnitRegistry.agree([], [unit('XBT', 'BTC', n)])).toStrictEqual(refused);
    },
  );
});

describe('fractional units (N1, H10)', () => {
  test('exact, or refused and never rounded', () => {
    fc.assert(
      fc.property(decimalText.map(amount), fc.integer({ min: 0, max: 30 }), (quantity, decimals) => {
        const of = unit('XBT', 'BTC', decimals);
        const fractional = UnitRegistry.toFractional(of, quantity);
        const back = E.map((integer: bigint) => UnitRegistry.fromFractional(of, integer))(fractional);
        expect(back).toStrictEqual(
          UnitRegistry.fits(of, quantity)
            ? E.right(O.some(quantity))
            : E.left({ _tag: 'Inexact', asset: 'BTC', decimals }),
        );
      }),
    );
  });

  test('one satoshi is one; half of it is refused', () => {
    expect(UnitRegistry.toFractional(btc, amount('0.00000001'))).toStrictEqual(E.right(1n));
    expect(E.isLeft(UnitRegistry.toFractional(btc, amount('0.000000005')))).toBe(true);
    expect(UnitRegistry.fromFractional(btc, -1n)).toStrictEqual(O.none);
  });
});
