import { type ExactDecimal, format, formatPadded } from '../exact-decimal.js';
import {
  type Batch,
  type BatchStatus,
  type Leg,
  type LegStatus,
  isOpenForTransfer,
  remaining,
} from './batch.js';
import type { Switches } from './switches.js';
import type { AssetKind } from './trade.js';

/** A leg as the venue writes it (BatchLeg, docs.kraken.com, read November 2026). Units: times in ms. */
export interface WireLeg {
  readonly status: LegStatus;
  readonly asset: string;
  readonly amount: string;
  readonly direction: 'incoming' | 'outgoing';
  readonly can_settle: boolean;
  readonly settled_at?: number | null;
  readonly latest_spot_transfer?: Readonly<Record<string, string>> | null;
}

/** A batch as the venue writes it (SettlementBatch, read November 2026). Units: times in ms. */
export interface WireBatch {
  readonly id: string;
  readonly attributes: {
    readonly status: BatchStatus;
    readonly confirmed: boolean;
    readonly created_at: number;
    readonly updated_at?: number | null;
    readonly trade_count: number;
    readonly asset_kind: AssetKind;
  };
  readonly legs: ReadonlyArray<WireLeg>;
  readonly trade_ids?: ReadonlyArray<string>;
}

/** A transfer as the answer to a settle call writes it (read November 2026). */
export interface WireTransfer {
  readonly id: string;
  readonly attributes: {
    readonly transfer_status: 'pending' | 'completed' | 'failed';
    readonly transfer_amount: string;
    readonly transfer_asset: string;
  };
  readonly relationships: { readonly leg: WireLeg };
}

const PADDED_DECIMALS = 8;

/** The text of an amount, plain or padded. */
export const wireAmount = (amount: ExactDecimal, switches: Switches): string =>
  switches.amountForm === 'padded' ? formatPadded(amount, PADDED_DECIMALS) : format(amount);

/** Writes a leg. Only a leg that the client pays, in a confirmed batch, can be settled by the client. */
export const wireLeg = (batch: Batch, leg: Leg, switches: Switches): WireLeg => {
  const outgoing = (leg.payer === 'client') === (switches.direction === 'client-perspective');
  const partly = leg.moved.units !== 0n && leg.status !== 'settled';
  const amount = partly && switches.partialAmount === 'remaining' ? remaining(leg) : leg.amount;
  const transfer = spotTransfer(leg, switches);
  return {
    status: leg.status,
    asset: leg.asset,
    amount: wireAmount(amount, switches),
    direction: outgoing ? 'outgoing' : 'incoming',
    can_settle: leg.payer === 'client' && batch.confirmed && isOpenForTransfer(leg),
    ...(shows(leg.settledAtMs, switches) && { settled_at: leg.settledAtMs ?? null }),
    ...(shows(transfer, switches) && { latest_spot_transfer: transfer ?? null }),
  };
};

/** Writes a batch, with its trades where the method shows them. */
export const wireBatch = (batch: Batch, switches: Switches, withTrades: boolean): WireBatch => ({
  id: batch.id,
  attributes: {
    status: batch.status,
    confirmed: batch.confirmed,
    created_at: batch.createdAtMs,
    ...(shows(batch.updatedAtMs, switches) && { updated_at: batch.updatedAtMs ?? null }),
    trade_count: batch.tradeIds.length,
    asset_kind: batch.assetKind,
  },
  legs: batch.legs.map((leg) => wireLeg(batch, leg, switches)),
  ...(withTrades && { trade_ids: batch.tradeIds }),
});

const shows = (value: unknown, switches: Switches): boolean =>
  value !== undefined || switches.nullFields === 'null';

const spotTransfer = (leg: Leg, switches: Switches): Readonly<Record<string, string>> | undefined => {
  if (leg.transfer === undefined || switches.spotTransfer === 'null') return undefined;
  const { id, status, amount } = leg.transfer;
  if (switches.spotTransfer === 'opaque') return { ref: `spot-${id}` };
  return {
    id,
    transfer_status: status,
    transfer_amount: wireAmount(amount, switches),
    transfer_asset: leg.asset,
  };
};
