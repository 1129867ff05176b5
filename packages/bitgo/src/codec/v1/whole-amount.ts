import * as t from 'io-ts';

const form = /^(?:0|[1-9]\d{0,59})$/;
const is = (input: unknown): input is string => typeof input === 'string' && form.test(input);

/**
 * An amount as the venue writes it: a text of a whole number of the currency's smallest unit (notes §3.9).
 *
 * A JS number, a sign, a point, an exponent, a leading zero and more than 60 digits are all refused.
 */
export const WholeAmount: t.Type<string> = new t.Type(
  'WholeAmount',
  is,
  (input, context) => (is(input) ? t.success(input) : t.failure(input, context)),
  t.identity,
);
