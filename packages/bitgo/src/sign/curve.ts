import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/** The calculations on secp256k1 that are needed, as the native library does them: 32-byte scalars, compressed points. */
export interface Curve {
  readonly isPrivateKey: (key: Uint8Array) => boolean;
  readonly isPublicKey: (key: Uint8Array) => boolean;
  readonly publicKey: (key: Uint8Array) => Uint8Array;
  /** Deterministic (RFC 6979) and low-S; `compact` is r and s, 64 bytes. */
  readonly sign: (
    hash: Uint8Array,
    key: Uint8Array,
  ) => { readonly compact: Uint8Array; readonly recovery: number };
  /** The key that made the signature, compressed. Throws where no key could have made it. */
  readonly recover: (hash: Uint8Array, compact: Uint8Array, recovery: number) => Uint8Array;
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

let loaded: E.Either<never, Curve> | undefined;

const load: TE.TaskEither<CurveUnavailable, Curve> = TE.tryCatch(
  async (): Promise<Curve> => {
    const { default: native } = await import('secp256k1');
    return {
      isPrivateKey: (key) => key.length === 32 && native.privateKeyVerify(key),
      isPublicKey: (key) => key.length === 33 && native.publicKeyVerify(key),
      publicKey: (key) => native.publicKeyCreate(key, true),
      sign: (hash, key) => {
        const { signature, recid } = native.ecdsaSign(hash, key);
        return { compact: signature, recovery: recid };
      },
      recover: (hash, compact, recovery) => native.ecdsaRecover(compact, recovery, hash, true),
    };
  },
  () => ({ _tag: 'CurveUnavailable' }),
);
