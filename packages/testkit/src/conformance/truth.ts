import type { AssetId, Party, Quantity, SettlementId } from '@legwork/core';

/** What really happened at a venue, from its own books. Nothing in it comes from the adapter. */
export interface Truth {
  /** Every movement of assets, also one that nobody was told of. */
  readonly moves: ReadonlyArray<TrueMove>;
  /** The settlements that exist because we asked for them. */
  readonly opened: ReadonlyArray<SettlementId>;
  /** How many of our instructions reached the venue, whatever it made of them. Reads do not count. */
  readonly received: number;
}

/** One movement of assets. */
export interface TrueMove {
  readonly settlement: SettlementId;
  readonly payer: Party.Role;
  readonly asset: AssetId;
  /** What was moved, charges left out. Units: whole units of the asset. */
  readonly quantity: Quantity.Quantity;
}
