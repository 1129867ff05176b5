import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Brand, checked } from '../brand.js';
import { type Curve, type CurveUnavailable, loadCurve } from './curve.js';
import { messageHash } from './message-hash.js';

/**
 * A recoverable signature as the venue writes it: 65 bytes in lower-case hexadecimal, of which the first is
 * 31 plus the recovery id (compressed key), then r, then s, low.
 *
 * Its characters are no identity: never compare two to tell whether two payloads are one (catalogue, signing S4).
 */
export type Signature = Brand<'BitgoSignature'>;

/** It is no signature, or not that of this key under this message. Nothing was sent. */
export interface SignatureRefused {
  readonly _tag: 'SignatureRefused';
  readonly why:
    | 'NotHex'
    | 'WrongHeader'
    | 'OutOfRange'
    | 'HighS'
    | 'NotAKey'
    | 'AnotherKey'
    | 'CurveUnavailable';
}

const bytesMax = 65;
/** The order of the curve, and half of it: texts of one length compare as the numbers they stand for. */
const order = 'fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141';
const halfOrder = '7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0';
const nothing = '0'.repeat(64);

/** Reads a signature from text. Errors: `SignatureRefused`, for any form but the one that we produce. */
export const readSignature = (text: string): E.Either<SignatureRefused, Signature> => {
  if (!/^[0-9a-f]{130}$/.test(text)) return refused('NotHex');
  const header = text.slice(0, 2);
  if (!['1f', '20', '21', '22'].includes(header)) return refused('WrongHeader');
  const r = text.slice(2, 66);
  const s = text.slice(66);
  if (r === nothing || r >= order || s === nothing || s >= order) return refused('OutOfRange');
  return s > halfOrder ? refused('HighS') : E.right(checked<'BitgoSignature'>(text));
};

/** The signature of a signer's 65 bytes: what `Signer.sign` of this package answers. Errors: `SignatureRefused`. */
export const signatureOf = (bytes: Uint8Array): E.Either<SignatureRefused, Signature> =>
  bytes.length === bytesMax ? readSignature(Buffer.from(bytes).toString('hex')) : refused('NotHex');

/** The 65 bytes of a signature. */
export const signatureBytes = (signature: Signature): Uint8Array =>
  new Uint8Array(Buffer.from(signature, 'hex'));

/** Makes a signature with a private key of 32 bytes. */
export const makeSignature = (curve: Curve, message: Uint8Array, key: Uint8Array): string => {
  const { compact, recovery } = curve.sign(messageHash(message), key);
  return Buffer.concat([Uint8Array.of(31 + recovery), compact]).toString('hex');
};

/**
 * Whether a key made this signature of this message; every other form of the same numbers is refused.
 *
 * `publicKey` is the compressed key, 33 bytes. That a signature recovers to some key proves nothing: it must be this one.
 * Errors: `SignatureRefused`.
 */
export const verifySignature =
  (publicKey: Uint8Array) =>
  (message: Uint8Array, text: string): TE.TaskEither<SignatureRefused, Signature> =>
  async () => {
    const curve = await loadCurve();
    if (E.isLeft(curve)) return refused(curve.left._tag);
    return verifyWith(curve.right, publicKey, message, text);
  };

/** The same, once the curve is loaded. */
export const verifyWith = (
  curve: Curve,
  publicKey: Uint8Array,
  message: Uint8Array,
  text: string,
): E.Either<SignatureRefused, Signature> => {
  const signature = readSignature(text);
  if (E.isLeft(signature)) return signature;
  const bytes = Buffer.from(signature.right, 'hex');
  const signer = E.tryCatch(
    () => curve.recover(messageHash(message), bytes.subarray(1), (bytes[0] ?? 0) - 31),
    () => undefined,
  );
  if (E.isRight(signer) && Buffer.compare(publicKey, signer.right) === 0) return signature;
  return refused(curve.isPublicKey(publicKey) ? 'AnotherKey' : 'NotAKey');
};

const refused = (
  why: SignatureRefused['why'] | CurveUnavailable['_tag'],
): E.Either<SignatureRefused, never> => E.left({ _tag: 'SignatureRefused', why });
