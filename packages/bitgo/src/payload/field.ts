import { type AccountId, accountId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import { checked } from '../brand.js';
import {
  type FeeType,
  type PayloadNonce,
  type PayloadVersion,
  feeTypes,
  payloadVersions,
} from './payload.js';
import { type PayloadRefused, refuse } from './payload-refused.js';

/** Reads the text of one field, which stands at this place. */
export type Reading<A> = (text: string, path: string) => E.Either<PayloadRefused, A>;

/** An account: the venue writes 32 hexadecimal digits, and names in its examples. */
export const account: Reading<AccountId> = (text, path) => {
  const read = accountForm.test(text) ? accountId(text) : E.left(undefined);
  return E.isRight(read) ? read : refuse(path, 'NotAnAccount');
};

const accountForm = /^[A-Za-z0-9_-]{1,64}$/;

/** The name of a currency, such as `ofctusd`; whether it is the right one is the expectation's word. */
export const currency: Reading<string> = (text, path) =>
  /^ofc[A-Za-z0-9:-]{1,40}$/.test(text) ? E.right(text) : refuse(path, 'NotACurrency');

/** A whole number of the currency's smallest unit: digits without a leading zero, at most 60, exact at any size. */
export const amount: Reading<bigint> = (text, path) =>
  /^(?:0|[1-9]\d{0,59})$/.test(text) ? E.right(BigInt(text)) : refuse(path, 'NotAnAmount');

/** 16 bytes in the only base64 text that stands for them: the last character before the padding has no loose bits. */
export const nonce: Reading<PayloadNonce> = (text, path) =>
  /^[A-Za-z0-9+/]{21}[AQgw]==$/.test(text)
    ? E.right(checked<'PayloadNonce'>(text))
    : refuse(path, 'NotANonce');

/** One of the known versions. */
export const version: Reading<PayloadVersion> = (text, path) => {
  const known = payloadVersions.find((one) => one === text);
  return known === undefined ? refuse(path, 'UnknownVersion') : E.right(known);
};

/** One of the known kinds of fee. */
export const feeType: Reading<FeeType> = (text, path) => {
  const known = feeTypes.find((one) => one === text);
  return known === undefined ? refuse(path, 'UnknownFeeType') : E.right(known);
};

/** A field that means nothing as long as it is zero. */
export const zero: Reading<undefined> = (text, path) =>
  text === '0' ? E.right(undefined) : refuse(path, 'ExtraNotZero');
