// @ts-check
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import message from 'bitcoinjs-message';
import bs58check from 'bs58check';

/**
 * The address of a compressed public key, which is what this library verifies with.
 * @param {Uint8Array} publicKey
 */
export const addressOf = (publicKey) => {
  const sha256 = createHash('sha256').update(publicKey).digest();
  return bs58check.encode(Buffer.concat([Buffer.from([0]), createHash('ripemd160').update(sha256).digest()]));
};

/** @type {(text: string, address: string, signature: string) => boolean} */
export const verify = (text, address, signature) =>
  message.verify(text, address, Buffer.from(signature, 'hex'));

const require = createRequire(createRequire(import.meta.url).resolve('bitcoinjs-message'));

/** Whether the library's curve runs as native code here; where that could not be built, it falls back to JavaScript in silence. */
export const isNative = () => {
  try {
    return typeof require('secp256k1/bindings') === 'object';
  } catch {
    return false;
  }
};
