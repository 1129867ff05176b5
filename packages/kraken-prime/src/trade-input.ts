import { isJsonObject, type JsonObject, type Settlement, type Trade, TradeInput } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { KrakenPrimeTerms } from './config.js';
import { krakenAccount, krakenPrimeId } from './venue-id.js';

type Terms = Pick<KrakenPrimeTerms, 'account' | 'units'>;

/**
 * The trades that a batch consists of, as trades of ours, from the records that Prime's `Trade` stream told of them (one of each
 * trade, the latest). Records of other trades are left out.
 *
 * A batch shows ids and no amounts, so the records come from the WebSocket (Trade page of Prime's WebSocket reference, read
 * November 2026). Assumed, as no page says so: its `TradeID` is the id that batches show; `Quantity` is of the first currency of
 * `Symbol`, and `Side` is ours in it; `Amount` is without the fee, which is ours to bear and is netted into the leg of its currency.
 *
 * What is netted of these (`Positions`) and held against the batch shows whether Kraken agrees with itself. It takes the place of
 * books of your own only where you have none.
 *
 * Errors: `TradesRefused`, every trade that has no record, one that is not understood, or one that is not `Confirmed`; nothing
 * was sent.
 *
 * @see https://docs.kraken.com/institutional/api-reference/prime-websocket/trade
 */
export const tradesBehind =
  (terms: Terms) =>
  (
    { id, trades, scope }: Settlement.Settlement,
    records: ReadonlyArray<unknown>,
  ): E.Either<Trade.TradesRefused, ReadonlyArray<Trade.Trade>> => {
    const parse = TradeInput.parseTranslated(new Map([[krakenPrimeId, terms.units]]));
    if (O.isNone(trades))
      return parse([{ trade: id, inputs: fault('trades', 'the reading does not show its trades') }]);
    const wanted = new Set<string>(trades.value);
    const told = new Set<string>();
    const found: Array<TradeInput.Translated> = [];
    for (const [at, record] of records.entries()) {
      const trade = isJsonObject(record) ? record['TradeID'] : undefined;
      if (!isJsonObject(record) || typeof trade !== 'string')
        found.push({ trade: `record ${at + 1}`, inputs: fault('TradeID', 'an id is expected, as text') });
      else if (wanted.has(trade)) {
        told.add(trade);
        found.push({ trade, inputs: inputsOf(terms, scope, trade, record) });
      }
    }
    const missing = [...wanted].filter((trade) => !told.has(trade));
    const inputs = fault('', 'it is in the batch, and no record of it was given');
    return parse([...found, ...missing.map((trade) => ({ trade, inputs }))]);
  };

/** The record in the words of core, which checks it once more; a venue's word that is not documented is refused. */
const inputsOf = (
  { account, units }: Terms,
  scope: string,
  id: string,
  record: JsonObject,
): E.Either<Trade.Fault, ReadonlyArray<unknown>> => {
  const { TradeStatus, Side, Symbol: symbol, Currency, AmountCurrency, Quantity, Amount } = record;
  if (TradeStatus !== 'Confirmed') return fault('TradeStatus', 'only a trade that is Confirmed counts');
  if (Side !== 'Buy' && Side !== 'Sell') return fault('Side', 'Buy or Sell is expected');
  if (typeof Currency !== 'string' || typeof AmountCurrency !== 'string')
    return fault('Currency', 'both currencies are expected, as text');
  if (symbol !== `${Currency}-${AmountCurrency}`)
    return fault('Symbol', 'the quantity is not of its first currency, so it is not clear who pays what');
  const fee = feeOf(record, [Currency, AmountCurrency]);
  if (E.isLeft(fee)) return fee;
  const side = (venueName: string, quantity: unknown, how: 'Added' | 'Deducted'): unknown => ({
    asset: units.byVenueName.get(venueName)?.asset,
    quantity,
    fees:
      O.isSome(fee.right) && fee.right.value.currency === venueName
        ? [{ _tag: how, quantity: fee.right.value.quantity }]
        : [],
  });
  const base = { name: Currency, quantity: Quantity };
  const quote = { name: AmountCurrency, quantity: Amount };
  const [given, taken] = Side === 'Buy' ? [quote, base] : [base, quote];
  return E.right([
    {
      id,
      venue: krakenPrimeId,
      account,
      scope,
      counterparty: { role: 'Venue', account: krakenAccount },
      gives: side(given.name, given.quantity, 'Added'),
      receives: side(taken.name, taken.quantity, 'Deducted'),
    },
  ]);
};

interface FeeShown {
  readonly currency: string;
  readonly quantity: string;
}

const zero = /^0+(\.0+)?$/;

/** What is charged; `none`: nothing. A charge in a third currency would be a leg of its own, which no page speaks of. */
const feeOf = (
  { Fee: quantity, FeeCurrency: currency }: JsonObject,
  currencies: ReadonlyArray<string>,
): E.Either<Trade.Fault, O.Option<FeeShown>> => {
  if (quantity === undefined || quantity === null) return E.right(O.none);
  if (typeof quantity !== 'string') return fault('Fee', 'a quantity is expected, as text');
  if (zero.test(quantity)) return E.right(O.none);
  if (typeof currency !== 'string' || !currencies.includes(currency))
    return fault('FeeCurrency', 'it is none of the two currencies of the trade');
  return E.right(O.some({ currency, quantity }));
};

const fault = (at: string, what: string): E.Either<Trade.Fault, never> =>
  E.left({ _tag: 'NotATrade', at, what });
