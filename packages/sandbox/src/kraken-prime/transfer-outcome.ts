import { type Checked, bad, good } from '../checked.js';
import * as ExactDecimal from '../exact-decimal.js';
import { type Reader, isEntries, matching, mapped, oneOf, record, whole } from '../reader.js';

/** How a transfer is scripted to end. `stuck` does not end until it is released. */
export type TransferOutcome =
  | { readonly _tag: 'Completed' }
  | { readonly _tag: 'Failed' }
  | { readonly _tag: 'Stuck' }
  | { readonly _tag: 'PartialPercent'; readonly percent: number }
  | { readonly _tag: 'PartialAmount'; readonly amount: string };

const plain: Reader<TransferOutcome> = mapped(
  oneOf(['completed', 'failed', 'stuck']),
  (word): TransferOutcome => {
    switch (word) {
      case 'completed':
        return { _tag: 'Completed' };
      case 'failed':
        return { _tag: 'Failed' };
      case 'stuck':
        return { _tag: 'Stuck' };
    }
  },
);

const percent: Reader<TransferOutcome> = mapped(record({ percent: whole(1, 99) }, {}), (given) => ({
  _tag: 'PartialPercent',
  percent: given.percent,
}));

const amount: Reader<TransferOutcome> = mapped(
  record({ amount: matching(/^(0|[1-9]\d{0,30})(\.\d{1,8})?$/, 'a plain decimal') }, {}),
  (given) => ({ _tag: 'PartialAmount', amount: given.amount }),
);

/** Reads a part: `{"percent": 1..99}` or `{"amount": "0.5"}`. */
export const readPart: Reader<TransferOutcome> = (value, at) =>
  isEntries(value) && Object.hasOwn(value, 'amount') ? amount(value, at) : percent(value, at);

/** Reads `"completed"`, `"failed"`, `"stuck"` or a part. */
export const read: Reader<TransferOutcome> = (value, at) =>
  typeof value === 'string' ? plain(value, at) : readPart(value, at);

/** How a transfer ended and what it moved. */
export interface Ending {
  readonly outcome: 'completed' | 'failed' | 'partial';
  readonly moved: ExactDecimal.ExactDecimal;
}

/** The end of a transfer of `asked`. A partial amount that is not below it completes the transfer. */
export const ending = (outcome: TransferOutcome, asked: ExactDecimal.ExactDecimal): Ending => {
  switch (outcome._tag) {
    case 'Completed':
    case 'Stuck':
      return { outcome: 'completed', moved: asked };
    case 'Failed':
      return { outcome: 'failed', moved: ExactDecimal.zero };
    case 'PartialPercent':
      return { outcome: 'partial', moved: ExactDecimal.percentOf(asked, outcome.percent) };
    case 'PartialAmount': {
      const part = checkedPart(outcome.amount, asked);
      return part.ok ? { outcome: 'partial', moved: part.value } : { outcome: 'completed', moved: asked };
    }
  }
};

const checkedPart = (text: string, asked: ExactDecimal.ExactDecimal): Checked<ExactDecimal.ExactDecimal> => {
  const part = ExactDecimal.parse(text);
  if (!part.ok) return part;
  const isPart = part.value.units > 0n && ExactDecimal.sign(ExactDecimal.subtract(asked, part.value)) > 0;
  return isPart ? good(part.value) : bad('it is not a part');
};
