import { type Checked, bad, good } from '../checked.js';
import type { Credentials } from '../credentials.js';
import { type JsonObject, isObject, parseBytes } from '../json-text.js';
import { isSame, sign } from './api-sign.js';
import type { Call } from './call.js';
import { KNOWN } from './error-strings.js';
import type { Switches } from './switches.js';

/** A request as it came off the wire. */
export interface RawRequest {
  readonly httpMethod: string;
  readonly path: string;
  readonly contentType: string;
  readonly apiKey: string;
  readonly apiSign: string;
  readonly body: Uint8Array;
}

const PREFIX = '/0/private/';
const JSON_TYPE = /^application\/json\s*(;\s*charset=utf-8\s*)?$/i;
const NONCE_MAX = 2n ** 63n - 1n;
const DIGITS = /^(0|[1-9]\d{0,18})$/;

/** The method that a path names; empty where it names none. */
export const methodOf = (path: string): string => (path.startsWith(PREFIX) ? path.slice(PREFIX.length) : '');

/** The body as an object, or nothing. */
export const bodyOf = (body: Uint8Array): JsonObject | undefined => {
  const parsed = parseBytes(body);
  return parsed.ok && isObject(parsed.value) ? parsed.value : undefined;
};

/**
 * Turns a raw request into a call whose signature holds. The nonce is read from the body's own digits and never
 * passes through a floating-point number. Errors: the venue's error string.
 */
export const authenticate = (
  raw: RawRequest,
  credentials: Credentials,
  nonceType: Switches['nonceType'],
): Checked<Call> => {
  const method = methodOf(raw.path);
  if (raw.httpMethod !== 'POST' || method === '') return bad(KNOWN.method);
  if (!JSON_TYPE.test(raw.contentType)) return bad(KNOWN.badRequest);
  if (raw.apiKey !== credentials.apiKey) return bad(KNOWN.invalidKey);
  const body = bodyOf(raw.body);
  const nonce = body === undefined ? undefined : nonceOf(body, nonceType);
  if (body === undefined || nonce === undefined) return bad(KNOWN.arguments);
  const expected = sign(raw.path, nonce.toString(), raw.body, credentials.apiSecret);
  if (!isSame(raw.apiSign, expected)) return bad(KNOWN.invalidSignature);
  const { nonce: _taken, ...params } = body;
  return good({ key: raw.apiKey, nonce, method, params });
};

const nonceOf = (body: JsonObject, nonceType: Switches['nonceType']): bigint | undefined => {
  const given = body['nonce'];
  const isDigits = typeof given === 'string' && nonceType === 'integer-or-string' && DIGITS.test(given);
  const nonce = isDigits ? BigInt(given) : given;
  return typeof nonce === 'bigint' && nonce >= 0n && nonce <= NONCE_MAX ? nonce : undefined;
};
