import {
  type Consent,
  type Hold,
  Leg,
  type LegId,
  type Party,
  Quantity,
  type Settlement,
  type TradeId,
  UnitRegistry,
  legId,
  tradeId,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { ourAffirmation, partyIn } from './cast.js';
import { unitOfLock } from './lock-currency.js';
import type { AffirmationShown, SettlementShown } from './codec/shown.js';
import type { BitgoTerms } from './config.js';
import { type Obligation, fromPayload, fromTrades } from './obligation.js';
import { oddities } from './oddities.js';
import { parsePayload } from './payload/parse.js';
import { bitgoId } from './venue-id.js';
import { consentOf, finalityOf, holdOf, legStatusOf } from './words.js';

/**
 * A settlement in the library's words. Venue words end here.
 *
 * Legs are what we pay and what we receive, from the payload that we sign or signed, or from the trades where there is none.
 * The requester's consent stands first. What is unknown or contradicts itself is an oddity, and with any oddity in it no leg
 * of the settlement is actionable.
 */
export const toSettlement =
  (terms: BitgoTerms) =>
  (shown: SettlementShown): Settlement.Settlement => {
    const party = partyIn(terms, shown);
    const finality = finalityOf(shown.status);
    const consents = consentsOf(shown, party);
    const found = oddities(terms, shown);
    const awaited =
      found.length === 0 && finality === 'Open'
        ? consents.flatMap(({ by, status }) => (status === 'Awaited' ? [by] : []))
        : [];
    const legs = owedIn(terms, shown).flatMap((owed) => legOf(terms, owed, party, finality, awaited));
    return {
      id: shown.id,
      venue: bitgoId,
      account: terms.account,
      scope: O.getOrElse(() => 'unknown')(shown.type),
      atomicity: 'Whole',
      legs,
      consents,
      holds: shown.affirmations.flatMap((affirmation) => holdsOf(terms, affirmation, party)),
      finality,
      trades: tradesOf(shown),
      createdAtMs: O.getOrElse(() => 0)(shown.createdAtMs),
      oddities: found,
      raw: shown.wire,
    };
  };

/** What we owe and are owed. */
const owedIn = (terms: BitgoTerms, shown: SettlementShown): ReadonlyArray<Obligation> => {
  const ours = ourAffirmation(terms, shown);
  const text = O.isSome(ours) ? ours.value.payload : O.none;
  const payload = O.isSome(text) ? parsePayload(text.value) : E.left(undefined);
  if (E.isRight(payload)) return fromPayload(payload.right);
  return O.isSome(shown.trades) ? fromTrades(terms.account, shown, shown.trades.value) : [];
};

type PartyOf = ReturnType<typeof partyIn>;

const consentsOf = (shown: SettlementShown, party: PartyOf): ReadonlyArray<Consent> => {
  const { requester, affirmations } = shown;
  const isFirst = ({ account }: AffirmationShown): boolean =>
    O.isSome(account) && O.isSome(requester) && account.value === requester.value;
  const ordered = [...affirmations.filter(isFirst), ...affirmations.filter((one) => !isFirst(one))];
  return ordered.flatMap(({ account, status, expireAtMs }): ReadonlyArray<Consent> => {
    const lapsesAtMs = O.isSome(expireAtMs) ? expireAtMs : shown.expireAtMs;
    return O.isSome(account) ? [{ by: party(account.value), status: consentOf(status), lapsesAtMs }] : [];
  });
};

const holdsOf = (
  { units }: BitgoTerms,
  { account, lock }: AffirmationShown,
  party: PartyOf,
): ReadonlyArray<Hold> => {
  if (O.isNone(lock) || O.isNone(account)) return [];
  const { amount, currency, status } = lock.value;
  const unit = unitOfLock(units, currency);
  const quantity = O.isSome(unit) ? UnitRegistry.fromFractional(unit.value, amount) : O.none;
  return O.isSome(unit) && O.isSome(quantity)
    ? [
        {
          of: party(account.value),
          asset: unit.value.asset,
          quantity: quantity.value,
          status: holdOf(status),
        },
      ]
    : [];
};

const legOf = (
  { units }: BitgoTerms,
  { payer, receiver, currency, amount }: Obligation,
  party: PartyOf,
  finality: Settlement.Finality,
  awaited: ReadonlyArray<Party.Party>,
): ReadonlyArray<Leg.Leg> => {
  const id = legName(payer, currency);
  if (O.isNone(id)) return [];
  const unit = units.byVenueName.get(currency);
  // Of a currency that is not in the registry the decimals are not known: its amount is shown in its smallest unit.
  const quantity = O.getOrElse(() => Quantity.zero)(Quantity.fromInteger(amount, unit?.decimals ?? 0));
  const flow = { payer: party(payer), receiver: party(receiver) };
  const actors = awaited.filter(({ account }) => account === payer).map(({ role }) => role);
  return [
    {
      id: id.value,
      asset: O.fromNullable(unit?.asset),
      venueAsset: currency,
      flow: O.some(flow),
      venueDirection: flow.payer.role === 'Us' ? 'send' : 'receive',
      quantity,
      residual: O.some(finality === 'Final' ? Quantity.zero : quantity),
      status: legStatusOf(finality),
      actionableBy: actors,
      transfers: [],
      mark: Leg.mark(finality),
    },
  ];
};

const legName = (payer: string, currency: string): O.Option<LegId> =>
  O.fromEither(legId(`${payer}/${currency}`));

/** The trades by our own names for them; `none` unless every one has such a name. */
export const tradesOf = ({ trades }: SettlementShown): O.Option<ReadonlyArray<TradeId>> => {
  if (O.isNone(trades)) return O.none;
  const ids: Array<TradeId> = [];
  for (const { externalId } of trades.value) {
    const id = O.isSome(externalId) ? tradeId(externalId.value) : E.left(undefined);
    if (E.isLeft(id)) return O.none;
    ids.push(id.right);
  }
  return O.some(ids);
};
