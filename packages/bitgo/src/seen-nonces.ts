import type { NameRegister } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { PayloadNonce } from './payload/payload.js';

/**
 * Which payload nonces were ever about to be signed, and for what (contract S4).
 *
 * What is kept only in memory forgets with its process, and knows nothing of other processes: `journalNonces` does not.
 */
export interface SeenNonces {
  /** What the nonce was taken for; `none` when it is new, as far as this process knows. What decides is `take`. */
  readonly takenFor: (nonce: PayloadNonce) => O.Option<string>;
  /**
   * Takes nonces for one use, durably if the book is durable; taking them again for the same use does nothing.
   * Errors: `NoncesNotTaken`; nothing may be signed.
   */
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

/** So many nonces are remembered beside the journal, which knows them all. */
const rememberedMax = 10_000;

/**
 * A book in a journal: a nonce that any process ever took stays taken, after a restart included. For every process that
 * signs for the same account, over the same journal and with the same scope.
 */
export const journalNonces = (register: NameRegister, scope: string = 'bitgo payload nonces'): SeenNonces => {
  const uses = new Map<string, string>();
  const remember = (nonce: string, use: string): void => {
    uses.set(nonce, use);
    const [oldest] = uses.size > rememberedMax ? uses.keys() : [];
    if (oldest !== undefined) uses.delete(oldest);
  };
  return {
    takenFor: (nonce) => O.fromNullable(uses.get(nonce)),
    take: (nonces, use) => async () => {
      const claimed = await register.claim(scope, nonces, use)();
      if (E.isLeft(claimed))
        return E.left({ _tag: 'NoncesNotTaken', detail: 'the journal could not note the nonces' });
      if (O.isSome(claimed.right)) {
        const { name, use: other } = claimed.right.value;
        remember(name, other);
        return E.left({ _tag: 'NoncesNotTaken', detail: 'a nonce was taken before for another use' });
      }
      for (const nonce of nonces) remember(nonce, use);
      return E.right(undefined);
    },
  };
};
