import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { PayloadNonce } from './payload/payload.js';

/**
 * Which payload nonces were ever about to be signed, and for what (contract S4).
 *
 * What is kept only in memory forgets with its process; the journal keeps every payload that was sent, and whoever wants the
 * check to outlive a restart fills a book from it.
 */
export interface SeenNonces {
  /** What the nonce was taken for; `none` when it is new. */
  readonly takenFor: (nonce: PayloadNonce) => O.Option<string>;
  /** Takes nonces for one use, durably if the book is durable. Errors: `NoncesNotTaken`; nothing may be signed. */
  readonly take: (nonces: ReadonlyArray<PayloadNonce>, use: string) => TE.TaskEither<NoncesNotTaken, void>;
}

/** The nonces could not be noted. Nothing was signed, so nothing moved. */
export interface NoncesNotTaken {
  readonly _tag: 'NoncesNotTaken';
  readonly detail: string;
}

const noncesMax = 1_000_000;

/** A book in memory, of at most a million nonces; then it takes no more, and nothing is signed. */
export const memoryNonces = (): SeenNonces => {
  const uses = new Map<PayloadNonce, string>();
  return {
    takenFor: (nonce) => O.fromNullable(uses.get(nonce)),
    take: (nonces, use) => async () => {
      if (uses.size + nonces.length > noncesMax)
        return E.left({ _tag: 'NoncesNotTaken', detail: 'the book of nonces is full' });
      for (const nonce of nonces) uses.set(nonce, use);
      return E.right(undefined);
    },
  };
};
