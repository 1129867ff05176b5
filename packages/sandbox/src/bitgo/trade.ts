import { type Reader, mapped, matching, record, text } from '../reader.js';
import { type Checked, bad, good } from '../checked.js';
import { amount, currency } from './payload.js';
import type { Switches } from './switches.js';

/** A trade as the request writes it (Create Settlement, read November 2026). Amounts are texts of base units. */
export interface Trade {
  readonly id?: string;
  readonly baseAccountId: string;
  readonly quoteAccountId: string;
  readonly status: string;
  readonly timestamp: string;
  readonly baseAmount: string;
  readonly quoteAmount: string;
  readonly baseCurrency: string;
  readonly quoteCurrency: string;
  readonly baseReceiveAmount?: string;
  readonly quoteReceiveAmount?: string;
  readonly baseReceiveCurrency?: string;
  readonly quoteReceiveCurrency?: string;
  readonly costBasis?: string;
  readonly costBasisCurrency?: string;
  readonly externalId?: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;
const SEED_STATUSES = new Set(['pending', 'overdue', 'rejected', 'affirmed', 'settled', 'failed']);
const SDK_STATUSES = new Set(['canceled', 'executed']);

const amountText = mapped(amount, (units) => units.toString());

const read: Reader<Trade> = record(
  {
    baseAccountId: text,
    quoteAccountId: text,
    status: text,
    timestamp: matching(ISO, 'an ISO date'),
    baseAmount: amountText,
    quoteAmount: amountText,
    baseCurrency: currency,
    quoteCurrency: currency,
  },
  {
    id: matching(UUID, 'a UUID'),
    baseReceiveAmount: amountText,
    quoteReceiveAmount: amountText,
    baseReceiveCurrency: currency,
    quoteReceiveCurrency: currency,
    costBasis: text,
    costBasisCurrency: text,
    externalId: text,
  },
);

/** Reads a trade; which statuses are taken is the switch `tradeStatus`. */
export const reader =
  (tradeStatus: Switches['tradeStatus']): Reader<Trade> =>
  (value, at): Checked<Trade> => {
    const trade = read(value, at);
    if (!trade.ok) return trade;
    const { status } = trade.value;
    const isKnown = SEED_STATUSES.has(status) || (tradeStatus === 'seed-or-sdk' && SDK_STATUSES.has(status));
    return isKnown ? good(trade.value) : bad(`${at}.status is not an allowed value`);
  };

/** What one account gives and gets by the trades: below zero it gives. By `account/currency`. */
export const netOf = (trades: ReadonlyArray<Trade>): ReadonlyMap<string, bigint> => {
  const net = new Map<string, bigint>();
  const add = (accountId: string, currencyName: string, by: bigint): void => {
    const key = `${accountId}/${currencyName}`;
    net.set(key, (net.get(key) ?? 0n) + by);
  };
  for (const trade of trades) {
    add(trade.baseAccountId, trade.baseCurrency, -BigInt(trade.baseAmount));
    add(trade.quoteAccountId, trade.quoteCurrency, -BigInt(trade.quoteAmount));
    const baseReceives = trade.baseReceiveAmount ?? trade.quoteAmount;
    const quoteReceives = trade.quoteReceiveAmount ?? trade.baseAmount;
    add(trade.baseAccountId, trade.baseReceiveCurrency ?? trade.quoteCurrency, BigInt(baseReceives));
    add(trade.quoteAccountId, trade.quoteReceiveCurrency ?? trade.baseCurrency, BigInt(quoteReceives));
  }
  return net;
};
