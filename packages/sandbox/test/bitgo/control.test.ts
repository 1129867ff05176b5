import { describe, expect, it } from '@jest/globals';
import { settlementIn, withSandbox } from './client.js';
import { START_MS, affirmationOf, direct } from './driver.js';

describe('the control server', () => {
  it('tells the truth up to the present moment', () =>
    withSandbox({ scenario: 'default' }, async ({ create, control, ids }) => {
      await create();
      await control('POST /clock', { advanceMs: 1000 });
      const { status, json } = await control('GET /truth');
      expect(status).toBe(200);
      expect(json).toMatchObject({
        nowMs: START_MS + 1000,
        settlements: [{ status: 'settled', cause: { requestId: 'q2', account: ids.requester } }],
        signatures: [{ cause: { requestId: 'q2' } }, { cause: 'counterparty', accountId: ids.counterparty }],
        requests: [{ operation: 'BuildPayload' }, { operation: 'CreateSettlement', status: 200 }],
      });
    }));

  it('shows the state to people', () =>
    withSandbox({}, async ({ create, control }) => {
      await create();
      expect((await control('GET /state')).json).toMatchObject({
        nowMs: START_MS,
        accounts: [{ name: 'requester' }, { name: 'counterparty' }, { name: 'agent' }, { name: 'stranger' }],
        settlements: [{ status: 'pending' }],
        partners: [{ type: 'direct' }, { type: 'agency' }, { type: 'agency' }],
        due: [{ atMs: START_MS + 86_400_000, what: 'Expire' }],
      });
    }));

  it('shows every switch with its value', () =>
    withSandbox({ switches: { siblings: 'same' } }, async ({ control }) => {
      expect((await control('GET /switches')).json).toContainEqual(
        expect.objectContaining({ name: 'siblings', value: 'same', default: 'canceled' }),
      );
    }));

  it('lets any party act, with a signature of its own', () =>
    withSandbox({}, async ({ create, control, ids, sandbox }) => {
      const { id } = affirmationOf(settlementIn(await create()), ids.counterparty);
      expect((await control('POST /act', { affirmationId: id, act: 'affirm' })).json).toEqual({
        status: 'affirmed',
      });
      expect(sandbox.machine.truth().signatures.at(-1)).toMatchObject({
        cause: 'control',
        signature: expect.stringMatching(/^(1f|20)[0-9a-f]{128}$/),
      });
      expect(await control('POST /act', { affirmationId: id, act: 'affirm' })).toEqual({
        status: 400,
        json: { error: 'The venue refuses: affirmation is not pending.' },
      });
    }));

  it('lets any account propose, fund, withdraw and partner', () =>
    withSandbox({}, async ({ control, ids, call, sandbox }) => {
      const trade = direct(ids);
      const proposed = await control('POST /propose', { requesterAccountId: ids.counterparty, trade });
      expect(proposed.json).toEqual({ id: sandbox.machine.truth().settlements[0]?.id });
      const about = { accountId: ids.agent, currency: 'ofctbtc' };
      expect((await control('POST /fund', { ...about, amount: '5' })).json).toEqual({
        available: '10000000005',
      });
      expect((await control('POST /withdraw', { ...about, amount: '10000000005' })).json).toEqual({
        available: '0',
      });
      const partner = sandbox.machine.overview().partners[0];
      const change = { partnerId: partner?.id, status: 'canceled' };
      expect((await control('POST /partner', change)).json).toEqual({ partnerId: partner?.id });
      const seen = await call('requester', 'GET', '/tradingpartners');
      expect(seen.body.toString()).toContain('"status":"canceled"');
    }));

  it('takes, shows, counts and forgets faults, by operation, account and id', () =>
    withSandbox({}, async ({ control, call, ids }) => {
      const faults = [
        { kind: 'html-200', on: { method: 'GetSettlement', id: 'b' } },
        { kind: 'html-200', on: { account: ids.agent } },
      ];
      expect((await control('POST /faults', { faults })).json).toEqual({ added: 2 });
      expect((await call('requester', 'GET', '/settlements/a')).status).toBe(404);
      expect((await call('requester', 'GET', '/settlements/b')).status).toBe(200);
      expect((await call('agent', 'GET', '/settlements/a')).status).toBe(200);
      expect((await control('DELETE /faults')).json).toEqual({ removed: 0 });
    }));

  it.each([
    ['POST /act', { affirmationId: 'x', act: 'affirm' }, 'The venue refuses: not found.'],
    [
      'POST /act',
      { affirmationId: 'x', act: 'sleep' },
      'The body.act must be one of: affirm, reject, cancel.',
    ],
    ['POST /fund', { accountId: 'x', currency: 'ofctbtc', amount: '1' }, 'There is no such account.'],
    ['POST /partner', { partnerId: 'x', status: 'accepted' }, 'There is no such partnership.'],
    [
      'POST /faults',
      { faults: [{ kind: 'lie', with: { lie: 'random', loud: true } }] },
      'The fault lie is refused: with has an unknown field: loud.',
    ],
  ])('refuses %s of %j with a sentence', (route, body, error) =>
    withSandbox({}, async ({ control }) => {
      expect(await control(route, body)).toEqual({ status: 400, json: { error } });
    }),
  );

  it('refuses funds that are not there, and amounts that are none', () =>
    withSandbox({}, async ({ control, ids }) => {
      const about = { accountId: ids.agent, currency: 'ofctbtc' };
      expect((await control('POST /withdraw', { ...about, amount: '10000000001' })).json).toEqual({
        error: 'So much is not available.',
      });
      expect((await control('POST /fund', { ...about, amount: '1e3' })).json).toEqual({
        error: 'The amount must be a whole number of base units.',
      });
      expect((await control('POST /propose', { requesterAccountId: 'x', trade: direct(ids) })).json).toEqual({
        error: 'There is no such account.',
      });
    }));
});
