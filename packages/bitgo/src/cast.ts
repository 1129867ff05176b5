import type { AccountId, Party } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { AffirmationShown, SettlementShown } from './codec/shown.js';
import type { BitgoTerms } from './config.js';

/** Who plays which part in a settlement, seen from us. The requester of an agency is the agent, also when that is us. */
export const partyIn =
  ({ account: us }: Pick<BitgoTerms, 'account'>, { requester, type }: SettlementShown) =>
  (account: AccountId): Party.Party => {
    if (account === us) return { role: 'Us', account };
    const isAgent =
      O.isSome(type) && type.value === 'agency' && O.isSome(requester) && requester.value === account;
    return { role: isAgent ? 'Agent' : 'Counterparty', account };
  };

/** Our affirmation; `none` when there is none, or more than one. */
export const ourAffirmation = (
  { account }: Pick<BitgoTerms, 'account'>,
  { affirmations }: SettlementShown,
): O.Option<AffirmationShown> => {
  const [only, ...others] = affirmations.filter(
    (one) => O.isSome(one.account) && one.account.value === account,
  );
  return only !== undefined && others.length === 0 ? O.some(only) : O.none;
};
