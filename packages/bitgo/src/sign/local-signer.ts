import type { Signer } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Curve, loadCurve } from './curve.js';
import { readXprv } from './extended-key.js';
import { type Expecting, guarded } from './guard.js';
import { type InvalidPublicKey, type PublicKey, publicKey } from './public-key.js';
import { makeSignature } from './signature.js';

/** What every signer of this package needs to know. */
export interface SignerTerms {
  /** What an intent lets a payload say: the adapter gives it. */
  readonly expecting: Expecting;
  /** The key that the venue checks our signatures with: an xpub, or 66 hexadecimal digits. */
  readonly publicKey: string;
}

/** The key cannot be used. It is not repeated. Nothing was sent. */
export interface KeyRefused {
  readonly _tag: 'KeyRefused';
  /** `AnotherKey`: it is a key, and not the private half of the declared public key. */
  readonly why: 'NotAKey' | 'NotRoot' | 'AnotherKey' | 'CurveUnavailable' | InvalidPublicKey['_tag'];
}

/**
 * A signer whose key lives in this process: 64 hexadecimal digits, or the xprv of a root key.
 *
 * The key stays in a closure: printing, serialising or cloning the signer shows nothing of it. The signer answers the
 * 65 bytes of a signature; `signatureOf` writes them as the venue wants them.
 *
 * Errors: `KeyRefused`; nothing was sent.
 */
export const localSigner =
  (secret: string, terms: SignerTerms): TE.TaskEither<KeyRefused, Signer> =>
  async () => {
    const declared = publicKey(terms.publicKey);
    if (E.isLeft(declared)) return refused(declared.left._tag);
    const curve = await loadCurve();
    if (E.isLeft(curve)) return refused(curve.left._tag);
    const key = readSecret(secret, declared.right);
    if (E.isLeft(key)) return key;
    return keySigner(curve.right, key.right, declared.right, terms.expecting);
  };

const keySigner = (
  curve: Curve,
  key: Uint8Array,
  declared: PublicKey,
  expecting: Expecting,
): E.Either<KeyRefused, Signer> => {
  if (!curve.isPrivateKey(key)) return refused('NotAKey');
  if (!Buffer.from(declared.point).equals(curve.publicKey(key))) return refused('AnotherKey');
  return E.right(
    guarded(expecting, declared, (_, message) => TE.fromIO(() => makeSignature(curve, message, key))),
  );
};

const readSecret = (secret: string, { chainCode }: PublicKey): E.Either<KeyRefused, Uint8Array> => {
  if (/^[0-9a-f]{64}$/.test(secret)) return E.right(new Uint8Array(Buffer.from(secret, 'hex')));
  const read = readXprv(secret);
  if (E.isLeft(read)) return refused(read.left.why === 'NotRoot' ? 'NotRoot' : 'NotAKey');
  if (O.isSome(chainCode) && !read.right.chainCode.equals(chainCode.value)) return refused('AnotherKey');
  return E.right(new Uint8Array(read.right.key));
};

const refused = (why: KeyRefused['why']): E.Either<KeyRefused, never> => E.left({ _tag: 'KeyRefused', why });
