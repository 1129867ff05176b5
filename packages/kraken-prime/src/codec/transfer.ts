import { JsonObject, type LegId, type Quantity, type TransferId } from '@legwork/core';
import * as t from 'io-ts';
import { Amount } from './amount.js';
import { BatchLeg } from './batch-leg.js';
import { AssetName, TransferIdText } from './id-text.js';

/**
 * The transfer that a settle call began. Source: the Settle page of Kraken's Prime REST reference, read November 2026.
 * An accepted call can carry a transfer that has already failed; an unknown `transfer_status` is kept.
 */
export interface SpotTransfer {
  readonly id: TransferId;
  readonly attributes: {
    readonly transfer_status: string;
    readonly transfer_amount: Quantity.Quantity;
    readonly transfer_asset: LegId;
  };
  readonly relationships: { readonly leg: BatchLeg };
}

/** A transfer as the settle call answers it. One a call, so it is plain. */
export const SpotTransfer: t.Type<SpotTransfer> = t.intersection(
  [
    JsonObject,
    t.type(
      {
        id: TransferIdText,
        attributes: t.intersection(
          [
            JsonObject,
            t.type(
              { transfer_status: t.string, transfer_amount: Amount, transfer_asset: AssetName },
              'TransferAttributesRequired',
            ),
          ],
          'TransferAttributes',
        ),
        relationships: t.intersection(
          [JsonObject, t.type({ leg: BatchLeg }, 'TransferLegRequired')],
          'TransferRelationships',
        ),
      },
      'SpotTransferRequired',
    ),
  ],
  'SpotTransfer',
);
