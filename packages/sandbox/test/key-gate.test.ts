import { describe, expect, it } from '@jest/globals';
import { KrakenPrimeMachine } from '../src/index.js';
import type { SwitchChanges } from '../src/index.js';
import { START_MS } from './driver.js';

const ask = (switches: SwitchChanges = {}) => {
  const machine = KrakenPrimeMachine.make({ switches: { rateMax: 1_000_000, ...switches } });
  return (nonce: bigint, atMs = 0): string | undefined =>
    machine.call({ key: 'sandbox', nonce, method: 'ListPrimeSettlementBatches', params: {} }, START_MS + atMs)
      .error[0];
};

describe('nonces', () => {
  it('must rise', () => {
    const call = ask();
    expect(call(5n)).toBeUndefined();
    expect(call(5n)).toBe('EAPI:Invalid nonce');
    expect(call(4n)).toBe('EAPI:Invalid nonce');
    expect(call(6n)).toBeUndefined();
  });

  it('are told apart beyond 2^53', () => {
    const call = ask();
    expect(call(9_007_199_254_740_993n)).toBeUndefined();
    expect(call(9_007_199_254_740_992n)).toBe('EAPI:Invalid nonce');
    expect(call(9_007_199_254_740_994n)).toBeUndefined();
  });

  it('are refused outside of int64', () => {
    const call = ask();
    expect(call(-1n)).toBe('EGeneral:Invalid arguments');
    expect(call(2n ** 63n)).toBe('EGeneral:Invalid arguments');
    expect(call(2n ** 63n - 1n)).toBeUndefined();
  });

  it('may come late within a window, and each once', () => {
    const call = ask({ nonceWindow: 10n });
    expect(call(100n)).toBeUndefined();
    expect(call(95n)).toBeUndefined();
    expect(call(95n)).toBe('EAPI:Invalid nonce');
    expect(call(100n)).toBe('EAPI:Invalid nonce');
    expect(call(91n)).toBeUndefined();
    expect(call(90n)).toBe('EAPI:Invalid nonce');
  });

  it('stay used when the window has forgotten its oldest', () => {
    const call = ask({ nonceWindow: 5n, lockoutAfter: 0 });
    for (let nonce = 1n; nonce <= 1024n; nonce += 1n) expect(call(nonce)).toBeUndefined();
    for (let nonce = 1015n; nonce <= 1024n; nonce += 1n) expect(call(nonce)).toBe('EAPI:Invalid nonce');
  });

  it('are counted for each key alone', () => {
    const permissions = ['query'] as const;
    const machine = KrakenPrimeMachine.make({
      keys: [
        { key: 'a', permissions },
        { key: 'b', permissions },
      ],
    });
    const call = (key: string) =>
      machine.call({ key, nonce: 1n, method: 'ListPrimeSettlementBatches', params: {} }, START_MS).error;
    expect([call('a'), call('b'), call('a'), call('c')]).toEqual([
      [],
      [],
      ['EAPI:Invalid nonce'],
      ['EAPI:Invalid key'],
    ]);
  });

  it('are not used up by a call whose arguments are wrong, and are by one without permission', () => {
    const machine = KrakenPrimeMachine.make({ keys: [{ key: 'reader', permissions: ['query'] }] });
    const call = (nonce: bigint, method: string, params: unknown) =>
      machine.call({ key: 'reader', nonce, method, params }, START_MS).error;
    expect(call(1n, 'CreatePrimeSettlementBatch', { broker: 'x' })).toEqual(['EGeneral:Invalid arguments']);
    expect(call(1n, 'CreatePrimeSettlementBatch', {})).toEqual(['EGeneral:Permission denied']);
    expect(call(1n, 'ListPrimeSettlementBatches', {})).toEqual(['EAPI:Invalid nonce']);
    expect(call(2n, 'CancelPrimeSettlementBatch', {})).toEqual(['EGeneral:Unknown method']);
    expect(machine.truth().requests.map((request) => request.nonceUsed)).toEqual([false, true, false, false]);
  });
});

describe('lockout', () => {
  it('follows several invalid nonces and lasts from the last call', () => {
    const call = ask({ lockoutAfter: 3, lockoutMs: 1000 });
    call(9n);
    for (let time = 0; time < 3; time += 1) expect(call(1n)).toBe('EAPI:Invalid nonce');
    expect(call(10n)).toBe('EGeneral:Temporary lockout');
    expect(call(10n, 900)).toBe('EGeneral:Temporary lockout');
    expect(call(10n, 1800)).toBe('EGeneral:Temporary lockout');
    expect(call(10n, 2800)).toBeUndefined();
  });

  it('forgets invalid nonces that are long past', () => {
    const call = ask({ lockoutAfter: 2, lockoutWithinMs: 1000 });
    call(9n);
    expect(call(1n)).toBe('EAPI:Invalid nonce');
    expect(call(1n, 1000)).toBe('EAPI:Invalid nonce');
    expect(call(10n, 1001)).toBeUndefined();
  });
});

describe('the rate counter', () => {
  it('allows twenty calls at once and one a second from then on', () => {
    const call = ask({ rateMax: 20 });
    for (let nonce = 1n; nonce <= 20n; nonce += 1n) expect(call(nonce)).toBeUndefined();
    expect(call(21n)).toBe('EAPI:Rate limit exceeded');
    expect(call(21n, 999)).toBe('EAPI:Rate limit exceeded');
    expect(call(21n, 1000)).toBeUndefined();
    expect(call(22n, 1000)).toBe('EAPI:Rate limit exceeded');
  });
});
