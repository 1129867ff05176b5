import { describe, expect, it } from '@jest/globals';
import { type Sent, send, signed, withSandbox } from './client.js';

const LIST = '/0/private/ListPrimeSettlementBatches';

describe('the door of the venue', () => {
  it('lets a signed call in and answers with status 200', () =>
    withSandbox({}, async ({ sandbox }) => {
      const seen = await send(sandbox.baseUrl, signed(sandbox, LIST, '1', '{"nonce":1}'));
      expect(seen.status).toBe(200);
      expect(seen.headers['content-type']).toBe('application/json');
      expect(JSON.parse(seen.body.toString())).toEqual({
        error: [],
        result: { data: [], pagination: { has_more: false, limit: 50, offset: 0 } },
      });
    }));

  it('verifies the raw bytes, whatever their spacing and order', () =>
    withSandbox({}, async ({ sandbox }) => {
      const body = ' { "limit" : 7 ,\n "nonce" : 1616492376594123456 } ';
      const sent = signed(sandbox, LIST, '1616492376594123456', body);
      const seen = await send(sandbox.baseUrl, sent);
      expect(JSON.parse(seen.body.toString())).toMatchObject({
        error: [],
        result: { pagination: { limit: 7 } },
      });
      expect(sandbox.machine.truth().requests[0]?.nonce).toBe('1616492376594123456');
      const changed = await send(sandbox.baseUrl, { ...sent, body: body.replace('7', '8') });
      expect(JSON.parse(changed.body.toString())).toEqual({ error: ['EAPI:Invalid signature'] });
    }));

  it('keeps a nonce beyond 2^53 apart from its rounded neighbour', () =>
    withSandbox({}, async ({ sandbox }) => {
      const rounded = `{"nonce":${Number('9007199254740993')}}`;
      const seen = await send(sandbox.baseUrl, signed(sandbox, LIST, '9007199254740993', rounded));
      expect(JSON.parse(seen.body.toString())).toEqual({ error: ['EAPI:Invalid signature'] });
    }));

  const bodies: ReadonlyArray<readonly [why: string, body: string]> = [
    ['no nonce', '{"limit":1}'],
    ['a nonce in a string', '{"nonce":"1"}'],
    ['a nonce with a fraction', '{"nonce":1.0}'],
    ['a nonce with an exponent', '{"nonce":1e0}'],
    ['a negative nonce', '{"nonce":-1}'],
    ['a nonce beyond int64', '{"nonce":9223372036854775808}'],
    ['two nonces', '{"nonce":1,"nonce":1}'],
    ['an additional field', '{"nonce":1,"otp":"123456"}'],
    ['a field of the wrong type', '{"nonce":1,"limit":"5"}'],
    ['a list', '[1]'],
    ['a form', 'nonce=1'],
    ['nothing', ''],
  ];
  it.each(bodies)('refuses a body with %s', (_why, body) =>
    withSandbox({}, async ({ sandbox }) => {
      const seen = await send(sandbox.baseUrl, signed(sandbox, LIST, '1', body));
      expect(seen.status).toBe(200);
      expect(JSON.parse(seen.body.toString())).toEqual({ error: ['EGeneral:Invalid arguments'] });
      expect(sandbox.machine.truth().requests).toEqual([
        expect.objectContaining({ requestId: 'q1', accepted: false, nonceUsed: false }),
      ]);
    }),
  );

  const changes: ReadonlyArray<readonly [why: string, change: (sent: Sent) => Sent, error: string]> = [
    ['another HTTP method', (sent) => ({ ...sent, method: 'PUT' }), 'EGeneral:Unknown method'],
    [
      'a path that is not known',
      (sent) => ({ ...sent, path: '/0/private/Nothing' }),
      'EAPI:Invalid signature',
    ],
    ['a path outside', (sent) => ({ ...sent, path: '/0/public/Time' }), 'EGeneral:Unknown method'],
    ['another content type', (sent) => withHeader(sent, 'content-type', 'text/plain'), 'EAPI:Bad request'],
    ['another key', (sent) => withHeader(sent, 'api-key', 'somebody'), 'EAPI:Invalid key'],
    ['no signature', (sent) => withHeader(sent, 'api-sign', ''), 'EAPI:Invalid signature'],
    ['a query', (sent) => ({ ...sent, path: `${LIST}?a=1` }), 'EAPI:Invalid signature'],
  ];
  it.each(changes)('refuses %s', (_why, change, error) =>
    withSandbox({}, async ({ sandbox }) => {
      const seen = await send(sandbox.baseUrl, change(signed(sandbox, LIST, '1', '{"nonce":1}')));
      expect(JSON.parse(seen.body.toString())).toEqual({ error: [error] });
    }),
  );

  it('knows no method but the four, and no query', () =>
    withSandbox({}, async ({ sandbox, ask }) => {
      expect(await ask('CancelPrimeSettlementBatch')).toEqual({ error: ['EGeneral:Unknown method'] });
      const path = `${LIST}?a=1`;
      const seen = await send(sandbox.baseUrl, signed(sandbox, path, '9', '{"nonce":9}'));
      expect(JSON.parse(seen.body.toString())).toEqual({ error: ['EGeneral:Unknown method'] });
    }));

  it('takes no more than 64 KiB', () =>
    withSandbox({}, async ({ sandbox }) => {
      const body = `{"nonce":1${' '.repeat(70_000)}}`;
      const seen = await send(sandbox.baseUrl, signed(sandbox, LIST, '1', body));
      expect(seen.broken ?? JSON.parse(seen.body.toString())).not.toEqual(
        expect.objectContaining({ error: [] }),
      );
      expect(sandbox.machine.truth().requests).toEqual([expect.objectContaining({ accepted: false })]);
    }));

  it('gives a reading key no way to settle', () =>
    withSandbox({ permissions: ['query'] }, async ({ ask }) => {
      expect(await ask('CreatePrimeSettlementBatch')).toEqual({ error: ['EGeneral:Permission denied'] });
      expect(await ask('ListPrimeSettlementBatches')).toMatchObject({ error: [] });
    }));

  it('settles the default scenario from create to completed', () =>
    withSandbox({}, async ({ ask, batch, control, sandbox }) => {
      const id = await batch();
      const legs = sandbox.machine.truth().batches[0]?.legs ?? [];
      expect(legs).toEqual([
        { asset: 'USD', amount: '196039.37', payer: 'venue' },
        { asset: 'BTC', amount: '1.45700001', payer: 'client' },
        { asset: 'ETH', amount: '33.500625', payer: 'client' },
        { asset: 'SOL', amount: '300.125', payer: 'venue' },
      ]);
      const pending = { error: [], result: { transfer: { attributes: { transfer_status: 'pending' } } } };
      const settle = (asset: string) => ask('SettlePrimeSettlementBatchAsset', { batch_id: id, asset });
      expect(await settle('BTC')).toMatchObject(pending);
      expect(await settle('ETH')).toMatchObject(pending);
      await control('POST /clock', { advanceMs: 10_000 });
      expect(await ask('GetPrimeSettlementBatch', { batch_id: id })).toMatchObject({
        result: { batch: { attributes: { status: 'completed' } } },
      });
    }));

  it('writes one line a request to the log, and no secret', async () => {
    const lines: string[] = [];
    await withSandbox({ log: (line) => lines.push(line) }, async ({ call, sandbox }) => {
      await call('ListPrimeSettlementBatches');
      expect(lines).toEqual(['q1 ListPrimeSettlementBatches authentic']);
      expect(lines.join()).not.toContain(sandbox.credentials.apiSecret);
    });
  });

  it('has the same credentials for the same seed, and others for another', () =>
    withSandbox({ seed: 7 }, (one) =>
      withSandbox({ seed: 7 }, (same) =>
        withSandbox({ seed: 8 }, async (other) => {
          expect(same.sandbox.credentials).toEqual(one.sandbox.credentials);
          expect(other.sandbox.credentials).not.toEqual(one.sandbox.credentials);
          expect(Buffer.from(one.sandbox.credentials.apiSecret, 'base64')).toHaveLength(64);
        }),
      ),
    ));

  it('rejects when its port is taken, and leaves nothing open', () =>
    withSandbox({}, async ({ sandbox }) => {
      const port = Number(new URL(sandbox.baseUrl).port);
      await expect(withSandbox({ port }, () => Promise.resolve())).rejects.toThrow('EADDRINUSE');
      await expect(withSandbox({ controlPort: port }, () => Promise.resolve())).rejects.toThrow('EADDRINUSE');
    }));
});

const withHeader = (sent: Sent, name: string, value: string): Sent => ({
  ...sent,
  headers: { ...sent.headers, [name]: value },
});
