import { describe, expect, test } from '@jest/globals';
import { type UnitRegistry as Registry, UnitRegistry, assetId } from '@legwork/core';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { left, right, some } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import { ofcName, ofcUnits, testOfcName, testOfcUnits } from '../../src/index.js';
import { productionDecimals, testDecimals } from '../../src/unit/ofc-name.js';
import { vectors } from '../fixture/vectors.js';

const btc = right(assetId('BTC'));
const unit = (venueName: string, decimals: number): Registry.Unit => ({ asset: btc, venueName, decimals });
const names = [{ asset: btc, name: right(testOfcName('ofctbtc')) }];

describe('the pinned table', () => {
  test('is what the venue’s own table says today', () => {
    const generator = fileURLToPath(new URL('../../../generate-units.mjs', import.meta.url));
    expect(execFileSync(process.execPath, [generator, '--check'], { stdio: 'pipe' }).toString()).toBe('');
  });

  test('has the known decimals', () => {
    const known = Object.entries(vectors.ofcDecimals).filter(([name]) => name.startsWith('ofc'));
    expect(known.length).toBeGreaterThan(9);
    for (const [name, decimals] of known)
      expect(productionDecimals().get(name) ?? testDecimals().get(name)).toBe(decimals);
  });

  test('has each name in one network only, and every one in the form that payloads have', () => {
    expect(productionDecimals().size + testDecimals().size).toBe(3_721);
    for (const [name, decimals] of [...productionDecimals(), ...testDecimals()]) {
      expect(productionDecimals().has(name) && testDecimals().has(name)).toBe(false);
      expect(name).toMatch(/^ofc[A-Za-z0-9:-]{1,40}$/);
      expect(Number.isInteger(decimals) && decimals >= 0 && decimals <= 30).toBe(true);
    }
  });
});

describe('a name', () => {
  test.each(['ofcusd', 'ofcbtc', 'ofctrueusd', 'ofctbtc1'])('is of production: %s', (name) => {
    expect(right(ofcName(name))).toBe(name);
    expect(left(testOfcName(name))).toEqual({ _tag: 'UnknownCurrency' });
  });

  test.each(['ofctusd', 'ofctbtc', 'ofchteth:gousd', 'ofctusdt0'])('is of the test network: %s', (name) => {
    expect(right(testOfcName(name))).toBe(name);
    expect(left(ofcName(name))).toEqual({ _tag: 'UnknownCurrency' });
  });

  test.each(['', 'ofc', 'usd', 'OFCUSD', 'ofctbc', 'ofcusd ', '__proto__', 'ofcconstructor'])(
    'is neither: %p',
    (name) => {
      expect(E.isLeft(ofcName(name)) && E.isLeft(testOfcName(name))).toBe(true);
    },
  );

  test('of one network is no name of the other, by its type', () => {
    // @ts-expect-error A test currency is not money.
    expect(left(ofcUnits(names, []))).toMatchObject({ _tag: 'DecimalsOutOfRange' });
    // @ts-expect-error A plain text is no name.
    expect(left(testOfcUnits([{ asset: btc, name: 'ofcbtc' }], []))).toMatchObject({
      _tag: 'DecimalsOutOfRange',
    });
  });
});

describe('N3: a registry', () => {
  test('is made where two sources agree, and converts exactly', () => {
    const registry = right(testOfcUnits(names, [unit('ofctbtc', 8)]));
    const known = registry.byAsset.get(btc) ?? unit('', 0);
    const quantity = some(UnitRegistry.fromFractional(known, 1_000_000n));
    expect(quantity).toBe('0.01');
    expect(UnitRegistry.toFractional(known, quantity)).toEqual(E.right(1_000_000n));
  });

  test('is not made when the second source is off by any power of ten', () => {
    for (let decimals = 0; decimals <= 30; decimals += 1) {
      if (decimals === 8) continue;
      expect(left(testOfcUnits(names, [unit('ofctbtc', decimals)]))).toEqual({
        _tag: 'DecimalsDisagree',
        venueName: 'ofctbtc',
      });
    }
  });

  test('is not made of a name that nobody else confirms', () => {
    expect(left(testOfcUnits(names, []))).toEqual({ _tag: 'Unconfirmed', venueName: 'ofctbtc' });
  });
});
