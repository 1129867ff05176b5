import { createHash, createHmac, createPublicKey, verify as verifyEcdsa } from 'node:crypto';
import { HALF_ORDER, ORDER, fromBytes, invert, modulo, timesBase, toBytes } from './secp256k1.js';
import type { SigningKey } from './signing-key.js';

/**
 * Signatures of Bitcoin messages, as BitGo signs its settlement payloads: 65 bytes in hex, a header of 27 + 4 + the
 * recovery id, then r and s (BitGoJS, modules/secp256k1, read November 2026).
 */
const PREFIX = Buffer.from('\u0018Bitcoin Signed Message:\n');
const SIGNATURE = /^[0-9a-f]{130}$/i;
const HEADER = { least: 31, most: 34 } as const;

/** What a signature is held against besides the message and the key. */
export interface Strictness {
  /** Refuses the twin of a signature whose `s` is in the upper half. */
  readonly lowS: boolean;
  /** Holds the recovery id in the header against the key; without it only its range counts. */
  readonly recoveryId: boolean;
}

/** Does this key's signature stand under this message? */
export const isSigned = (
  message: string,
  signatureHex: string,
  key: SigningKey,
  strictness: Strictness,
): boolean => {
  if (!SIGNATURE.test(signatureHex)) return false;
  const bytes = Buffer.from(signatureHex, 'hex');
  const header = bytes[0] ?? 0;
  if (header < HEADER.least || header > HEADER.most) return false;
  const signature = bytes.subarray(1);
  const r = fromBytes(signature.subarray(0, 32));
  const s = fromBytes(signature.subarray(32));
  if (strictness.lowS && s > HALF_ORDER) return false;
  const publicKey = createPublicKey({ key: key.spki, format: 'der', type: 'spki' });
  const once = sha256(preimage(message));
  if (!verifyEcdsa('sha256', once, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)) return false;
  return !strictness.recoveryId || header === HEADER.least + recoveryIdOf(magicHash(message), r, s, key);
};

/** Signs a message; the same message and key give the same signature (RFC 6979, low s). */
export const sign = (message: string, key: SigningKey): string => {
  const hash = magicHash(message);
  const k = deterministicNonce(hash, key.privateKey);
  const r = modulo(timesBase(k).x);
  const high = modulo(invert(k) * (fromBytes(hash) + r * key.privateKey));
  const s = high > HALF_ORDER ? ORDER - high : high;
  const header = HEADER.least + recoveryIdOf(hash, r, s, key);
  return Buffer.concat([Buffer.from([header]), toBytes(r), toBytes(s)]).toString('hex');
};

/** The hash that is signed: SHA-256 twice over the prefix, the length and the message in UTF-8. */
export const magicHash = (message: string): Buffer => sha256(sha256(preimage(message)));

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const preimage = (message: string): Buffer => {
  const bytes = Buffer.from(message, 'utf8');
  return Buffer.concat([PREFIX, compactSize(bytes.length), bytes]);
};

const compactSize = (length: number): Buffer => {
  if (length < 0xfd) return Buffer.from([length]);
  const isShort = length <= 0xffff;
  const bytes = Buffer.alloc(isShort ? 3 : 5);
  bytes[0] = isShort ? 0xfd : 0xfe;
  if (isShort) bytes.writeUInt16LE(length, 1);
  else bytes.writeUInt32LE(length, 1);
  return bytes;
};

/** The one of four that leads back to the key: who has the private key can compute the signature's point anew. */
const recoveryIdOf = (hash: Uint8Array, r: bigint, s: bigint, key: SigningKey): number => {
  const point = timesBase(modulo(invert(s) * (fromBytes(hash) + r * key.privateKey)));
  return (point.isOddY ? 1 : 0) + (point.x >= ORDER ? 2 : 0);
};

/** RFC 6979, section 3.2, with SHA-256. A first candidate outside the group is met once in 2^127 messages and is reduced. */
const deterministicNonce = (hash: Uint8Array, privateKey: bigint): bigint => {
  const seed = Buffer.concat([toBytes(privateKey), toBytes(modulo(fromBytes(hash)))]);
  const mac = (key: Uint8Array, ...parts: ReadonlyArray<Uint8Array>): Buffer =>
    createHmac('sha256', key).update(Buffer.concat(parts)).digest();
  let v: Buffer = Buffer.alloc(32, 1);
  let k: Buffer = Buffer.alloc(32, 0);
  for (const step of [0, 1]) {
    k = mac(k, v, Buffer.from([step]), seed);
    v = mac(k, v);
  }
  return modulo(fromBytes(mac(k, v)));
};
