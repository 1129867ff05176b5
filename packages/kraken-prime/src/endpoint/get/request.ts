import type { SettlementId } from '@legwork/core';

/** Where the call goes; part of what is signed. */
export const path = '/0/private/GetPrimeSettlementBatch';

/** The body, exactly as it is signed and sent. */
export const body = (nonce: bigint, batch: SettlementId): string =>
  `{"nonce":${nonce},"batch_id":${JSON.stringify(batch)}}`;
