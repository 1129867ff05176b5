import * as t from 'io-ts';
import { SpotTransfer } from '../../codec/transfer.js';

/** What the venue answers to the settling of a leg. It has begun a transfer, which may even have failed already. */
export interface SettleResult {
  readonly transfer: SpotTransfer;
}

/** The codec of `SettleResult`. */
export const SettleResult: t.Type<SettleResult> = t.type({ transfer: SpotTransfer }, 'SettleResult');
