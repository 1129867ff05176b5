import type { AccountId, SettlementId } from '@legwork/core';
import * as t from 'io-ts';

/** Ids go into paths; all known ones are UUIDs or 32 hexadecimal digits, whatever the documents call them (notes §11.3). */
const pathSafe = /^[A-Za-z0-9_-]{1,64}$/;

/** An id of the kind that the type names: what may stand in a path is an id of any kind, which the tests hold against core's parsers. */
const idText = <Id extends string>(name: string): t.Type<Id> => {
  const is = (input: unknown): input is Id => typeof input === 'string' && pathSafe.test(input);
  return new t.Type(
    name,
    is,
    (input, context) => (is(input) ? t.success(input) : t.failure(input, context)),
    t.identity,
  );
};

/** The id of a settlement. */
export const SettlementIdText: t.Type<SettlementId> = idText('SettlementId');
/** The id of a trading account. */
export const AccountIdText: t.Type<AccountId> = idText('AccountId');
/** Another id, such as an affirmation's. */
export const IdText: t.Type<string> = idText('Id');
