import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { readXpub } from './extended-key.js';

/** The key that an account's signatures are checked with. */
export interface PublicKey {
  /** Compressed, 33 bytes. */
  readonly point: Uint8Array;
  /** `some` when it was given as an xpub: then a private key must match this, too. */
  readonly chainCode: O.Option<Uint8Array>;
}

/** The text is no public key: neither an xpub of a root key nor 66 lower-case hexadecimal digits of a compressed one. */
export interface InvalidPublicKey {
  readonly _tag: 'InvalidPublicKey';
}

/** Reads a public key. Errors: `InvalidPublicKey`. */
export const publicKey = (text: string): E.Either<InvalidPublicKey, PublicKey> => {
  if (/^0[23][0-9a-f]{64}$/.test(text))
    return E.right({ point: new Uint8Array(Buffer.from(text, 'hex')), chainCode: O.none });
  const read = readXpub(text);
  if (E.isLeft(read)) return E.left({ _tag: 'InvalidPublicKey' });
  const { key, chainCode } = read.right;
  return E.right({ point: new Uint8Array(key), chainCode: O.some(new Uint8Array(chainCode)) });
};
