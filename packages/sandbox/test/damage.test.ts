import { describe, expect, it } from '@jest/globals';
import { KRAKEN_DAMAGE } from '../src/kraken-prime/damage.js';
import { withSandbox } from './client.js';

const GOOD =
  '{"error":[],"result":{"batch":{"id":"B_US73ASSK","attributes":{"status":"unsettled","confirmed":true},"legs":[{"status":"unsettled","asset":"BTC","amount":"1.5","direction":"outgoing","can_settle":true}]}}}';

const isGoodJson = (bytes: Uint8Array): boolean => {
  try {
    JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
    return true;
  } catch {
    return false;
  }
};

const NOT_JSON = new Set(['not-json', 'empty', 'cut-short', 'two-values', 'bom', 'bad-utf8']);

describe('a damaged reply', () => {
  it.each(Object.entries(KRAKEN_DAMAGE))('%s differs from the good one', (name, damage) => {
    const broken = Buffer.from(damage(GOOD));
    expect(broken.toString()).not.toBe(GOOD);
    expect(isGoodJson(broken)).toBe(!NOT_JSON.has(name));
  });

  it.each([
    ['amount-number', '"amount":1.5'],
    ['amount-exponent', '"amount":"1.5e0"'],
    ['amount-negative', '"amount":"-1.5"'],
    ['amount-digits', '"amount":"١.٥"'],
    ['amount-empty', '"amount":""'],
    ['unknown-enum', '"status":"reversed"'],
    ['unknown-direction', '"direction":"sideways"'],
    ['text-for-boolean', '"can_settle":"true"'],
    ['other-asset', '"asset":"XXX"'],
    ['duplicate-keys', '{"error":["EGeneral:Internal error"],"error":[]'],
    ['proto-key', '{"__proto__":{"error":[]},'],
  ])('%s holds %s', (name, held) => {
    expect(KRAKEN_DAMAGE[name]?.(GOOD)).toContain(held);
  });

  it('reaches the client byte for byte', () =>
    withSandbox({}, async ({ call, control }) => {
      await control('POST /faults', { faults: [{ kind: 'malformed', with: { how: 'bad-utf8' } }] });
      const { body } = await call('ListPrimeSettlementBatches');
      expect(body.includes(Buffer.from([0xff, 0xfe]))).toBe(true);
    }));
});
