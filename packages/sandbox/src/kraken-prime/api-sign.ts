import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/**
 * The signature of a request: base64 of HMAC-SHA512, keyed with the decoded secret, over the path followed by SHA-256
 * of the nonce's digits and the raw body (docs.kraken.com, authentication guide, read November 2026).
 */
export const sign = (path: string, nonce: string, body: Uint8Array, apiSecret: string): string => {
  const digest = createHash('sha256').update(nonce).update(body).digest();
  return createHmac('sha512', Buffer.from(apiSecret, 'base64')).update(path).update(digest).digest('base64');
};

/** Compares a signature with the one it should be, in constant time. */
export const isSame = (given: string, expected: string): boolean => {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
};
