import type * as t from 'io-ts';
import { type BatchResult, batchResult } from '../../codec/batch-result.js';

/** What the venue answers to a question about one batch. */
export type GetResult = BatchResult;

/** The codec of `GetResult`. */
export const GetResult: t.Type<GetResult> = batchResult('GetResult');
