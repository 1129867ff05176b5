import type { AccountId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { JsonObject } from '../json-object.js';
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
const received = t.union([WholeAmount, t.literal(''), t.null], 'WholeAmount|empty');

/** The codec of a trade. */
export const WireTrade: t.Type<WireTrade> = t.intersection(
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
        baseReceiveAmount: received,
        quoteReceiveAmount: received,
        baseReceiveCurrency: mayBe(t.string),
        quoteReceiveCurrency: mayBe(t.string),
        externalId: t.unknown,
      },
      'TradeOptional',
    ),
  ],
  'Trade',
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
