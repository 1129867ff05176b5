import { describe, expect, test } from '@jest/globals';
import type { HttpResponse } from '@legwork/http';
import { createHmac } from 'node:crypto';
import { left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import { type SignedRequest, bearerAuth, hmacAuth } from '../../src/index.js';
import { requestSubject, responseSubject } from '../../src/auth/subject.js';
import { leaks } from '../fixture/canary.js';
import { vectors } from '../fixture/vectors.js';

const token = `v2x${'0123456789abcdef'.repeat(4)}`;
const atMs = 1_672_531_200_000;
const request: SignedRequest = { method: 'GET', path: '/api/test?query=123', body: '', atMs };
const versions = [2, 3] as const;

describe('a request', () => {
  test.each(vectors.hmacRequest.vectors.map((one) => [one.authVersion, one] as const))(
    'has the known headers in version %s',
    (version, { urlPath, body, timestamp, token: known, subject, hmac, authorization }) => {
      const asked: SignedRequest = { method: 'GET', path: urlPath, body, atMs: timestamp };
      expect(requestSubject(version, asked)).toBe(subject);
      expect(right(hmacAuth(known, version)).headers(asked)).toEqual({
        'bitgo-auth-version': `${version}.0`,
        'auth-timestamp': `${timestamp}`,
        authorization,
        hmac,
      });
    },
  );

  test('and a response have the subjects of the venue’s own tests', () => {
    const posted = { ...request, body: 'body-content' };
    expect(requestSubject(3, posted)).toBe('GET|1672531200000|3.0|/api/test?query=123|body-content');
    const answer = { status: 200, timestamp: `${atMs}`, body: 'response-body' };
    const asked = { method: 'GET', path: '/api/test' } as const;
    expect(responseSubject(3, asked, answer)).toBe('GET|1672531200000|/api/test|200|response-body');
    expect(responseSubject(2, asked, answer)).toBe('1672531200000|/api/test|200|response-body');
    const known = createHmac('sha256', 'test-key').update('test-message').digest('hex');
    expect(known).toBe('f8c2bb87c17608c9038eab4e92ef2775e42629c939d6fd3390d42f80af6bb712');
  });

  test('has no bare question mark in its subject', () => {
    expect(requestSubject(2, { ...request, path: '/api/test?' })).toBe('1672531200000|/api/test|');
  });

  test('with a bearer token has the token and nothing else', () => {
    expect(right(bearerAuth(token)).headers(request)).toEqual({ authorization: `Bearer ${token}` });
    expect(right(bearerAuth(token)).check(request, response(2), atMs)).toEqual(E.right(undefined));
  });

  test('never has a v2x token on the wire', () => {
    for (const version of versions)
      expect(leaks(right(hmacAuth(token, version)).headers(request), [token])).toEqual([]);
  });
});

const response = (
  version: 2 | 3,
  changes: Partial<HttpResponse> = {},
  timestamp = `${atMs}`,
): HttpResponse => {
  const body = '{"settlements":[]}';
  const subject = responseSubject(version, request, { status: 200, timestamp, body });
  const hmac = createHmac('sha256', token).update(subject).digest('hex');
  return { status: 200, headers: { hmac, timestamp }, body, ...changes };
};

describe.each(versions)('a response in version %s', (version) => {
  const { check } = right(hmacAuth(token, version));
  const why = (answer: HttpResponse, nowMs = atMs, asked = request): string => {
    const checked = check(asked, answer, nowMs);
    return E.isLeft(checked) ? checked.left.why : 'believed';
  };

  test('is believed when the venue signed it', () => expect(why(response(version))).toBe('believed'));

  test.each([
    ['another body', response(version, { body: '{}' }), 'NotTheVenues'],
    ['another status', response(version, { status: 201 }), 'NotTheVenues'],
    ['no headers', response(version, { headers: {} }), 'Unsigned'],
    [
      'another time',
      response(version, { headers: { ...response(version).headers, timestamp: '1672531200001' } }),
      'NotTheVenues',
    ],
    ['a time that is none', response(version, {}, '0'), 'Unsigned'],
    ['a time with a sign', response(version, {}, '+672531200000'), 'Unsigned'],
    ['a short signature', response(version, { headers: { hmac: 'ab', timestamp: `${atMs}` } }), 'Unsigned'],
    [
      'another signature',
      response(version, { headers: { hmac: 'ab'.repeat(32), timestamp: `${atMs}` } }),
      'NotTheVenues',
    ],
  ])('is not believed with %s', (_, answer, reason) => expect(why(answer)).toBe(reason));

  test('is not believed as the answer to another request', () => {
    expect(why(response(version), atMs, { ...request, path: '/api/other' })).toBe('NotTheVenues');
  });

  test('is believed from five minutes before to one minute after our clock, to the millisecond', () => {
    expect(why(response(version), atMs + 300_000)).toBe('believed');
    expect(why(response(version), atMs + 300_001)).toBe('TooOld');
    expect(why(response(version), atMs - 60_000)).toBe('believed');
    expect(why(response(version), atMs - 60_001)).toBe('TooEarly');
  });

  test('shows no token and no expected signature when it is refused', () => {
    const wrong = response(version, { body: '{}' });
    const expected = createHmac('sha256', token)
      .update(responseSubject(version, request, { status: 200, timestamp: `${atMs}`, body: '{}' }))
      .digest('hex');
    expect(
      leaks([left(check(request, wrong, atMs)), check, hmacAuth(token, version)], [token, expected]),
    ).toEqual([]);
  });
});

describe('a token', () => {
  test.each(['', 'v2x', token.slice(1), `${token}0`, token.toUpperCase(), `${token}\n`])(
    'is not of the hashed kind: %p',
    (text) => expect(left(hmacAuth(text, 2))).toEqual({ _tag: 'InvalidToken' }),
  );

  test.each(['', 'short', 'with space in it is none', `${token}\n`, 'x'.repeat(513)])(
    'is none at all: %p',
    (text) => expect(left(bearerAuth(text))).toEqual({ _tag: 'InvalidToken' }),
  );
});
