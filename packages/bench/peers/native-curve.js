// @ts-check
import { hash } from 'node:crypto';
import secp256k1 from 'secp256k1';

const prefix = Buffer.from('\x18Bitcoin Signed Message:\n', 'latin1');

/** @param {Uint8Array} message of 253 to 65,535 bytes */
const digest = (message) => {
  const length = Buffer.from([0xfd, message.length & 0xff, message.length >> 8]);
  const once = hash('sha256', Buffer.concat([prefix, length, message]), 'buffer');
  return hash('sha256', once, 'buffer');
};

/** @param {Uint8Array} key */
export const publicKey = (key) => secp256k1.publicKeyCreate(key, true);

/**
 * Signs, and checks nothing.
 * @param {Uint8Array} message
 * @param {Uint8Array} key
 */
export const sign = (message, key) => {
  const { signature, recid } = secp256k1.ecdsaSign(digest(message), key);
  return Buffer.concat([Buffer.from([31 + recid]), signature]).toString('hex');
};

/**
 * @param {Uint8Array} message
 * @param {string} signature
 * @param {Uint8Array} publicKeyBytes
 */
export const verify = (message, signature, publicKeyBytes) =>
  secp256k1.ecdsaVerify(Buffer.from(signature, 'hex').subarray(1), digest(message), publicKeyBytes);

/**
 * Recovers the key, as the venue does it: a wrong first byte is noticed by this alone.
 * @param {Uint8Array} message
 * @param {string} signature
 * @param {Uint8Array} publicKeyBytes
 */
export const recovers = (message, signature, publicKeyBytes) => {
  const bytes = Buffer.from(signature, 'hex');
  const made = secp256k1.ecdsaRecover(bytes.subarray(1), bytes[0] - 31, digest(message), true);
  return Buffer.compare(made, publicKeyBytes) === 0;
};
