import type { Account } from './account.js';
import { issue } from './issue.js';
import { type Obligation, feeOn, paysFee, toEntry } from './obligation.js';
import { includes } from './partner.js';
import { nonce } from './random-id.js';
import { type Granted, grant, refuse } from './refusal.js';
import type { SettlementType } from './status.js';
import type { State } from './state.js';
import type { Switches } from './switches.js';
import { checkAmounts } from './terms.js';
import type { Telling } from './wire.js';

/** What one account is to give, before fees, and to get. */
interface Amount {
  readonly accountId: string;
  readonly sendAmount: bigint;
  readonly sendCurrency: string;
  readonly receiveAmount: bigint;
  readonly receiveCurrency: string;
}

/** Builds the payload that the account is to sign, with fresh nonces and, for the signer, its fee. */
export const buildPayload = (
  state: State,
  account: Account,
  amounts: ReadonlyArray<Amount>,
  telling: Telling,
): Granted<{ readonly payload: string }> => {
  const { accountId } = account;
  const { type, requesterAccountId } = roleOf(state, accountId, amounts);
  const obligations = amounts.map((wanted): Obligation => {
    const isCharged = paysFee(wanted.accountId, requesterAccountId, type, state.switches);
    return {
      accountId: wanted.accountId,
      sendCurrency: wanted.sendCurrency,
      subtotal: wanted.sendAmount,
      fee: isCharged ? feeOn(wanted.sendAmount, state.switches) : 0n,
      receiveCurrency: wanted.receiveCurrency,
      receiveAmount: wanted.receiveAmount,
    };
  });
  const honest = {
    accountId,
    entries: obligations.map((held) => toEntry(held, held.accountId === accountId)),
    nonceHold: nonce(state.random),
    nonceSettle: nonce(state.random),
  };
  const terms = { requesterAccountId, type, obligations };
  const agreed = state.switches.checkAmounts ? checkAmounts(honest, terms, state.switches) : grant(null);
  return agreed.ok ? grant({ payload: telling(issue(state, honest, 'build')) }) : agreed;
};

/**
 * Whose settlement a payload is built for. An account that is no party is an agent; one whose only partnership with
 * the other side is an agency is the agent's client; everybody else requests a direct settlement.
 */
const roleOf = (
  state: State,
  accountId: string,
  amounts: ReadonlyArray<Amount>,
): { readonly type: SettlementType; readonly requesterAccountId: string } => {
  const other = amounts.find((wanted) => wanted.accountId !== accountId)?.accountId ?? '';
  if (!amounts.some((wanted) => wanted.accountId === accountId))
    return { type: 'agency', requesterAccountId: accountId };
  const shared = [...state.partners.values()].filter(
    (partner) => includes(partner, accountId) && includes(partner, other),
  );
  const isClient = shared.length > 0 && shared.every((partner) => partner.type === 'agency');
  return isClient
    ? { type: 'agency', requesterAccountId: other }
    : { type: 'direct', requesterAccountId: accountId };
};

/** What a settlement would cost the account. */
export const calculateFees = (
  state: State,
  account: Account,
  wish: {
    readonly counterpartyAccountId: string;
    readonly sendCurrency: string;
    readonly sendAmount: bigint;
  },
): Granted<{ readonly feeRate: string; readonly feeAmount: string; readonly feeCurrency: string }> => {
  if (!state.accounts.has(wish.counterpartyAccountId)) return refuse('notFound');
  const isCharged = paysFee(account.accountId, account.accountId, 'direct', state.switches);
  const feeAmount = isCharged ? feeOn(wish.sendAmount, state.switches) : 0n;
  return grant({
    feeRate: isCharged ? feeRate(state.switches) : '0',
    feeAmount: feeAmount.toString(),
    feeCurrency: wish.sendCurrency,
  });
};

const feeRate = ({ feePpm, feeRateForm }: Switches): string => {
  const decimals = feeRateForm === 'percent' ? 4 : 2;
  const digits = feePpm.toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '');
};
