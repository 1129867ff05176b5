import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Intent } from '../plan/mandate.js';

/**
 * Signs bytes for one key, wherever the key lives: in this process, a KMS, an HSM or a remote signer.
 *
 * The signer is told what the bytes are for, so that it can check them against the intent with code of its own
 * (contract S5). The key never leaves it and appears in no error.
 */
export interface Signer {
  /** Signs these very bytes, or says why not. */
  readonly sign: (message: Uint8Array, purpose: SigningPurpose) => TE.TaskEither<SigningRefused, Uint8Array>;
}

/** Why a signature is asked for: a read that moves nothing, or an intent that was approved and journaled. */
export type SigningPurpose =
  | { readonly _tag: 'Reading' }
  | { readonly _tag: 'CarryingOut'; readonly intent: Intent };

/** The signer did not sign. Nothing was sent, so nothing moved. */
export interface SigningRefused {
  readonly _tag: 'SigningRefused';
  readonly detail: string;
}
