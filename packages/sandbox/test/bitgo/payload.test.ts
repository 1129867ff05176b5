import { describe, expect, it } from '@jest/globals';
import { parse, write } from '../../src/bitgo/payload.js';
import { VECTORS } from './signature-vectors.js';

const vector = (name: string): string => VECTORS.find((held) => held[0] === name)?.[1] ?? '';
const SEED = vector('seedPayload');

describe('a payload', () => {
  it('is read as the page shows it, and written back to the same bytes', () => {
    const read = parse(SEED);
    if (!read.ok) throw new Error(read.why);
    expect(read.value.entries[1]).toMatchObject({
      sendSubtotal: 1_000_000n,
      sendCurrency: 'ofctbtc',
      fees: [],
    });
    expect(write(read.value, 'settlement')).toBe(SEED);
  });

  it('with fees is written as BitGo built it', () => {
    const text = vector('bitgoFeesFixture');
    const read = parse(text);
    if (!read.ok) throw new Error(read.why);
    expect(read.value.entries[0]?.fees).toEqual([{ feeType: 'SETTLEMENT_FEE', feeAmount: 500_000n }]);
    expect(write(read.value, 'build')).toBe(text);
  });

  it('of an agency shows sendFee', () => {
    const read = parse(SEED.replaceAll('"sendAmount"', '"sendFee":"0","sendAmount"'));
    if (!read.ok) throw new Error(read.why);
    expect(write(read.value, 'agency-settlement')).toBe(
      SEED.replaceAll('"sendAmount"', '"sendFee":"0","sendAmount"'),
    );
  });

  it.each([
    ['another version', SEED.replace('1.2.0', '1.2.1')],
    ['no version', SEED.replace('"version":"1.2.0",', '')],
    ['a key that nobody knows', SEED.replace('{', '{"memo":"x",')],
    ['a key twice', SEED.replace('{', '{"version":"1.2.0",')],
    ['an amount in a number', SEED.replace('"sendAmount":"1000000"', '"sendAmount":1000000')],
    ['leading zeros', SEED.replace('"sendAmount":"1000000"', '"sendAmount":"01000000"')],
    ['an exponent', SEED.replace('"sendAmount":"1000000"', '"sendAmount":"1e6"')],
    ['a sign', SEED.replace('"sendAmount":"1000000"', '"sendAmount":"-1000000"')],
    ['a fraction', SEED.replace('"sendAmount":"1000000"', '"sendAmount":"1000000.0"')],
    ['more than forty digits', SEED.replace('"sendAmount":"1000000"', `"sendAmount":"${'9'.repeat(41)}"`)],
    ['a short nonce', SEED.replace('zq/aCtZC4XOlDyRGFdlsww==', 'zq/aCtZC4XO=')],
    ['a nonce in another alphabet', SEED.replace('zq/aC', 'zq_aC')],
    ['text behind it', `${SEED} x`],
    [
      'a fee of another type',
      SEED.replace('"sendCurrency"', '"fees":[{"feeType":"X","feeAmount":"1"}],"sendCurrency"'),
    ],
    ['no JSON', 'payload'],
  ])('is not read with %s', (_why, text) => {
    expect(text).not.toBe(SEED);
    expect(parse(text).ok).toBe(false);
  });
});
