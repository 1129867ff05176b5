import { describe, expect, it } from '@jest/globals';
import { type RawRequest, authenticate } from '../../src/bitgo/authenticate.js';
import { SWITCHBOARD } from '../../src/bitgo/switches.js';
import { hashOf, isHmacToken, replyHmac, requestHmac, tokenFor } from '../../src/bitgo/token.js';
import { createHmac } from 'node:crypto';
import { HMACS } from './signature-vectors.js';

const NOW_MS = 1_672_531_200_000;
const TARGET = '/api/trade/v1/x?status=pending';
const TOKEN = tokenFor(1, 'a', 'v2x');
const PLAIN = tokenFor(1, 'b', 'plain');

const holder = (accessToken: string) => ({
  accountId: accessToken,
  name: 'x',
  accessToken,
  xprv: '',
  walletPassphrase: '',
});

const raw = (over: Partial<RawRequest> = {}): RawRequest => ({
  method: 'GET',
  target: TARGET,
  authorization: `Bearer ${hashOf(TOKEN)}`,
  authVersion: '3.0',
  authTimestamp: `${NOW_MS}`,
  hmac: createHmac('sha256', TOKEN).update(`GET|${NOW_MS}|3.0|${TARGET}|`).digest('hex'),
  body: new Uint8Array(),
  ...over,
});

const who = (request: RawRequest, switches = {}): string | undefined =>
  authenticate(request, [holder(TOKEN), holder(PLAIN)], SWITCHBOARD.complete(switches), NOW_MS)?.account
    .accountId;

const stamped = (offsetMs: number): RawRequest => {
  const timestamp = `${NOW_MS + offsetMs}`;
  const hmac = createHmac('sha256', TOKEN).update(`GET|${timestamp}|3.0|${TARGET}|`).digest('hex');
  return raw({ authTimestamp: timestamp, hmac });
};

describe('the HMAC of a request', () => {
  it.each(HMACS)('of version $authVersion is what BitGo computes', (vector) => {
    const request = {
      version: vector.authVersion === 2 ? ('2.0' as const) : ('3.0' as const),
      method: 'get',
      timestamp: `${vector.timestamp}`,
      target: vector.urlPath,
    };
    expect(requestHmac(vector.token, request, new Uint8Array())).toBe(vector.hmac);
    expect(`Bearer ${hashOf(vector.token)}`).toBe(vector.authorization);
  });

  it('drops a question mark that nothing follows, and covers the body', () => {
    const request = { version: '2.0', method: 'POST', timestamp: '5', target: '/a?' } as const;
    const expected = createHmac('sha256', 'k').update('5|/a|{"b":1}').digest('hex');
    expect(requestHmac('k', request, Buffer.from('{"b":1}'))).toBe(expected);
  });

  it('of a reply covers the status', () => {
    const request = { version: '3.0', method: 'get', timestamp: '7', target: '/api/test' } as const;
    const mac = (subject: string) => createHmac('sha256', 'k').update(subject).digest('hex');
    const body = Buffer.from('response-body');
    expect(replyHmac('k', request, 200, body)).toBe(mac('GET|7|/api/test|200|response-body'));
    expect(replyHmac('k', { ...request, version: '2.0' }, 200, body)).toBe(
      mac('7|/api/test|200|response-body'),
    );
  });
});

describe('a token', () => {
  it('has the form of its kind, and is the same for the same seed', () => {
    expect(TOKEN).toMatch(/^v2x[0-9a-f]{64}$/);
    expect([isHmacToken(TOKEN), isHmacToken(PLAIN)]).toEqual([true, false]);
    expect(tokenFor(1, 'a', 'v2x')).toBe(TOKEN);
    expect(tokenFor(2, 'a', 'v2x')).not.toBe(TOKEN);
  });

  it('opens by its hash and an HMAC, in both versions', () => {
    expect(who(raw())).toBe(TOKEN);
    const hmac = createHmac('sha256', TOKEN).update(`${NOW_MS}|${TARGET}|`).digest('hex');
    expect(who(raw({ authVersion: '2.0', hmac }))).toBe(TOKEN);
  });

  it('opens as it is where it is plain, or where raw ones are taken', () => {
    const bare = (token: string): RawRequest =>
      raw({ authorization: `Bearer ${token}`, authVersion: '', authTimestamp: '', hmac: '' });
    expect(who(bare(PLAIN))).toBe(PLAIN);
    expect(who(bare(TOKEN))).toBe(TOKEN);
    expect(who(bare(TOKEN), { rawV2xBearer: false })).toBeUndefined();
    expect(who(bare(hashOf(TOKEN)))).toBeUndefined();
  });

  it.each([
    ['no authorization', raw({ authorization: '' })],
    ['another scheme', raw({ authorization: `Basic ${hashOf(TOKEN)}` })],
    ['the raw token beside an HMAC', raw({ authorization: `Bearer ${TOKEN}` })],
    ['a plain token beside an HMAC', raw({ authorization: `Bearer ${hashOf(PLAIN)}` })],
    ['another version', raw({ authVersion: '4.0' })],
    ['another path', raw({ target: '/other' })],
    ['another method', raw({ method: 'PUT' })],
    ['another body', raw({ body: Buffer.from('{}') })],
    ['another HMAC', raw({ hmac: '0'.repeat(64) })],
    ['a time that is none', raw({ authTimestamp: 'noon' })],
  ])('does not open with %s', (_why, request) => {
    expect(who(request)).toBeUndefined();
  });

  it('opens within its window, from five minutes back to one ahead', () => {
    expect(who(stamped(-300_000))).toBe(TOKEN);
    expect(who(stamped(-300_001))).toBeUndefined();
    expect(who(stamped(60_000))).toBe(TOKEN);
    expect(who(stamped(60_001))).toBeUndefined();
    expect(who(stamped(-20), { timestampPastMs: 10 })).toBeUndefined();
    expect(who(stamped(20), { timestampFutureMs: 10 })).toBeUndefined();
  });
});
