import { bearerOf } from '../http/bearer.js';
import type { AccountCredentials } from './credentials.js';
import type { Switches } from './switches.js';
import { type AuthVersion, type SignedRequest, hashOf, isHmacToken, isSame, requestHmac } from './token.js';

/** A request as it came off the wire. */
export interface RawRequest {
  readonly method: string;
  /** The path and the query. */
  readonly target: string;
  readonly authorization: string;
  readonly authVersion: string;
  readonly authTimestamp: string;
  readonly hmac: string;
  readonly body: Uint8Array;
}

/** Whose request it is, and how the reply is to be signed, if at all. */
export interface Authentic {
  readonly account: AccountCredentials;
  readonly signed: SignedRequest | undefined;
}

const TIMESTAMP = /^\d{1,15}$/;

/** Finds the account of a request's token and checks its HMAC, where it has one; nothing where it is not authentic. */
export const authenticate = (
  raw: RawRequest,
  accounts: ReadonlyArray<AccountCredentials>,
  switches: Switches,
  nowMs: number,
): Authentic | undefined => {
  const bearer = bearerOf(raw.authorization);
  if (bearer === undefined) return undefined;
  if (raw.authVersion !== '') return byHmac(raw, bearer, accounts, switches, nowMs);
  const account = accounts.find((held) => isSame(bearer, held.accessToken));
  if (account === undefined) return undefined;
  if (isHmacToken(account.accessToken) && !switches.rawV2xBearer) return undefined;
  return { account, signed: undefined };
};

const byHmac = (
  raw: RawRequest,
  bearer: string,
  accounts: ReadonlyArray<AccountCredentials>,
  switches: Switches,
  nowMs: number,
): Authentic | undefined => {
  const version = versionOf(raw.authVersion);
  const account = accounts.find(
    (held) => isHmacToken(held.accessToken) && isSame(bearer, hashOf(held.accessToken)),
  );
  if (version === undefined || account === undefined || !TIMESTAMP.test(raw.authTimestamp)) return undefined;
  const ageMs = nowMs - Number(raw.authTimestamp);
  if (ageMs > switches.timestampPastMs || -ageMs > switches.timestampFutureMs) return undefined;
  const { method, target, authTimestamp: timestamp } = raw;
  const signed = { version, method, target, timestamp };
  const expected = requestHmac(account.accessToken, signed, raw.body);
  return isSame(raw.hmac, expected) ? { account, signed } : undefined;
};

const versionOf = (given: string): AuthVersion | undefined =>
  given === '2.0' || given === '3.0' ? given : undefined;
