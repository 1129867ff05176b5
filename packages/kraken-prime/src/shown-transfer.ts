import { isJsonObject, Quantity, type Transfer, transferId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { BatchLeg } from './codec/batch-leg.js';

/** A transfer that a leg shows, and the venue's name of the asset that it moves. */
export interface ShownTransfer {
  readonly transfer: Transfer.Transfer;
  readonly venueAsset: string;
}

/**
 * The latest transfer of a leg; earlier ones are shown by earlier readings only.
 *
 * That `latest_spot_transfer` is the most recent one is published; its shape is not. Assumed: it has the fields of the transfer
 * that a settle call answers (Settle page, read November 2026), under `attributes` as there or without. `none`: there is no
 * transfer, or it has another shape; then it is compared as a whole and never read.
 */
export const shownTransfer = ({ latest_spot_transfer: shown }: BatchLeg): O.Option<ShownTransfer> => {
  if (shown === undefined || shown === null) return O.none;
  const fields = isJsonObject(shown['attributes']) ? shown['attributes'] : shown;
  const { transfer_status: status, transfer_amount: amount, transfer_asset: venueAsset } = fields;
  const id = typeof shown['id'] === 'string' ? transferId(shown['id']) : E.left(undefined);
  const quantity = typeof amount === 'string' ? Quantity.read(amount) : undefined;
  if (typeof status !== 'string' || typeof venueAsset !== 'string' || E.isLeft(id) || quantity === undefined)
    return O.none;
  const transfer = { id: id.right, status: transferStatus(status), quantity: O.some(quantity) };
  return O.some({ transfer, venueAsset });
};

/** How far a transfer is (Settle page, read November 2026). */
export const transferStatus = (status: string): Transfer.TransferStatus => {
  switch (status) {
    case 'pending':
      return 'Pending';
    case 'completed':
      return 'Completed';
    case 'failed':
      return 'Failed';
    default:
      return 'Unrecognised';
  }
};
