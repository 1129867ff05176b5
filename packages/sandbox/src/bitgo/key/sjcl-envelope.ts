import { createCipheriv, pbkdf2Sync } from 'node:crypto';

/** The 16 random bytes of the initialisation vector and the 8 of the salt. */
export interface EnvelopeRandom {
  readonly iv: Uint8Array;
  readonly salt: Uint8Array;
}

const ITERATIONS = 10_000;
const KEY_BYTES = 32;
const TAG_BYTES = 8;
/** CCM takes a nonce of 13 bytes for texts below 64 KiB; SJCL cuts its vector of 16 down to that. */
const NONCE_BYTES = 13;

/**
 * Encrypts a text as the Stanford JavaScript Crypto Library writes it by default: AES-256-CCM with a tag of 8 bytes
 * under PBKDF2-SHA256 of the passphrase (bitwiseshiftleft/sjcl, core/convenience.js and core/ccm.js; iterations from
 * BitGoJS, modules/sdk-api/src/encrypt.ts, read November 2026).
 */
export const encrypt = (text: string, passphrase: string, random: EnvelopeRandom): string => {
  const plain = Buffer.from(text, 'utf8');
  const key = pbkdf2Sync(passphrase, random.salt, ITERATIONS, KEY_BYTES, 'sha256');
  const nonce = random.iv.subarray(0, NONCE_BYTES);
  const cipher = createCipheriv('aes-256-ccm', key, nonce, { authTagLength: TAG_BYTES });
  const sealed = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return JSON.stringify({
    iv: Buffer.from(random.iv).toString('base64'),
    v: 1,
    iter: ITERATIONS,
    ks: 8 * KEY_BYTES,
    ts: 8 * TAG_BYTES,
    mode: 'ccm',
    adata: '',
    cipher: 'aes',
    salt: Buffer.from(random.salt).toString('base64'),
    ct: sealed.toString('base64'),
  });
};
