import { describe, expect, it } from '@jest/globals';
import { withSandbox } from './client.js';
import { START_MS, trade } from './driver.js';

describe('the control server', () => {
  it('tells the truth up to the present moment', () =>
    withSandbox({}, async ({ batch, control }) => {
      await batch();
      await control('POST /clock', { advanceMs: 5000 });
      const { status, json } = await control('GET /truth');
      expect(status).toBe(200);
      expect(json).toMatchObject({
        nowMs: START_MS + 7000,
        counts: { requests: 1, accepted: 1, batches: 1, transfers: 2 },
        requests: [{ requestId: 'q1', method: 'CreatePrimeSettlementBatch', nonce: '1', accepted: true }],
        batches: [{ cause: { requestId: 'q1', nonce: '1' } }],
        transfers: [
          { asset: 'USD', cause: 'venue', outcome: 'completed' },
          { asset: 'SOL', cause: 'venue', outcome: 'completed' },
        ],
      });
    }));

  it('shows the state to people', () =>
    withSandbox({}, async ({ control, call }) => {
      await call('CreatePrimeSettlementBatch');
      await control('POST /trades', { trades: [trade(77, 'buy', ['SOL', '1'], ['USD', '2'])] });
      const { json } = await control('GET /state');
      expect(json).toMatchObject({
        nowMs: START_MS,
        batches: [{ attributes: { confirmed: false } }],
        unsettledTradeIds: [trade(77, 'buy', ['SOL', '1'], ['USD', '2']).id],
        stuckTransferIds: [],
        due: [{ atMs: START_MS + 2000, what: 'Confirm' }],
      });
    }));

  it('shows every switch with its value', () =>
    withSandbox({ switches: { direction: 'venue-perspective' } }, async ({ control }) => {
      const { json } = await control('GET /switches');
      expect(json).toContainEqual(
        expect.objectContaining({
          name: 'direction',
          value: 'venue-perspective',
          default: 'client-perspective',
        }),
      );
    }));

  it('confirms, lets a second actor settle, and releases what is stuck', () =>
    withSandbox({ scenario: 'stuck' }, async ({ call, control, ask, sandbox }) => {
      await call('CreatePrimeSettlementBatch');
      const id = sandbox.machine.truth().batches[0]?.id ?? '';
      expect((await control('POST /confirm', { confirmed: true })).json).toEqual({ batchId: id });
      await ask('SettlePrimeSettlementBatchAsset', { batch_id: id, asset: 'BTC' });
      expect((await control('POST /second-actor', { act: 'settle', asset: 'ETH' })).json).toEqual({
        id: '101',
      });
      await control('POST /clock', { advanceMs: 60_000 });
      expect((await control('GET /state')).json).toMatchObject({ stuckTransferIds: ['100'] });
      expect((await control('POST /release', { outcome: { percent: 10 } })).json).toEqual({
        transferId: '100',
      });
      expect(sandbox.machine.truth().transfers.find((done) => done.id === '100')).toMatchObject({
        outcome: 'partial',
        moved: '0.1457',
      });
    }));

  it('takes, shows, counts and forgets faults', () =>
    withSandbox({}, async ({ call, control }) => {
      const faults = [
        { kind: 'html-200', on: { method: 'ListPrimeSettlementBatches', nth: 2 } },
        { kind: 'warn', times: 3 },
      ];
      expect(await control('POST /faults', { faults })).toEqual({ status: 200, json: { added: 2 } });
      await call('ListPrimeSettlementBatches');
      await call('ListPrimeSettlementBatches');
      expect((await control('GET /faults')).json).toEqual({
        pending: [faults[1]],
        fired: [
          { kind: 'warn', requestId: 'q1', with: {}, by: 'script' },
          { kind: 'html-200', requestId: 'q2', with: {}, by: 'script' },
        ],
      });
      expect((await control('DELETE /faults')).json).toEqual({ removed: 1 });
      expect((await control('GET /faults')).json).toMatchObject({ pending: [] });
    }));

  it.each([
    ['POST /faults', { faults: [{ kind: 'earthquake' }] }, 'There is no fault named earthquake.'],
    ['POST /faults', { faults: [{ kind: 'constructor' }] }, 'There is no fault named constructor.'],
    ['POST /faults', { faults: [{ kind: 'delay' }] }, 'The fault delay is refused: with lacks the field ms.'],
    ['POST /faults', { faults: [{ kind: 'warn', nth: 2 }] }, 'The body.faults[0] has an unknown field: nth.'],
    ['POST /clock', { advanceMs: -1 }, 'The body.advanceMs must be a whole number from 0 to 3153600000000.'],
    ['POST /clock', undefined, 'The body must be an object.'],
    ['POST /trades', { trades: [{}] }, 'The body.trades[0] lacks the field id.'],
    ['POST /confirm', { confirmed: true }, 'There is no such batch.'],
    ['POST /second-actor', { act: 'settle' }, 'There is no such batch.'],
    ['POST /release', undefined, 'There is no such stuck transfer.'],
  ])('refuses %s of %j with a sentence', (route, body, error) =>
    withSandbox({}, async ({ control }) => {
      expect(await control(route, body)).toEqual({ status: 400, json: { error } });
    }),
  );

  it('refuses a trade whose amount is no plain decimal', () =>
    withSandbox({}, async ({ control }) => {
      const odd = trade(1, 'buy', ['SOL', '1e3'], ['USD', '2']);
      expect(await control('POST /trades', { trades: [odd] })).toEqual({
        status: 400,
        json: { error: `Trade ${odd.id} cannot be booked: the amount is not a plain unsigned decimal.` },
      });
    }));

  it('says which routes there are', () =>
    withSandbox({}, async ({ control }) => {
      expect(await control('GET /nothing')).toMatchObject({ status: 404 });
      expect(await control('PUT /faults')).toEqual({
        status: 405,
        json: { error: 'This path takes only: GET /faults, POST /faults, DELETE /faults.' },
      });
    }));
});
