import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** The calculations on secp256k1 that are needed, as the native library does them: 32-byte scalars, compressed points. */
export interface Curve {
  readonly isPrivateKey: (key: Uint8Array) => boolean;
  readonly isPublicKey: (key: Uint8Array) => boolean;
  readonly publicKey: (key: Uint8Array) => Uint8Array;
  /** Deterministic (RFC 6979) and low-S: writes r and s, 64 bytes, and answers the recovery id. */
  readonly sign: (hash: Uint8Array, key: Uint8Array, compact: Uint8Array) => number;
  /** Whether the key that made the signature is this compressed one; `false` where no key could have made it. */
  readonly isBy: (publicKey: Uint8Array, hash: Uint8Array, compact: Uint8Array, recovery: number) => boolean;
}

/** The library of the curve could not be loaded, so nothing can be signed or verified. Nothing was sent. */
export interface CurveUnavailable {
  readonly _tag: 'CurveUnavailable';
}

/**
 * Loads `secp256k1` when it is first needed, and remembers it: to ask for a loaded module again takes longer than to use it.
 *
 * On platforms without a prebuilt binary the package falls back to JavaScript, which is slower and not constant-time; a
 * faulty result of it is caught, since every signature is verified before it leaves a signer.
 */
export const loadCurve: TE.TaskEither<CurveUnavailable, Curve> = async () => {
  if (loaded !== undefined) return loaded;
  const curve = await load();
  if (E.isRight(curve)) loaded = curve;
  return curve;
};

/** The curve if it is loaded, at once: to wait for what is there is a hundredth of what a verification takes. */
export const curveAtHand = (): E.Either<never, Curve> | undefined => loaded;

/** Where a recovered key is written, and no key before that: to make room for each takes longer. */
const room = Buffer.alloc(33);

let loaded: E.Either<never, Curve> | undefined;

const load: TE.TaskEither<CurveUnavailable, Curve> = TE.tryCatch(
  async (): Promise<Curve> => {
    const { default: native } = await import('secp256k1');
    return {
      isPrivateKey: (key) => key.length === 32 && native.privateKeyVerify(key),
      isPublicKey: (key) => key.length === 33 && native.publicKeyVerify(key),
      publicKey: (key) => native.publicKeyCreate(key, true),
      sign: (hash, key, compact) => native.ecdsaSign(hash, key, undefined, compact).recid,
      isBy: (publicKey, hash, compact, recovery) => {
        const made = E.tryCatch(
          () => native.ecdsaRecover(compact, recovery, hash, true, room.fill(0)),
          () => undefined,
        );
        return E.isRight(made) && Buffer.compare(publicKey, made.right) === 0;
      },
    };
  },
  () => ({ _tag: 'CurveUnavailable' }),
);
