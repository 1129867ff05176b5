import type { SettlementType } from './status.js';
import { type Entry, FEE_TYPE } from './payload.js';
import type { Switches } from './switches.js';

/** What one account owes a settlement and gets from it. Units: base units of the currency beside each amount. */
export interface Obligation {
  readonly accountId: string;
  readonly sendCurrency: string;
  readonly subtotal: bigint;
  readonly fee: bigint;
  readonly receiveCurrency: string;
  readonly receiveAmount: bigint;
}

const MILLION = 1_000_000n;

/** What the fee on an amount is, cut down to whole base units. */
export const feeOn = (amount: bigint, switches: Switches): bigint =>
  (amount * BigInt(switches.feePpm)) / MILLION;

/** Does this account pay a fee in a settlement of this type? */
export const paysFee = (
  accountId: string,
  requesterAccountId: string,
  type: SettlementType,
  switches: Switches,
): boolean => {
  if (type === 'agency') return switches.agencyFees === 'clients' && accountId !== requesterAccountId;
  if (switches.feePayers === 'both') return true;
  return (accountId === requesterAccountId) === (switches.feePayers === 'requester');
};

/** What is taken from the account in all. */
export const gross = (obligation: Obligation): bigint => obligation.subtotal + obligation.fee;

/** The obligation as a payload writes it; fees show only to the account that signs (§3.3). */
export const toEntry = (obligation: Obligation, isSigner: boolean): Entry => {
  const { accountId, sendCurrency, subtotal, fee, receiveCurrency, receiveAmount } = obligation;
  const shownFee = isSigner ? fee : 0n;
  return {
    accountId,
    sendSubtotal: subtotal,
    sendAmount: subtotal + shownFee,
    sendCurrency,
    receiveAmount,
    receiveCurrency,
    fees: shownFee === 0n ? [] : [{ feeType: FEE_TYPE, feeAmount: shownFee }],
  };
};

/**
 * What the payload of one account shows: in a direct settlement both sides; in an agency settlement both clients to
 * the agent, and to a client itself and the agent as its mirror (§3.7).
 */
export const entriesFor = (
  obligations: ReadonlyArray<Obligation>,
  signerId: string,
  requesterAccountId: string,
  type: SettlementType,
): ReadonlyArray<Entry> => {
  if (type === 'direct' || signerId === requesterAccountId)
    return obligations.map((held) => toEntry(held, held.accountId === signerId));
  const held = obligations.find((owed) => owed.accountId === signerId);
  return held === undefined ? [] : [toEntry(mirrored(held, requesterAccountId), false), toEntry(held, true)];
};

const mirrored = (held: Obligation, accountId: string): Obligation => ({
  accountId,
  sendCurrency: held.receiveCurrency,
  subtotal: held.receiveAmount,
  fee: 0n,
  receiveCurrency: held.sendCurrency,
  receiveAmount: held.subtotal,
});
