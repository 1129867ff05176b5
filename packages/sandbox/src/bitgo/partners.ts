import type { Account } from './account.js';
import { type Partner, includes } from './partner.js';
import { amount, currency } from './payload.js';
import { uuid } from './random-id.js';
import { type Granted, grant, refuse } from './refusal.js';
import { type State, LIMITS } from './state.js';
import { type WirePartner, wirePartner } from './wire.js';

/** The partnerships of an account. */
export const listPartners = (
  state: State,
  account: Account,
): Granted<{ readonly tradingPartners: ReadonlyArray<WirePartner> }> =>
  grant({
    tradingPartners: [...state.partners.values()]
      .filter((partner) => includes(partner, account.accountId))
      .map((partner) => wirePartner(state, partner)),
  });

/** Asks the account behind a referral code for a partnership, which is pending until somebody accepts it. */
export const requestPartner = (
  state: State,
  account: Account,
  wish: {
    readonly referralCode: string;
    readonly type: 'direct' | 'agency';
    readonly requesterSide: 'primary' | 'secondary';
  },
): Granted<WirePartner> => {
  if (state.partners.size >= LIMITS.partners) return refuse('full');
  const other = [...state.accounts.values()].find((held) => held.referralCode === wish.referralCode);
  if (other === undefined || other.accountId === account.accountId)
    return refuse('invalidRequest', 'the referral code is not known');
  const isPrimary = wish.requesterSide === 'primary';
  const partner: Partner = {
    id: uuid(state.random),
    primaryAccountId: isPrimary ? account.accountId : other.accountId,
    secondaryAccountId: isPrimary ? other.accountId : account.accountId,
    requesterAccountId: account.accountId,
    type: wish.type,
    status: 'pending',
  };
  state.partners.set(partner.id, partner);
  return grant(wirePartner(state, partner));
};

/** Has a partner so much available? Yes or no, never how much. */
export const checkBalance = (
  state: State,
  account: Account,
  partnerAccountId: string,
  query: ReadonlyMap<string, string>,
): Granted<{ readonly check: boolean }> => {
  const isPartner = [...state.partners.values()].some(
    (partner) =>
      partner.status === 'accepted' &&
      includes(partner, account.accountId) &&
      includes(partner, partnerAccountId),
  );
  if (!isPartner || partnerAccountId === account.accountId) return refuse('notPartners');
  const name = currency(query.get('currency'), 'currency');
  const wanted = amount(query.get('amount'), 'amount');
  if (!name.ok) return refuse('invalidRequest', name.why);
  if (!wanted.ok) return refuse('invalidRequest', wanted.why);
  return grant({ check: state.ledger.available(partnerAccountId, name.value) >= wanted.value });
};
