import type * as O from 'fp-ts/lib/Option.js';
import type { SettlementId } from './id.js';
import type { Transfer } from './transfer.js';
import type { Quantity } from '../amount/quantity.js';
import type { AssetId } from './id.js';

/** What a venue answered when it took an instruction. */
export interface Receipt {
  /** The settlement it is about; for a creation, the new one. */
  readonly settlement: SettlementId;
  /** The transfer it began, if it tells. */
  readonly transfer: O.Option<Transfer>;
  /** The asset the venue says it moves; `none` if it does not say or the name is not in the registry. */
  readonly asset: O.Option<AssetId>;
  /** The quantity the venue says it moves; `none` if it does not say. */
  readonly quantity: O.Option<Quantity>;
  /** What in the answer is not what was asked for, in sentences. Any halts the account. */
  readonly oddities: ReadonlyArray<string>;
  /** Warnings that came with it, in the venue's words. */
  readonly warnings: ReadonlyArray<string>;
}

/**
 * What is known of an attempt (contract, classification).
 *
 * `NotSent`: no byte of it left. `Rejected`: the venue surely did not do it. `Accepted`: the venue took it, which is
 * not yet done. `Unknown`: it may have happened; only reads are allowed until that is resolved.
 */
export type Outcome =
  | { readonly _tag: 'NotSent'; readonly why: string }
  | { readonly _tag: 'Rejected'; readonly why: string; readonly again: 'Allowed' | 'Pointless' }
  | { readonly _tag: 'Accepted'; readonly receipt: Receipt }
  | { readonly _tag: 'Unknown'; readonly why: string };
