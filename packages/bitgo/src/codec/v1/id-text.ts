import { type AccountId, type InvalidId, type SettlementId, accountId, settlementId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

const idText = <Id extends string>(
  name: string,
  read: (text: string) => E.Either<InvalidId, Id>,
): t.Type<Id> => {
  const is = (input: unknown): input is Id =>
    typeof input === 'string' && pathSafe.test(input) && E.isRight(read(input));
  return new t.Type(
    name,
    is,
    (input, context) => (is(input) ? t.success(input) : t.failure(input, context)),
    t.identity,
  );
};

/** Ids go into paths; all known ones are UUIDs or 32 hexadecimal digits, whatever the documents call them (notes §11.3). */
const pathSafe = /^[A-Za-z0-9_-]{1,64}$/;

/** The id of a settlement. */
export const SettlementIdText: t.Type<SettlementId> = idText('SettlementId', settlementId);
/** The id of a trading account. */
export const AccountIdText: t.Type<AccountId> = idText('AccountId', accountId);
/** Another id, such as an affirmation's. */
export const IdText: t.Type<string> = idText('Id', (text) => E.right(text));
