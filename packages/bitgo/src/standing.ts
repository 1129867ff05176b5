import type { AccountId, ConsentStatus, Settlement } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/** How our consent stands; `none` when the settlement does not show exactly one of ours. */
export const ourConsent = ({ consents }: Settlement.Settlement): O.Option<ConsentStatus> => {
  const [only, ...others] = consents.filter(({ by }) => by.role === 'Us');
  return only !== undefined && others.length === 0 ? O.some(only.status) : O.none;
};

/** Whether we requested the settlement: `toSettlement` puts the requester's consent first. */
export const isRequestedBy = (account: AccountId, { consents }: Settlement.Settlement): boolean =>
  consents[0]?.by.account === account;
