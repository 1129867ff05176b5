import * as t from 'io-ts';
import { SettlementBatch } from '../../codec/settlement-batch.js';

/** What the venue answers to a question about one batch. */
export interface GetResult {
  readonly batch: SettlementBatch;
}

/** The codec of `GetResult`. */
export const GetResult: t.Type<GetResult> = t.type({ batch: SettlementBatch }, 'GetResult');
