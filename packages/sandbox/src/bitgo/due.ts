import type { Settlement } from './settlement.js';
import type { Update } from './wished.js';

/** A settlement that was agreed to and may not be visible yet, and the nonces that it uses. */
export interface Draft {
  readonly settlement: Settlement;
  readonly nonces: ReadonlyArray<string>;
}

/** Everything that can come due by the passing of time. */
export type Due =
  | { readonly _tag: 'ApplyCreate'; readonly draft: Draft }
  | { readonly _tag: 'ApplyUpdate'; readonly update: Update }
  | { readonly _tag: 'Settle'; readonly settlementId: string; readonly fails: boolean }
  | { readonly _tag: 'Expire'; readonly settlementId: string }
  | { readonly _tag: 'CounterpartyActs'; readonly affirmationId: string };
