import * as E from 'fp-ts/lib/Either.js';
import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import type { InvalidToken, RequestAuth, ResponseRefused } from './request-auth.js';
import { type AuthVersion, requestSubject, responseSubject } from './subject.js';

const beforeMsMax = 5 * 60_000;
const afterMsMax = 60_000;

/**
 * Authentication by HMAC-SHA-256, for tokens that begin with `v2x`: the token never goes on the wire, only its hash does,
 * and every response is checked, too. Nothing says which version a token is of but the venue (docs: both begin alike).
 *
 * Source: BitGoJS `sdk-api/src/bitgoAPI.ts` and `sdk-hmac`, read November 2026. The window of time holds here for
 * version 2 as well. Errors: `InvalidToken`; nothing was sent.
 */
export const hmacAuth = (token: string, version: AuthVersion): E.Either<InvalidToken, RequestAuth> => {
  if (!/^v2x[0-9a-f]{64}$/.test(token)) return E.left({ _tag: 'InvalidToken' });
  const tokenHash = hash('sha256', token);
  const mac = (subject: string): Buffer => createHmac('sha256', token).update(subject, 'utf8').digest();
  return E.right({
    headers: (request) => ({
      'bitgo-auth-version': `${version}.0`,
      'auth-timestamp': `${request.atMs}`,
      authorization: `Bearer ${tokenHash}`,
      hmac: mac(requestSubject(version, request)).toString('hex'),
    }),
    check: (request, { status, headers, body }, nowMs) => {
      const { hmac = '', timestamp = '' } = headers;
      if (!/^[0-9a-f]{64}$/.test(hmac) || !/^[1-9]\d{12}$/.test(timestamp)) return refused('Unsigned');
      const expected = mac(responseSubject(version, request, { status, timestamp, body }));
      if (!timingSafeEqual(expected, Buffer.from(hmac, 'hex'))) return refused('NotTheVenues');
      const ageMs = nowMs - Number(timestamp);
      if (ageMs > beforeMsMax) return refused('TooOld');
      return ageMs < -afterMsMax ? refused('TooEarly') : E.right(undefined);
    },
  });
};

const refused = (why: ResponseRefused['why']): E.Either<ResponseRefused, never> =>
  E.left({ _tag: 'ResponseRefused', why });
