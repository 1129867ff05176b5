import { createHmac } from 'node:crypto';
import * as Base58Check from './base58check.js';
import { fromBytes, modulo, timesBase, toBytes } from './secp256k1.js';

/** The root key of an account. It opens nothing but a sandbox. */
export interface SigningKey {
  /** The extended private key in base 58 (BIP 32, serialisation). BitGo signs with it underived. */
  readonly xprv: string;
  readonly xpub: string;
  readonly privateKey: bigint;
  /** The public key in DER, SubjectPublicKeyInfo. */
  readonly spki: Buffer;
}

const VERSIONS = { xprv: '0488ade4', xpub: '0488b21e' } as const;
/** Depth, fingerprint of the parent and child number: nine zero bytes for a master key. */
const MASTER = Buffer.alloc(9);
/** SubjectPublicKeyInfo of a compressed point on secp256k1 (RFC 5480), up to the point. */
const SPKI_HEAD = Buffer.from('3036301006072a8648ce3d020106052b8104000a032200', 'hex');

/** Derives the master key of a seed (BIP 32, master key generation). */
export const fromSeed = (seed: Uint8Array): SigningKey => {
  const digest = createHmac('sha512', 'Bitcoin seed').update(seed).digest();
  return fromParts(modulo(fromBytes(digest.subarray(0, 32))), digest.subarray(32));
};

/** Makes a key from its private number and its chain code of 32 bytes. */
export const fromParts = (privateKey: bigint, chainCode: Uint8Array): SigningKey => {
  const { compressed } = timesBase(privateKey);
  const extended = (version: string, key: Uint8Array): string =>
    Base58Check.encode(Buffer.concat([Buffer.from(version, 'hex'), MASTER, chainCode, key]));
  return {
    xprv: extended(VERSIONS.xprv, Buffer.concat([Buffer.alloc(1), toBytes(privateKey)])),
    xpub: extended(VERSIONS.xpub, compressed),
    privateKey,
    spki: Buffer.concat([SPKI_HEAD, compressed]),
  };
};
