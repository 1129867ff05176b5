import { type LegId, type SettlementId, type TradeId, type TransferId, isIdText } from '@legwork/core';
import * as t from 'io-ts';

/** An id of the kind that the type names: all kinds are texts of one form, which the tests hold against core's parsers. */
const idText = <Id extends LegId | SettlementId | TradeId | TransferId>(name: string): t.Type<Id> => {
  const is = (input: unknown): input is Id => typeof input === 'string' && isIdText(input);
  return new t.Type(
    name,
    is,
    (input, context) => (is(input) ? t.success(input) : t.failure(input, context)),
    t.identity,
  );
};

/** A batch id that can be sent back to the venue. */
export const BatchId: t.Type<SettlementId> = idText('BatchId');
/** The venue's name for an asset, which is also what tells the legs of a batch apart. */
export const AssetName: t.Type<LegId> = idText('AssetName');
/** A trade id. */
export const TradeIdText: t.Type<TradeId> = idText('TradeId');
/** A transfer id. */
export const TransferIdText: t.Type<TransferId> = idText('TransferId');
