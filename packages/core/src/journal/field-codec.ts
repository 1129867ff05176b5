import type * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { type Quantity as Amount, read as readQuantity } from '../amount/quantity.js';
import { type Brand, checked } from '../noun/brand.js';

/** An option, as it is written down. */
export const option = <A>(of: t.Type<A, unknown>): t.Type<O.Option<A>, unknown> =>
  t.union([t.strict({ _tag: t.literal('None') }), t.strict({ _tag: t.literal('Some'), value: of })]);

/** A text that was checked when the record was made; a wrong one is damage. */
export const branded = <Name extends string>(
  name: Name,
  is: (text: string) => boolean,
): t.Type<Brand<Name>, unknown> =>
  new t.Type(
    name,
    (u): u is Brand<Name> => typeof u === 'string' && is(u),
    (u, c) => (typeof u === 'string' && is(u) ? t.success(checked<Name>(u)) : t.failure(u, c)),
    (text) => text,
  );

const printable = /^[\x21-\x7e]{1,128}$/;

/** An id of any kind. */
export const id = <Name extends string>(name: Name): t.Type<Brand<Name>, unknown> =>
  branded(name, (text) => printable.test(text));

/** A quantity in canonical form. */
export const quantity: t.Type<Amount, unknown> = branded('Quantity', (text) => readQuantity(text) === text);

const digitsForm = /^(0|[1-9]\d{0,38})$/;

/** A whole number of any size, as text. */
export const digits: t.Type<string, unknown> = new t.Type(
  'Digits',
  (u): u is string => typeof u === 'string' && digitsForm.test(u),
  (u, c) => (typeof u === 'string' && digitsForm.test(u) ? t.success(u) : t.failure(u, c)),
  (text) => text,
);

/** A count or an instant. */
export const whole: t.Type<number, unknown> = new t.Type(
  'WholeNumber',
  (u): u is number => typeof u === 'number' && Number.isSafeInteger(u),
  (u, c) => (typeof u === 'number' && Number.isSafeInteger(u) ? t.success(u) : t.failure(u, c)),
  (n) => n,
);
