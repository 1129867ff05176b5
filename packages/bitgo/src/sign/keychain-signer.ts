import type { Signer } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { KeychainRefused } from './keychain-envelope.js';
import { type KeyRefused, type SignerTerms, localSigner } from './local-signer.js';
import { openKeychain } from './open-keychain.js';

/** A keychain as the venue gives it, and what opens it. */
export interface Keychain {
  /** `encryptedPrv`: the envelope, verbatim. */
  readonly envelope: string;
  /** Used once, and not kept. */
  readonly passphrase: string;
}

/**
 * A signer whose key is in one of the venue's keychains: it is opened once, and then as fast as a key of this process.
 *
 * Errors: `KeychainRefused`, the envelope or the passphrase; `KeyRefused`, what is in it is not the key of the account.
 */
export const keychainSigner =
  (
    { envelope, passphrase }: Keychain,
    terms: SignerTerms,
  ): TE.TaskEither<KeychainRefused | KeyRefused, Signer> =>
  async () => {
    const xprv = await openKeychain(envelope, passphrase)();
    return E.isLeft(xprv) ? xprv : localSigner(xprv.right, terms)();
  };
