import type { LegId, SettlementId } from '@legwork/core';

/** Where the call goes; part of what is signed. */
export const path = '/0/private/SettlePrimeSettlementBatchAsset';

/** The body, exactly as it is signed and sent. The venue chooses the amount: there is no field for it. */
export const body = (nonce: bigint, batch: SettlementId, asset: LegId): string =>
  `{"nonce":${nonce},"batch_id":${JSON.stringify(batch)},"asset":${JSON.stringify(asset)}}`;
