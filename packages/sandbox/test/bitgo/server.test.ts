import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { send } from '../client.js';
import { hmacHeaders, jsonOf, settlementIn, withSandbox } from './client.js';
import { START_MS, affirmationOf, textAt } from './driver.js';

describe('the door of the venue', () => {
  it('lets a client settle from the payload to the end', () =>
    withSandbox({}, async ({ create, affirm, call, ids, sandbox }) => {
      const created = await create();
      expect([created.status, created.headers['content-type']]).toEqual([200, 'application/json']);
      const settlement = settlementIn(created);
      expect(settlement).toMatchObject({ status: 'pending', type: 'direct' });
      const affirmed = await affirm('counterparty', settlement);
      expect(jsonOf(affirmed)).toMatchObject({ status: 'affirmed', lock: { status: 'settled' } });
      const after = settlementIn(await call('requester', 'GET', `/settlements/${settlement.id}`));
      expect(after.status).toBe('settled');
      const { signatures } = sandbox.machine.truth();
      expect(signatures.map((held) => [held.accountId, held.payload])).toEqual(
        [ids.requester, ids.counterparty].map((who) => [who, affirmationOf(after, who).payload]),
      );
    }));

  it('verifies the payload as it was received, byte for byte', () =>
    withSandbox({}, async ({ create, call, ids }) => {
      const settlement = settlementIn(await create());
      const { id, payload } = affirmationOf(settlement, ids.counterparty);
      const signature = settlement.affirmations[0]?.signature;
      const body = { status: 'affirmed', payload, signature };
      const refused = await call('counterparty', 'PUT', `/affirmations/${id}`, body);
      expect([refused.status, textAt(jsonOf(refused), 'error')]).toEqual([400, 'invalid signature']);
    }));

  it('hands out the key of an account and nobody else’s', () =>
    withSandbox({}, async ({ call, account, ids }) => {
      const wallet = jsonOf(await call('agent', 'GET', `/api/v2/ofc/wallet/${ids.agent}`));
      expect(wallet).toEqual({
        id: ids.agent,
        coin: 'ofc',
        label: 'agent',
        enterprise: expect.any(String),
        keys: [expect.stringMatching(/^[0-9a-f]{32}$/)],
      });
      const keyId = String(JSON.parse(JSON.stringify(wallet)).keys[0]);
      const key = await call('agent', 'GET', `/api/v2/ofc/key/${keyId}`);
      expect(jsonOf(key)).toEqual({
        id: keyId,
        pub: expect.stringMatching(/^xpub661MyMwAqRbc/),
        encryptedPrv: expect.stringContaining('"mode":"ccm"'),
      });
      expect(key.body.toString()).not.toContain(account('agent').xprv);
      expect((await call('requester', 'GET', `/api/v2/ofc/key/${keyId}`)).status).toBe(403);
      expect((await call('requester', 'GET', '/api/v2/ofc/key/none')).status).toBe(404);
    }));

  it.each([
    ['no token', { authorization: '' }],
    ['a wrong token', { authorization: 'Bearer wrong' }],
    ['another scheme', { authorization: 'Basic abc' }],
  ])('refuses a request with %s, and writes it down', (_why, headers) =>
    withSandbox({}, async ({ call, sandbox }) => {
      const seen = await call('requester', 'GET', '/settlements', undefined, headers);
      expect([seen.status, jsonOf(seen)]).toEqual([
        401,
        { error: 'unauthorized', errorName: 'sandbox:unauthorized', reqId: 'unk-q1' },
      ]);
      expect(sandbox.machine.truth().requests).toMatchObject([
        { requestId: 'q1', account: '', operation: 'ListSettlements', accepted: false, status: 401 },
      ]);
    }),
  );

  it('echoes the request id of the client', () =>
    withSandbox({}, async ({ call }) => {
      const seen = await call('requester', 'GET', '/settlements/none', undefined, { 'request-id': 'mine-1' });
      expect(jsonOf(seen)).toMatchObject({ reqId: 'mine-1' });
    }));

  it.each([
    ['another content type', 'text/plain', '{}'],
    ['a broken body', 'application/json', '{"status":'],
    ['a key twice', 'application/json', '{"status":"rejected","status":"canceled"}'],
    ['no UTF-8', 'application/json', Buffer.from([0x22, 0xff, 0x22])],
  ])('refuses %s as malformed', (_why, type, body) =>
    withSandbox({}, async ({ sandbox, account }) => {
      const { accountId, accessToken } = account('requester');
      const path = `/api/trade/v1/enterprise/${sandbox.credentials.enterpriseId}/account/${accountId}/payload`;
      const headers = { authorization: `Bearer ${accessToken}`, 'content-type': type };
      const seen = await send(sandbox.baseUrl, { method: 'POST', path, body, headers });
      expect([seen.status, textAt(jsonOf(seen), 'errorName')]).toEqual([422, 'backend:common:malformedJSON']);
    }),
  );

  it('takes no more than 256 KiB', () =>
    withSandbox({}, async ({ call, sandbox }) => {
      const seen = await call('requester', 'POST', '/payload', { version: 'x'.repeat(300_000) });
      expect(seen.status === 200).toBe(false);
      expect(sandbox.machine.truth().requests).toMatchObject([{ accepted: false }]);
    }));

  it.each([
    ['GET', '/nothing', 404],
    ['DELETE', '/settlements', 404],
    ['PUT', '/settlements', 404],
    ['GET', '/settlements/%E0%A4%A', 404],
    ['GET', '/settlements/', 404],
    ['GET', `/settlements/${'x'.repeat(3000)}`, 404],
    ['GET', '/api/trade/v1/enterprise/other/settlements', 403],
    ['GET', '/api/trade/v1/enterprise/other/account/other/settlements', 403],
  ])('answers %s %s with %i', (method, path, status) =>
    withSandbox({}, async ({ call }) => {
      expect((await call('requester', method, path)).status).toBe(status);
    }),
  );

  it('keeps one account out of another', () =>
    withSandbox({}, async ({ call, ids, sandbox }) => {
      const { enterpriseId } = sandbox.credentials;
      const path = `/api/trade/v1/enterprise/${enterpriseId}/account/${ids.agent}/settlements`;
      expect((await call('requester', 'GET', path)).status).toBe(403);
    }));

  it.each(['2.0', '3.0'] as const)(
    'takes a v2x token with an HMAC of version %s and signs its reply',
    (version) =>
      withSandbox({ switches: { tokenKind: 'v2x' } }, async ({ sandbox, account }) => {
        const { accountId, accessToken } = account('requester');
        const { enterpriseId } = sandbox.credentials;
        const path = `/api/trade/v1/enterprise/${enterpriseId}/account/${accountId}/affirmations?status=pending`;
        const request = { method: 'GET', path, body: '' };
        const headers = hmacHeaders(accessToken, version, request);
        const seen = await send(sandbox.baseUrl, { ...request, headers });
        expect(jsonOf(seen)).toEqual({ affirmations: [] });
        const head = version === '2.0' ? `${START_MS}` : `GET|${START_MS}`;
        const subject = `${head}|${path}|200|${seen.body.toString()}`;
        expect(seen.headers['timestamp']).toBe(`${START_MS}`);
        expect(seen.headers['hmac']).toBe(createHmac('sha256', accessToken).update(subject).digest('hex'));
        const forged = { ...headers, hmac: '0'.repeat(64) };
        expect((await send(sandbox.baseUrl, { ...request, headers: forged })).status).toBe(401);
      }),
  );

  it('signs refusals of such a token too, and no reply to a raw one', () =>
    withSandbox({ switches: { tokenKind: 'v2x' } }, async ({ sandbox, account, call }) => {
      const { accountId, accessToken } = account('requester');
      const { enterpriseId } = sandbox.credentials;
      const path = `/api/trade/v1/enterprise/${enterpriseId}/account/${accountId}/settlements/none`;
      const request = { method: 'GET', path, body: '' };
      const seen = await send(sandbox.baseUrl, {
        ...request,
        headers: hmacHeaders(accessToken, '3.0', request),
      });
      const subject = `GET|${START_MS}|${path}|404|${seen.body.toString()}`;
      expect(seen.headers['hmac']).toBe(createHmac('sha256', accessToken).update(subject).digest('hex'));
      expect((await call('requester', 'GET', '/settlements')).headers).not.toHaveProperty('hmac');
    }));

  it('writes one line a request to the log, and no secret', async () => {
    const lines: string[] = [];
    await withSandbox({ log: (line) => lines.push(line) }, async ({ call, account }) => {
      await call('requester', 'GET', '/settlements');
      await call('requester', 'GET', '/settlements', undefined, { authorization: '' });
      expect(lines).toEqual(['q1 ListSettlements authentic', 'q2 ListSettlements refused']);
      expect(lines.join()).not.toContain(account('requester').accessToken);
    });
  });

  it('has the same credentials for the same seed, and others for another', () =>
    withSandbox({ seed: 7 }, (one) =>
      withSandbox({ seed: 7 }, (same) =>
        withSandbox({ seed: 8 }, async (other) => {
          expect(same.sandbox.credentials).toEqual(one.sandbox.credentials);
          const secrets = other.sandbox.credentials.accounts.flatMap((held) => [held.xprv, held.accessToken]);
          const earlier = one.sandbox.credentials.accounts.flatMap((held) => [held.xprv, held.accessToken]);
          expect(new Set([...secrets, ...earlier]).size).toBe(16);
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
