import { FAIL, fastType, isAnyObject, isOrdinary, JsonObject } from '@legwork/core';
import * as t from 'io-ts';
import type { LockShown } from '../shown.js';
import { accountIn } from './loose.js';
import { WholeAmount } from './whole-amount.js';

/** A lock as the venue sends it. `createdAt` may be an object (notes §11.4) and is not read. */
export interface WireLock {
  readonly accountId?: unknown;
  readonly status: string;
  readonly amount: string;
  readonly currency: string;
}

/** The ordinary codec of the same shape: it explains failures. */
const plainLock: t.Type<WireLock> = t.intersection(
  [
    JsonObject,
    t.type({ status: t.string, amount: WholeAmount, currency: t.string }, 'LockRequired'),
    t.partial({ accountId: t.unknown }, 'LockOptional'),
  ],
  'Lock',
);

/** The same in one look. */
export const isLock = (input: unknown): input is WireLock => {
  if (!isAnyObject(input)) return false;
  const { __proto__: proto, constructor: maker, prototype, status, amount, currency } = input;
  return (
    isOrdinary(proto, maker, prototype) &&
    typeof status === 'string' &&
    WholeAmount.is(amount) &&
    typeof currency === 'string'
  );
};

/** The codec of a lock. */
export const WireLock: t.Type<WireLock> = fastType(
  'Lock',
  (input) => (isLock(input) ? input : FAIL),
  plainLock,
);

/** The lock in the adapter's form. */
export const lockShown = ({ accountId, status, amount, currency }: WireLock): LockShown => ({
  account: accountIn(accountId),
  status,
  amount: BigInt(amount),
  currency,
});
