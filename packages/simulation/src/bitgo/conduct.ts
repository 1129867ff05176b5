import type { AccountId } from '@legwork/core';
import type { BitgoTerms, ExpectedPayload, PayloadRefused, Place, VerifiedPayload } from '@legwork/bitgo';
import type { BitgoMachine, LieName } from '@legwork/sandbox';
import type * as E from 'fp-ts/lib/Either.js';
import type { Parties } from './trade.js';

/** How we act at the simulated venue, and how it treats us. */
export interface Conduct {
  readonly machine: BitgoMachine.Machine;
  readonly terms: BitgoTerms;
  readonly parties: Parties;
  readonly affirmWith: 'given' | 'fresh';
  /** The most that may be charged to us. Units: the smallest of what we pay. */
  readonly feeMax: bigint;
  readonly lie?: LieName | 'random';
  readonly clerk: Clerk;
}

/** Decides what of a text that the venue wrote is signed: the library's verifier, or a planted wrong one. */
export type Clerk = (
  text: string,
  expected: ExpectedPayload,
  seen: (nonce: string) => boolean,
) => E.Either<PayloadRefused, VerifiedPayload>;

/** Whose calls ours are. */
export const placeOf = ({ parties, terms }: Conduct): Place & { readonly account: AccountId } => ({
  enterprise: parties.enterprise,
  account: terms.account,
});
