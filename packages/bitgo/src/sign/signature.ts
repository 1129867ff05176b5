import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Brand, checked } from '../brand.js';
import { type Curve, type CurveUnavailable, curveAtHand, loadCurve } from './curve.js';
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

const bytesCount = 65;
/** The order of the curve, and half of it, as 32 bytes: bytes of one length compare as the numbers they stand for. */
const order = Buffer.from('fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141', 'hex');
const halfOrder = Buffer.from('7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0', 'hex');
const nothing = Buffer.alloc(32);

/** Reads a signature from text. Errors: `SignatureRefused`, for any form but the one that we produce. */
export const readSignature = (text: string): E.Either<SignatureRefused, Signature> => {
  const bytes = bytesOf(text);
  const wrong = bytes === undefined ? 'NotHex' : wrongForm(bytes);
  return wrong === undefined ? E.right(checked<'BitgoSignature'>(text)) : refused(wrong);
};

/** The signature of a signer's 65 bytes: what `Signer.sign` of this package answers. Errors: `SignatureRefused`. */
export const signatureOf = (bytes: Uint8Array): E.Either<SignatureRefused, Signature> => {
  const wrong = wrongForm(bytes);
  if (wrong !== undefined) return refused(wrong);
  return E.right(checked<'BitgoSignature'>(Buffer.from(bytes).toString('hex')));
};

/** The bytes of 130 lower-case hexadecimal digits, whatever they say; `undefined` for any other text. */
export const bytesOf = (text: string): Uint8Array | undefined =>
  /^[0-9a-f]{130}$/.test(text) ? Buffer.from(text, 'hex') : undefined;

/** Why bytes are not in the only form of a signature; `undefined` when they are. */
const wrongForm = (bytes: Uint8Array): SignatureRefused['why'] | undefined => {
  if (bytes.length !== bytesCount) return 'NotHex';
  const header = bytes[0] ?? 0;
  if (header < 31 || header > 34) return 'WrongHeader';
  if (!isScalar(bytes, 1) || !isScalar(bytes, 33)) return 'OutOfRange';
  return compare(bytes, 33, halfOrder) > 0 ? 'HighS' : undefined;
};

const isScalar = (bytes: Uint8Array, start: number): boolean =>
  compare(bytes, start, nothing) > 0 && compare(bytes, start, order) < 0;

/** Compares the number that begins in bytes there with another: the first byte that differs decides, mostly the first of all. */
const compare = (bytes: Uint8Array, start: number, other: Uint8Array): number => {
  for (let at = 0; at < other.length; at += 1) {
    const difference = (bytes[start + at] ?? 0) - (other[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** Makes the 65 bytes of a signature with a private key of 32 bytes. It looks at nothing: who calls it has to. */
export const makeSignature = (curve: Curve, message: Uint8Array, key: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(bytesCount);
  bytes[0] = 31 + curve.sign(messageHash(message), key, bytes.subarray(1));
  return bytes;
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
    const curve = curveAtHand() ?? (await loadCurve());
    if (E.isLeft(curve)) return refused(curve.left._tag);
    const bytes = bytesOf(text);
    const wrong = bytes === undefined ? 'NotHex' : wrongSignature(curve.right, publicKey, message, bytes);
    return wrong === undefined ? E.right(checked<'BitgoSignature'>(text)) : refused(wrong);
  };

/**
 * Why bytes are not the signature of this message by this key; `undefined` when they are.
 *
 * The key is recovered, as the venue does it, and not only verified with: that would say nothing of the first byte.
 */
export const wrongSignature = (
  curve: Curve,
  publicKey: Uint8Array,
  message: Uint8Array,
  bytes: Uint8Array,
): SignatureRefused['why'] | undefined => {
  const wrong = wrongForm(bytes);
  if (wrong !== undefined) return wrong;
  if (curve.isBy(publicKey, messageHash(message), bytes.subarray(1), (bytes[0] ?? 0) - 31)) return undefined;
  return curve.isPublicKey(publicKey) ? 'AnotherKey' : 'NotAKey';
};

const refused = (
  why: SignatureRefused['why'] | CurveUnavailable['_tag'],
): E.Either<SignatureRefused, never> => E.left({ _tag: 'SignatureRefused', why });
