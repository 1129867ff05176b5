import { describe, expect, test } from '@jest/globals';
import { inspect } from 'node:util';
import { left } from '@legwork/testkit';
import { type KrakenPrimeOptions, krakenPrimeConfig } from '../src/index.js';
import { configWith, options, publishedSecret } from './fixture/config.js';

/** Options as a program without types, or a file, could give them. */
const untyped = (changes: Readonly<Record<string, unknown>>): KrakenPrimeOptions =>
  Object.assign({ ...options }, changes);

describe('a configuration', () => {
  test('has the documented defaults', () => {
    const config = configWith();
    expect(config.quietMs).toBe(90_000);
    expect(config.nonceWindow).toBe(0n);
    expect(config.lane).toMatch(/^kraken-prime\/[0-9a-f]{8}$/);
  });

  test.each<[keyof KrakenPrimeOptions, ReadonlyArray<unknown>]>([
    ['account', ['', 'a b', 'x'.repeat(129), undefined, 7]],
    ['apiKey', ['', 'short', 'with spaces in it', undefined, 7, `key\u0000key-key`]],
    ['signer', [undefined, null, {}, 'secret']],
    ['outgoingMeans', [undefined, 'incoming', 'WE-PAY', true]],
    ['nonceWindow', [1, -1n, 10n ** 13n, '0']],
    ['quietMs', [-1, 0.5, Number.NaN, 86_400_001, '90000']],
    ['units', [undefined, {}, new Map()]],
    ['amountAfterPartial', ['original', true]],
    ['spotTransfer', ['shown', false]],
  ])('names %s if that cannot be used, and not its value', (field, values) => {
    for (const value of values) {
      const refused = left(krakenPrimeConfig(untyped({ [field]: value })));
      expect(refused).toMatchObject({ _tag: 'ConfigRefused', field });
    }
  });

  test('shows neither key nor secret when it is printed or serialised', () => {
    const config = configWith();
    const shown =
      inspect(config, { depth: Infinity, showHidden: true }) +
      JSON.stringify({ ...config, nonceWindow: '0' });
    expect(shown).not.toContain(options.apiKey);
    expect(shown).not.toContain(publishedSecret.slice(0, 16));
  });
});
