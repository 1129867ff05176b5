import * as t from 'io-ts';
import { SettlementBatch } from '../../codec/settlement-batch.js';

/** One answer to a list call. `limit` and `offset` only repeat the question and are not needed. */
export interface ListResult {
  readonly data: ReadonlyArray<SettlementBatch>;
  readonly pagination: { readonly has_more: boolean };
}

/** The codec of `ListResult`. Source: List page of Kraken's Prime REST reference, earlier edition, read November 2026. */
export const ListResult: t.Type<ListResult> = t.type(
  {
    data: t.readonlyArray(SettlementBatch, 'SettlementBatches'),
    pagination: t.type({ has_more: t.boolean }, 'Pagination'),
  },
  'ListResult',
);
