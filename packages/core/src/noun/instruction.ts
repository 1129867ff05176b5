import type * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { AssetId, LegId, SettlementId, TradeId } from './id.js';
import type { Flow } from './leg.js';

/** What we ask a venue to do. */
export type Instruction = CreateSettlement | SettleLeg;

/** Have the venue open a settlement. Nothing moves by it alone. */
export interface CreateSettlement {
  readonly _tag: 'CreateSettlement';
  /** The venue's own class of settlement (Kraken Prime: `asset_kind`). */
  readonly scope: string;
  /** The trades it must consist of; `none`: the caller does not know, so an unknown outcome goes to a person. */
  readonly trades: O.Option<ReadonlyArray<TradeId>>;
}

/** Have one leg of a settlement settled. Money moves. */
export interface SettleLeg {
  readonly _tag: 'SettleLeg';
  readonly settlement: SettlementId;
  readonly leg: LegId;
  readonly asset: AssetId;
  /** What was approved. Units: whole units of the asset. */
  readonly quantity: Quantity;
  readonly flow: Flow;
}

/** The instruction in a few words, for people. */
export const describe = (instruction: Instruction): string => {
  switch (instruction._tag) {
    case 'CreateSettlement':
      return `create a settlement (${instruction.scope})`;
    case 'SettleLeg':
      return `settle ${instruction.quantity} ${instruction.asset} of ${instruction.settlement}`;
  }
};
