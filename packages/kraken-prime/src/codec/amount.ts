import { Quantity } from '@legwork/core';
import * as t from 'io-ts';

/**
 * An amount as the venue writes it: a text of decimal digits.
 *
 * A JS number, a sign, an exponent, separators, other scripts' digits and more than 40 digits are all refused; the
 * documents show only texts such as `1.5` (Settle page, read November 2026), and name neither sign nor exponent.
 */
export const Amount: t.Type<Quantity.Quantity> = new t.Type(
  'Amount',
  (input): input is Quantity.Quantity => typeof input === 'string' && Quantity.read(input) === input,
  (input, context) => {
    const quantity = typeof input === 'string' ? Quantity.read(input) : undefined;
    return quantity === undefined ? t.failure(input, context) : t.success(quantity);
  },
  t.identity,
);
