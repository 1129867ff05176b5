import { type Obligation, feeOn, paysFee } from './obligation.js';
import type { Entry, Payload } from './payload.js';
import { type Granted, grant, refuse } from './refusal.js';
import type { SettlementType } from './status.js';
import type { Switches } from './switches.js';
import { type Trade, netOf } from './trade.js';

/** What a settlement is about: who requests it, of which type it is, and what everybody owes. */
export interface Terms {
  readonly requesterAccountId: string;
  readonly type: SettlementType;
  readonly obligations: ReadonlyArray<Obligation>;
}

/** Reads the terms out of the requester's payload: an agent is the one that is no party itself (§11.16). */
export const termsOf = (payload: Payload, requesterAccountId: string, switches: Switches): Terms => {
  const type = payload.entries.some((entry) => entry.accountId === requesterAccountId) ? 'direct' : 'agency';
  const obligations = payload.entries.map((entry): Obligation => {
    const { accountId, sendCurrency, sendSubtotal: subtotal, receiveCurrency, receiveAmount } = entry;
    const signs = accountId === requesterAccountId;
    const due = paysFee(accountId, requesterAccountId, type, switches) ? feeOn(subtotal, switches) : 0n;
    const fee = signs ? feeShown(entry) : due;
    return { accountId, sendCurrency, subtotal, fee, receiveCurrency, receiveAmount };
  });
  return { requesterAccountId, type, obligations };
};

const feeShown = (entry: Entry): bigint =>
  entry.sendAmount > entry.sendSubtotal ? entry.sendAmount - entry.sendSubtotal : 0n;

/** The terms of a settlement of one trade, as its requester would have them. */
export const termsOfTrade = (trade: Trade, requesterAccountId: string, switches: Switches): Terms => {
  const { baseAccountId, quoteAccountId, baseCurrency, quoteCurrency } = trade;
  const type = [baseAccountId, quoteAccountId].includes(requesterAccountId) ? 'direct' : 'agency';
  const side = (accountId: string, sendCurrency: string, sent: string): Obligation => {
    const isBase = accountId === baseAccountId;
    const receiveAmount = isBase
      ? (trade.baseReceiveAmount ?? trade.quoteAmount)
      : (trade.quoteReceiveAmount ?? trade.baseAmount);
    const subtotal = BigInt(sent);
    return {
      accountId,
      sendCurrency,
      subtotal,
      fee: paysFee(accountId, requesterAccountId, type, switches) ? feeOn(subtotal, switches) : 0n,
      receiveCurrency: isBase ? quoteCurrency : baseCurrency,
      receiveAmount: BigInt(receiveAmount),
    };
  };
  const obligations = [
    side(baseAccountId, baseCurrency, trade.baseAmount),
    side(quoteAccountId, quoteCurrency, trade.quoteAmount),
  ];
  return { requesterAccountId, type, obligations };
};

/** Do the two sides of a payload mirror each other, and do its fees add up and stand at what they should? */
export const checkAmounts = (payload: Payload, terms: Terms, switches: Switches): Granted<null> => {
  const [one, other, ...more] = payload.entries;
  if (one === undefined || other === undefined || more.length > 0)
    return refuse('payloadMismatch', 'two entries are expected');
  if (!covers(one, other, terms.type) || !covers(other, one, terms.type))
    return refuse('payloadMismatch', 'the entries do not mirror each other');
  const expected = new Map(
    terms.obligations.map((held) => [
      held.accountId,
      held.accountId === payload.accountId &&
      paysFee(held.accountId, terms.requesterAccountId, terms.type, switches)
        ? feeOn(held.subtotal, switches)
        : 0n,
    ]),
  );
  return [one, other].every((entry) => hasFee(entry, expected.get(entry.accountId) ?? 0n))
    ? grant(null)
    : refuse('payloadMismatch', 'the fees are not what they should be');
};

/** What one sends is what the other receives; an agent may keep a part. */
const covers = (sender: Entry, receiver: Entry, type: SettlementType): boolean =>
  sender.sendCurrency === receiver.receiveCurrency &&
  (type === 'agency'
    ? sender.sendSubtotal >= receiver.receiveAmount
    : sender.sendSubtotal === receiver.receiveAmount);

const hasFee = (entry: Entry, expected: bigint): boolean => {
  const fees = entry.fees.reduce((sum, fee) => sum + fee.feeAmount, 0n);
  return fees === expected && entry.sendAmount === entry.sendSubtotal + fees;
};

/** Are the obligations the net of the trades? */
export const checkTrades = (terms: Terms, trades: ReadonlyArray<Trade>): Granted<null> => {
  const rest = new Map(netOf(trades));
  for (const held of terms.obligations) {
    const sent = `${held.accountId}/${held.sendCurrency}`;
    const received = `${held.accountId}/${held.receiveCurrency}`;
    rest.set(sent, (rest.get(sent) ?? 0n) + held.subtotal);
    rest.set(received, (rest.get(received) ?? 0n) - held.receiveAmount);
  }
  return [...rest.values()].every((left) => left === 0n)
    ? grant(null)
    : refuse('payloadMismatch', 'the amounts are not the net of the trades');
};

/** Does a payload say what is expected, whatever the order of its entries? */
export const isSameEntries = (given: ReadonlyArray<Entry>, expected: ReadonlyArray<Entry>): boolean =>
  given.length === expected.length &&
  expected.every((entry) => given.some((held) => canonical(held) === canonical(entry)));

const canonical = (entry: Entry): string =>
  [
    entry.accountId,
    entry.sendSubtotal,
    entry.sendAmount,
    entry.sendCurrency,
    entry.receiveAmount,
    entry.receiveCurrency,
    ...entry.fees.map((fee) => `${fee.feeType}=${fee.feeAmount}`),
  ].join('|');
