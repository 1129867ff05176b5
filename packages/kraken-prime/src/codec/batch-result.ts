import { FAIL, type Fail, fastType, isAnyObject, isOrdinary } from '@legwork/core';
import * as t from 'io-ts';
import { SettlementBatch, readSettlementBatch } from './settlement-batch.js';

/** What a call that is about one batch answers. */
export interface BatchResult {
  readonly batch: SettlementBatch;
}

/** The codec of an answer that is about one batch, under the name that the call gives it. */
export const batchResult = (name: string): t.Type<BatchResult> => {
  const plain: t.Type<BatchResult> = t.type({ batch: SettlementBatch }, name);
  return fastType(name, readBatchResult, plain);
};

const hasBatch = (
  input: Readonly<Record<string, unknown>>,
  batch: SettlementBatch,
): input is { readonly batch: SettlementBatch } => input['batch'] === batch;

/** What is no ordinary object of a text is left to the plain codec. */
const readBatchResult = (input: unknown, printable: boolean): BatchResult | Fail => {
  if (!isAnyObject(input)) return FAIL;
  const { __proto__: proto, constructor: maker, prototype } = input;
  if (!isOrdinary(proto, maker, prototype)) return FAIL;
  const batch = readSettlementBatch(input['batch'], printable);
  if (batch === FAIL) return FAIL;
  return hasBatch(input, batch) ? input : { ...input, batch };
};
