import * as t from 'io-ts';
import { type Reading, readingOf } from '../../codec/decode-failure.js';
import type { FeesShown } from '../../codec/shown.js';
import { WholeAmount } from '../../codec/v1/whole-amount.js';

const FeesResult = t.type({ feeRate: t.string, feeAmount: WholeAmount, feeCurrency: t.string }, 'FeesResult');

/** Reads what would be charged. The rate stays a text: no document tells its unit (notes §12). */
export const read: Reading<FeesShown> = readingOf(FeesResult, ({ feeRate, feeAmount, feeCurrency }) => ({
  rate: feeRate,
  fee: { currency: feeCurrency, amount: BigInt(feeAmount) },
}));
