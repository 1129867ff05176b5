import * as ExactDecimal from '../exact-decimal.js';
import type { Switches } from './switches.js';
import type { AssetKind } from './trade.js';

/** The life of a batch (SettlementBatch schema, read November 2026). */
export const BATCH_STATUSES = ['unsettled', 'partially_settled', 'settled', 'completed'] as const;

/** A status of a batch. */
export type BatchStatus = (typeof BATCH_STATUSES)[number];

/** A status of a leg (BatchLeg schema, read November 2026). */
export type LegStatus = 'unsettled' | 'partially_settled' | 'in_progress' | 'settled';

/** Who pays. The truth uses these words and never `direction`, which the venue's own pages contradict. */
export type Payer = 'client' | 'venue';

/** The latest transfer of a leg, as the leg shows it. */
interface LegTransfer {
  readonly id: string;
  readonly status: 'pending' | 'completed' | 'failed';
  readonly amount: ExactDecimal.ExactDecimal;
}

/** One asset's net position in a batch. `amount` never changes; `moved` is what transfers have brought. */
export interface Leg {
  readonly asset: string;
  readonly amount: ExactDecimal.ExactDecimal;
  readonly payer: Payer;
  readonly status: LegStatus;
  readonly moved: ExactDecimal.ExactDecimal;
  /** How many transfers are on their way. More than one is a double in the making. */
  readonly open: number;
  readonly settledAtMs: number | undefined;
  readonly transfer: LegTransfer | undefined;
}

/** A snapshot of trades and what has come of it. Each change makes a new value, so that old ones stay readable. */
export interface Batch {
  readonly id: string;
  readonly assetKind: AssetKind;
  readonly status: BatchStatus;
  readonly confirmed: boolean;
  readonly createdAtMs: number;
  readonly updatedAtMs: number | undefined;
  readonly tradeIds: ReadonlyArray<string>;
  readonly legs: ReadonlyArray<Leg>;
}

/** What a transfer for this leg would have to move. */
export const remaining = (leg: Leg): ExactDecimal.ExactDecimal =>
  ExactDecimal.subtract(leg.amount, leg.moved);

/** Could a transfer start on this leg, whoever pays it? */
export const isOpenForTransfer = (leg: Leg): boolean =>
  leg.status === 'unsettled' || leg.status === 'partially_settled';

/** Does this batch keep another of its kind from being created? */
export const isActive = (batch: Batch, activeUntil: Switches['activeUntil']): boolean =>
  batch.status !== 'completed' && !(activeUntil === 'settled' && batch.status === 'settled');

/** The status that the legs give the batch. What was settled once stays so. */
export const rollUp = (batch: Batch, switches: Switches): BatchStatus => {
  if (batch.status === 'settled' || batch.status === 'completed') return batch.status;
  if (batch.confirmed && batch.legs.every((leg) => leg.status === 'settled')) return 'settled';
  const some = batch.legs.some(
    (leg) =>
      (leg.status === 'settled' && leg.amount.units !== 0n) ||
      (switches.partialLegCounts && leg.status === 'partially_settled'),
  );
  return some ? 'partially_settled' : 'unsettled';
};

/** The batch with one leg replaced. */
export const withLeg = (batch: Batch, leg: Leg): Batch => ({
  ...batch,
  legs: batch.legs.map((held) => (held.asset === leg.asset ? leg : held)),
});
