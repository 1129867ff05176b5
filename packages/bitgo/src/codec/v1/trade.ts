import { type AccountId, FAIL, fastType, isAnyObject, isOrdinary, JsonObject } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import type { Amount, TradeShown } from '../shown.js';
import { AccountIdText } from './id-text.js';
import { textIn } from './loose.js';
import { WholeAmount } from './whole-amount.js';

/** A trade as the venue sends it (Create Settlement page, read November 2026). An unknown `status` is kept. */
export interface WireTrade {
  readonly baseAccountId: AccountId;
  readonly quoteAccountId: AccountId;
  readonly status: string;
  readonly baseAmount: string;
  readonly quoteAmount: string;
  readonly baseCurrency: string;
  readonly quoteCurrency: string;
  readonly baseReceiveAmount?: string | null;
  readonly quoteReceiveAmount?: string | null;
  readonly baseReceiveCurrency?: string | null;
  readonly quoteReceiveCurrency?: string | null;
  readonly externalId?: unknown;
}

const mayBe = <A>(codec: t.Type<A>): t.Type<A | null> => t.union([codec, t.null], `${codec.name}|null`);

/** A received amount may be an empty text, as other fields are. */
const maybeReceived = t.union([WholeAmount, t.literal(''), t.null], 'WholeAmount|empty');

/** The ordinary codec of the same shape: it explains failures. */
const plainTrade: t.Type<WireTrade> = t.intersection(
  [
    JsonObject,
    t.type(
      {
        baseAccountId: AccountIdText,
        quoteAccountId: AccountIdText,
        status: t.string,
        baseAmount: WholeAmount,
        quoteAmount: WholeAmount,
        baseCurrency: t.string,
        quoteCurrency: t.string,
      },
      'TradeRequired',
    ),
    t.partial(
      {
        baseReceiveAmount: maybeReceived,
        quoteReceiveAmount: maybeReceived,
        baseReceiveCurrency: mayBe(t.string),
        quoteReceiveCurrency: mayBe(t.string),
        externalId: t.unknown,
      },
      'TradeOptional',
    ),
  ],
  'Trade',
);

/** The same in one look. */
export const isTrade = (input: unknown): input is WireTrade => {
  if (!isAnyObject(input)) return false;
  const { __proto__: proto, constructor: maker, prototype } = input;
  const { baseAccountId, baseAmount, baseCurrency, baseReceiveAmount, baseReceiveCurrency } = input;
  const { quoteAccountId, quoteAmount, quoteCurrency, quoteReceiveAmount, quoteReceiveCurrency } = input;
  return (
    isOrdinary(proto, maker, prototype) &&
    typeof input['status'] === 'string' &&
    isSide(baseAccountId, baseAmount, baseCurrency, baseReceiveAmount, baseReceiveCurrency) &&
    isSide(quoteAccountId, quoteAmount, quoteCurrency, quoteReceiveAmount, quoteReceiveCurrency)
  );
};

const isSide = (
  account: unknown,
  amount: unknown,
  currency: unknown,
  receives: unknown,
  received: unknown,
): boolean =>
  AccountIdText.is(account) &&
  WholeAmount.is(amount) &&
  typeof currency === 'string' &&
  (receives === undefined || receives === null || receives === '' || WholeAmount.is(receives)) &&
  (received === undefined || received === null || typeof received === 'string');

/** The codec of a trade. */
export const WireTrade: t.Type<WireTrade> = fastType(
  'Trade',
  (input) => (isTrade(input) ? input : FAIL),
  plainTrade,
);

/** The trade in the adapter's form. */
export const tradeShown = (wire: WireTrade): TradeShown => ({
  status: wire.status,
  externalId: textIn(wire.externalId),
  base: {
    account: wire.baseAccountId,
    sends: { currency: wire.baseCurrency, amount: BigInt(wire.baseAmount) },
    receives: amountOf(wire.baseReceiveCurrency, wire.baseReceiveAmount),
  },
  quote: {
    account: wire.quoteAccountId,
    sends: { currency: wire.quoteCurrency, amount: BigInt(wire.quoteAmount) },
    receives: amountOf(wire.quoteReceiveCurrency, wire.quoteReceiveAmount),
  },
});

const amountOf = (
  currency: string | null | undefined,
  amount: string | null | undefined,
): O.Option<Amount> => {
  const named = textIn(currency);
  const counted = textIn(amount);
  return O.isSome(named) && O.isSome(counted)
    ? O.some({ currency: named.value, amount: BigInt(counted.value) })
    : O.none;
};
