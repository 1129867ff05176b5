import {
  type InvalidId,
  type LegId,
  type SettlementId,
  type TradeId,
  type TransferId,
  legId,
  settlementId,
  tradeId,
  transferId,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

const idText = <Id extends string>(
  name: string,
  read: (text: string) => E.Either<InvalidId, Id>,
): t.Type<Id> => {
  const is = (input: unknown): input is Id => typeof input === 'string' && E.isRight(read(input));
  return new t.Type(
    name,
    is,
    (input, context) => (is(input) ? t.success(input) : t.failure(input, context)),
    t.identity,
  );
};

/** A batch id that can be sent back to the venue. */
export const BatchId: t.Type<SettlementId> = idText('BatchId', settlementId);
/** The venue's name for an asset, which is also what tells the legs of a batch apart. */
export const AssetName: t.Type<LegId> = idText('AssetName', legId);
/** A trade id. */
export const TradeIdText: t.Type<TradeId> = idText('TradeId', tradeId);
/** A transfer id. */
export const TransferIdText: t.Type<TransferId> = idText('TransferId', transferId);
