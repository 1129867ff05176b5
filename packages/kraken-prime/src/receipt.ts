import {
  type AssetId,
  type Instruction,
  Party,
  type Receipt,
  Settlement,
  type Transfer,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { Good } from './answer.js';
import type { KrakenPrimeTerms } from './config.js';
import type { CreateResult } from './endpoint/create/index.js';
import type { SettleResult } from './endpoint/settle/index.js';
import { transferStatus } from './shown-transfer.js';
import { toFlow } from './translate.js';

/**
 * What the venue said when it took the settling of a leg. What it names is held against what was asked for; a batch is not
 * among that, since no document has the venue name it.
 */
export const receiptOfSettle = (
  terms: KrakenPrimeTerms,
  asked: Instruction.SettleLeg,
  { result, warnings }: Good<SettleResult>,
): Receipt => {
  const { id, attributes, relationships } = result.transfer;
  const { transfer_status, transfer_amount, transfer_asset } = attributes;
  const transfer: Transfer.Transfer = {
    id,
    status: transferStatus(transfer_status),
    quantity: O.some(transfer_amount),
  };
  const flow = toFlow(terms)(relationships.leg.direction);
  const oddities = [
    ...(relationships.leg.asset === asked.leg ? [] : ['the venue names another leg than the one asked for']),
    ...(transfer_asset === asked.leg ? [] : ['the venue moves another asset than the one asked for']),
    ...(O.isSome(flow) && Party.same(flow.value.payer, asked.flow.payer)
      ? []
      : ['the venue does not name the payer of the leg that was approved']),
  ];
  const asset: O.Option<AssetId> = O.fromNullable(terms.units.byVenueName.get(transfer_asset)?.asset);
  return {
    settlement: asked.settlement,
    transfer: O.some(transfer),
    asset,
    quantity: O.some(transfer_amount),
    oddities,
    warnings,
  };
};

/** What the venue said when it took the creation of a settlement: the new one, held against what was asked for. */
export const receiptOfCreate = (
  asked: Instruction.CreateSettlement,
  { result, warnings }: Good<CreateResult>,
): Receipt => {
  const { id, attributes, trade_ids } = result.batch;
  const unlike =
    O.isSome(asked.trades) &&
    trade_ids !== undefined &&
    trade_ids !== null &&
    !Settlement.sameTrades(trade_ids, asked.trades.value);
  const oddities = [
    ...(attributes.asset_kind === asked.scope
      ? []
      : ['the new batch is of another kind than the one asked for']),
    ...(unlike ? ['the new batch consists of other trades than those that were approved'] : []),
  ];
  return { settlement: id, transfer: O.none, asset: O.none, quantity: O.none, oddities, warnings };
};
