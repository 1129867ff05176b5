import { type AccountId, type Settlement, type Trade, TradeInput, UnitRegistry } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { partyIn } from './cast.js';
import type { Dialect } from './codec/dialect.js';
import type { Amount, SettlementShown, TradeShown, TradeSide } from './codec/shown.js';
import { tradeV1 } from './codec/v1/dialect.js';
import type { BitgoTerms } from './config.js';
import { bitgoId } from './venue-id.js';

type Terms = Pick<BitgoTerms, 'account' | 'units'>;

/**
 * The trades that a settlement consists of, as trades of ours, as the venue shows them (Create Settlement page, read November
 * 2026). A trade that we stand in the middle of, as an agent, is two of ours: one with each client, under names of their own, and
 * known to the venue by the one that they share. Fees are no part of a trade here.
 *
 * What is netted of these (`Positions`) and held against the legs, which come from the payload, shows whether BitGo agrees with
 * itself. It takes the place of books of your own only where you have none.
 *
 * Errors: `TradesRefused`, every trade without a name of ours, of a status that does not count, of other accounts, or that is not
 * understood; nothing was sent.
 */
export const tradesBehind =
  (terms: Terms, reader: Pick<Dialect, 'settlement'> = tradeV1) =>
  ({ id, raw }: Settlement.Settlement): E.Either<Trade.TradesRefused, ReadonlyArray<Trade.Trade>> => {
    const parse = TradeInput.parseTranslated(new Map([[bitgoId, terms.units]]));
    const shown = reader.settlement(raw);
    if (E.isLeft(shown))
      return parse([{ trade: id, inputs: fault('', 'it is not a settlement of this venue') }]);
    const { trades } = shown.right;
    if (O.isNone(trades))
      return parse([{ trade: id, inputs: fault('trades', 'the reading does not show its trades') }]);
    return parse(
      trades.value.map((one, at) => ({
        trade: O.getOrElse(() => `record ${at + 1}`)(one.externalId),
        inputs: inputsOf(terms, shown.right, one),
      })),
    );
  };

/** Statuses of a trade that was agreed and has not come to nothing: those of the page, and the client's own `executed`. */
const counting: ReadonlySet<string> = new Set(['pending', 'affirmed', 'settled', 'executed']);

/** The trades of ours that one of the venue's is, in the words of core, which checks them once more. */
const inputsOf = (
  terms: Terms,
  shown: SettlementShown,
  { status, externalId, base, quote }: TradeShown,
): E.Either<Trade.Fault, ReadonlyArray<unknown>> => {
  const { account: us } = terms;
  const type = O.toUndefined(shown.type);
  if (!counting.has(status)) return fault('status', 'it is none of those with which a trade counts');
  if (O.isNone(externalId)) return fault('externalId', 'it has no name of ours');
  if (type !== 'direct' && type !== 'agency') return fault('type', 'direct or agency is expected');
  const { value: name } = externalId;
  const input = inputWith(terms, shown);
  const agent = type === 'agency' ? O.toUndefined(shown.requester) : undefined;
  if (type === 'agency' && agent === undefined)
    return fault('requester', 'nobody is the agent of the agency');
  if (agent === us)
    return E.right([
      // We receive what a client sends, and give what it receives.
      input(`${name}/base`, name, base.account, receivedBy(base, quote), base.sends),
      input(`${name}/quote`, name, quote.account, receivedBy(quote, base), quote.sends),
    ]);
  const [own, other] = base.account === us ? [base, quote] : [quote, base];
  if (own.account !== us || other.account === us) return fault('', 'we are not one of its two sides');
  const takes = receivedBy(own, other);
  const isWhole = takes.currency === other.sends.currency && takes.amount === other.sends.amount;
  if (agent === undefined && !isWhole)
    return fault('receives', 'without an agent, one side receives what the other sends');
  return E.right([input(name, name, agent ?? other.account, own.sends, takes)]);
};

/** What a side is said to receive, or else what the other one sends. */
const receivedBy = ({ receives }: TradeSide, { sends }: TradeSide): Amount =>
  O.getOrElse(() => sends)(receives);

const inputWith =
  (terms: Terms, shown: SettlementShown) =>
  (id: string, knownAs: string, counterparty: AccountId, gives: Amount, receives: Amount): unknown => ({
    id,
    venue: bitgoId,
    account: terms.account,
    scope: O.toUndefined(shown.type),
    counterparty: partyIn(terms, shown)(counterparty),
    gives: sideOf(terms, gives),
    receives: sideOf(terms, receives),
    knownAs,
  });

/** What of it is `undefined` is refused as an asset that nobody knows. */
const sideOf = ({ units }: Terms, { currency, amount }: Amount): unknown => {
  const unit = units.byVenueName.get(currency);
  const quantity = unit === undefined ? O.none : UnitRegistry.fromFractional(unit, amount);
  return { asset: unit?.asset, quantity: O.toUndefined(quantity) };
};

const fault = (at: string, what: string): E.Either<Trade.Fault, never> =>
  E.left({ _tag: 'NotATrade', at, what });
