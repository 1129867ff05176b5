import * as t from 'io-ts';

/** Whether it is a count or an instant that a JS number holds exactly. */
export const isWholeNumber = (input: unknown): input is number =>
  Number.isSafeInteger(input) && Number(input) >= 0;

/** A count or an instant: the documents say `int64`, and one that a JS number would round is refused. */
export const WholeNumber: t.Type<number> = new t.Type(
  'WholeNumber',
  isWholeNumber,
  (input, context) => (isWholeNumber(input) ? t.success(input) : t.failure(input, context)),
  t.identity,
);
