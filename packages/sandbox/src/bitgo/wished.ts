import type { LieName } from './lies.js';
import type { Payload } from './payload.js';
import type { Cause } from './truth.js';

/** A signed payload that the venue takes. */
export interface SignedPayload {
  readonly text: string;
  readonly signature: string;
  readonly payload: Payload;
  /** The two that it uses up; those of the honest payload where the venue lied. */
  readonly nonces: ReadonlyArray<string>;
  /** The lie that the venue told in it. It is believed: nothing of it is held against anything. */
  readonly lie: LieName | undefined;
}

/** A change of an affirmation that was checked and may not have taken effect yet. */
export interface Update {
  readonly affirmationId: string;
  readonly settlementId: string;
  readonly accountId: string;
  readonly deed: Deed;
  readonly cause: Cause;
  readonly settleFails: boolean;
}

/** What is to be done. `Nothing` is the repetition of what is done already. */
export type Deed =
  | { readonly _tag: 'Affirm'; readonly signed: SignedPayload }
  | { readonly _tag: 'Reject' }
  | { readonly _tag: 'Cancel' }
  | { readonly _tag: 'Nothing' };
