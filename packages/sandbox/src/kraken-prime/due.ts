import type * as ExactDecimal from '../exact-decimal.js';
import type { Batch, Payer } from './batch.js';
import type { SecondActorAct } from './second-actor.js';
import type { TransferOutcome } from './transfer-outcome.js';
import type { Cause } from './truth.js';

/** A transfer that was agreed to and may not have started. Its amount was fixed when it was agreed to. */
export interface TransferOrder {
  readonly transferId: string;
  readonly batchId: string;
  readonly asset: string;
  readonly amount: ExactDecimal.ExactDecimal;
  readonly payer: Payer;
  readonly cause: Cause;
  readonly outcome: TransferOutcome;
}

/** A batch that was agreed to and may not be visible yet. */
export interface BatchOrder {
  readonly batch: Batch;
  readonly cause: Cause;
}

/** Everything that can come due by the passing of time. */
export type Due =
  | { readonly _tag: 'ApplyCreate'; readonly order: BatchOrder }
  | { readonly _tag: 'ApplySettle'; readonly order: TransferOrder }
  | { readonly _tag: 'Confirm'; readonly batchId: string }
  | { readonly _tag: 'SetConfirmed'; readonly batchId: string; readonly confirmed: boolean }
  | { readonly _tag: 'FinishTransfer'; readonly order: TransferOrder }
  | { readonly _tag: 'VenuePays'; readonly batchId: string; readonly asset: string }
  | { readonly _tag: 'Complete'; readonly batchId: string }
  | { readonly _tag: 'SecondActor'; readonly act: SecondActorAct };
