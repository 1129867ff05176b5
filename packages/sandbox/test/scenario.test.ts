import { describe, expect, it } from '@jest/globals';
import { SCENARIOS } from '../src/index.js';
import { parse } from '../src/kraken-prime/scenario.js';
import { isScenarioName } from '../src/kraken-prime/scenarios.js';
import { withSandbox } from './client.js';
import { DAY } from './driver.js';

describe('the scenarios that come along', () => {
  it.each(Object.keys(SCENARIOS))('%s starts, and its batch has legs for both sides', (name) => {
    if (!isScenarioName(name)) throw new Error('no scenario');
    const applyAtOnce = { applyDelayMs: 0 };
    return withSandbox({ scenario: name, switches: applyAtOnce }, async ({ call, sandbox }) => {
      await call('CreatePrimeSettlementBatch');
      const payers = sandbox.machine.truth().batches[0]?.legs.map((leg) => leg.payer);
      expect(payers?.toSorted()).toEqual(['client', 'client', 'venue', 'venue']);
    });
  });

  it('late-effect makes a double possible, and the truth shows it', () =>
    withSandbox({ scenario: 'late-effect' }, async ({ call, control, ask, sandbox }) => {
      await call('CreatePrimeSettlementBatch');
      await control('POST /clock', { advanceMs: 12_000 });
      await control('GET /truth');
      const id = sandbox.machine.truth().batches[0]?.id ?? '';
      expect(await ask('SettlePrimeSettlementBatchAsset', { batch_id: id, asset: 'BTC' })).toMatchObject({
        error: [],
      });
      expect(await ask('SettlePrimeSettlementBatchAsset', { batch_id: id, asset: 'BTC' })).toMatchObject({
        error: [],
      });
      await control('POST /clock', { advanceMs: 60_000 });
      await control('GET /truth');
      const moved = sandbox.machine.truth().transfers.filter((done) => done.asset === 'BTC');
      expect(moved.map((done) => done.moved)).toEqual(['1.45700001', '1.45700001']);
    }));
});

describe('a scenario of one’s own', () => {
  const mine = {
    says: 'Mine.',
    trades: DAY,
    switches: { confirmAfterMs: '5', guardSeesQueued: false },
    errors: { batchUnknown: 'EQuery:Unknown batch' },
    transfers: [{ asset: 'BTC', outcome: { percent: 10 } }],
    faults: [{ kind: 'warn', on: { nth: 2 } }],
  };

  it('is read and run', () => {
    const read = parse(mine);
    expect(read).toMatchObject({
      ok: true,
      value: {
        switches: { confirmAfterMs: 5, guardSeesQueued: false },
        transfers: [{ outcome: { percent: 10 } }],
      },
    });
    if (!read.ok) throw new Error(read.why);
    return withSandbox({ scenario: read.value }, async ({ ask }) => {
      expect(await ask('GetPrimeSettlementBatch', { batch_id: 'B_NONE' })).toEqual({
        error: ['EQuery:Unknown batch'],
      });
    });
  });

  it.each([
    [{ ...mine, says: 7 }, 'The scenario.says must be a text.'],
    [{ ...mine, surprise: 1 }, 'The scenario has an unknown field: surprise.'],
    [{ ...mine, trades: [...DAY, ...DAY.slice(0, 1)] }, `Trade ${DAY[0]?.id} occurs twice.`],
    [{ ...mine, switches: { speed: 1 } }, 'There is no switch named speed.'],
    [{ ...mine, switches: [] }, 'The scenario.switches must be an object.'],
    [
      { ...mine, faults: [{ kind: 'warn', with: { loud: true } }] },
      'The fault warn is refused: with has an unknown field: loud.',
    ],
    [
      { ...mine, errors: { batchUnknown: 'no such batch' } },
      'The scenario.errors.batchUnknown must be an error string such as EGeneral:Invalid arguments.',
    ],
    [
      { ...mine, transfers: [{ asset: 'BTC', outcome: 'lost' }] },
      'The scenario.transfers[0].outcome must be one of: completed, failed, stuck.',
    ],
  ])('is refused with a sentence (%#)', (scenario, why) => {
    expect(parse(scenario)).toEqual({ ok: false, why });
  });
});
