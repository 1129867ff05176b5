import { type AccountId, type SettlementId, accountId, settlementId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/** A text that says something: neither absent, nor `null`, nor empty, nor something else. */
export const textIn = (field: unknown): O.Option<string> =>
  typeof field === 'string' && field !== '' ? O.some(field) : O.none;

/** An account id that the field may hold. */
export const accountIn = (field: unknown): O.Option<AccountId> =>
  typeof field === 'string' ? O.fromEither(accountId(field)) : O.none;

/** A settlement id that the field may hold. */
export const settlementIn = (field: unknown): O.Option<SettlementId> =>
  typeof field === 'string' ? O.fromEither(settlementId(field)) : O.none;

const iso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** An instant that the field may hold; the documented example of a lock has `{}` for one (notes §11.4). */
export const instantIn = (field: unknown): O.Option<number> => {
  if (typeof field !== 'string' || !iso.test(field)) return O.none;
  const atMs = Date.parse(field);
  return Number.isSafeInteger(atMs) && atMs >= 0 ? O.some(atMs) : O.none;
};
