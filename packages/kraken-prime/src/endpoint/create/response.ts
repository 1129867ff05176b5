import * as t from 'io-ts';
import { SettlementBatch } from '../../codec/settlement-batch.js';

/** What the venue answers to a creation. */
export interface CreateResult {
  readonly batch: SettlementBatch;
}

/** The codec of `CreateResult`. */
export const CreateResult: t.Type<CreateResult> = t.type({ batch: SettlementBatch }, 'CreateResult');
