import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { bytesFor } from './account.js';
import type { Switches } from './switches.js';

/**
 * Access tokens and the HMAC of requests and replies (BitGoJS, modules/sdk-api/src/bitgoAPI.ts and
 * modules/sdk-hmac/src/hmac.ts, read November 2026).
 */
export type AuthVersion = '2.0' | '3.0';

/** The token of an account: the same one for the same seed. It opens nothing but a sandbox. */
export const tokenFor = (seed: number, name: string, kind: Switches['tokenKind']): string => {
  const hex = bytesFor(seed, `token of ${name}`).toString('hex');
  return kind === 'v2x' ? `v2x${hex.slice(0, 64)}` : hex.slice(0, 40);
};

/** Does a token belong to the kind that signs its requests? */
export const isHmacToken = (token: string): boolean => /^v2x[0-9a-f]{64}$/.test(token);

/** What stands in the Authorization header in the place of such a token. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** What a request is signed over. `target` is the path with its query. */
export interface SignedRequest {
  readonly version: AuthVersion;
  readonly method: string;
  readonly timestamp: string;
  readonly target: string;
}

/** The HMAC of a request. */
export const requestHmac = (token: string, request: SignedRequest, body: Uint8Array): string => {
  const { version, method, timestamp, target } = request;
  const head = version === '2.0' ? [timestamp] : [method.toUpperCase(), timestamp, '3.0'];
  return macOf(token, [...head, target.replace(/\?$/, '')], body);
};

/** The HMAC of a reply to such a request. */
export const replyHmac = (
  token: string,
  request: SignedRequest,
  status: number,
  body: Uint8Array,
): string => {
  const { version, method, timestamp, target } = request;
  const head = version === '2.0' ? [timestamp] : [method.toUpperCase(), timestamp];
  return macOf(token, [...head, target.replace(/\?$/, ''), `${status}`], body);
};

/** Compares two texts in constant time. */
export const isSame = (given: string, expected: string): boolean => {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
};

const macOf = (token: string, head: ReadonlyArray<string>, body: Uint8Array): string =>
  createHmac('sha256', token)
    .update(`${head.join('|')}|`)
    .update(body)
    .digest('hex');
