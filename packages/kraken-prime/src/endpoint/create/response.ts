import type * as t from 'io-ts';
import { type BatchResult, batchResult } from '../../codec/batch-result.js';

/** What the venue answers to a creation. */
export type CreateResult = BatchResult;

/** The codec of `CreateResult`. */
export const CreateResult: t.Type<CreateResult> = batchResult('CreateResult');
