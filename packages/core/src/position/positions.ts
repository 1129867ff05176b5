import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import type { AccountId, AssetId, TradeId, VenueId } from '../noun/id.js';
import type { Party } from '../noun/party.js';
import type { ExpectedLeg, Expectation } from '../plan/expectation.js';
import { type Purse, type Tally, tally } from './tally.js';
import { type Trade, type TradeRefused, type TradesRefused, fault, refusalsMax, repeated } from './trade.js';

/** What our own trades come to. */
export interface Positions {
  /** Sorted by venue, account, counterparty, asset, purpose and scope, whatever the order of the trades. */
  readonly legs: ReadonlyArray<Position>;
  readonly trades: ReadonlyArray<Trade>;
  readonly lineage: Lineage;
}

/** What the trades with one counterparty come to in one asset. */
export interface Position {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly scope: O.Option<string>;
  readonly counterparty: Party;
  readonly asset: AssetId;
  /** `Fee`: payments that were declared as legs of their own. */
  readonly purpose: 'Principal' | 'Fee';
  /**
   * `Flat`: it nets to nothing. Such a position is kept, because its trades must be in the settlement all the same; no leg
   * is expected of it, because nothing is to move.
   */
  readonly direction: Direction;
  /** The net. Units: whole units of the asset. */
  readonly quantity: Quantity.Quantity;
  /** What we pay and receive over all trades, fees in the legs included. */
  readonly paid: Quantity.Quantity;
  readonly received: Quantity.Quantity;
  /** What the net would be if no fee had been added or deducted. */
  readonly withoutFees: { readonly direction: Direction; readonly quantity: Quantity.Quantity };
}

/** Which way a net goes. */
export type Direction = 'WePay' | 'WeReceive' | 'Flat';

/** Which trades make up which position: the members of position `n` are `members[starts[n]]` to `members[starts[n + 1]]`, indexes of trades. */
export interface Lineage {
  readonly starts: Uint32Array;
  readonly members: Uint32Array;
}

/**
 * Nets trades exactly, at any size: one position for each venue, account, scope, counterparty and asset. Pure; the order of
 * the trades decides nothing.
 *
 * Errors: `TradesRefused` when a trade cannot be counted or its id is there twice. Nothing was sent.
 *
 * @example
 * ```ts
 * import { Positions } from '@legwork/core';
 * const none = Positions.of([]);
 * if (none._tag === 'Right') Positions.tradesOf(none.right, 0); // => []
 * ```
 */
export const of = (trades: ReadonlyArray<Trade>): E.Either<TradesRefused, Positions> => {
  const refusals = wrong(trades);
  if (refusals.length > 0) return E.left({ _tag: 'TradesRefused', refusals });
  const tallied = tally(trades);
  const order = tallied.purses
    .map((purse, at) => ({ purse, at, key: keyOf(purse) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  return E.right({
    legs: order.map(({ purse }) => positionOf(purse, tallied)),
    trades,
    lineage: lineageOf(
      order.map(({ at }) => at),
      tallied,
    ),
  });
};

const wrong = (trades: ReadonlyArray<Trade>): ReadonlyArray<TradeRefused> => {
  const refusals: Array<TradeRefused> = [];
  for (const trade of trades) {
    const found = fault(trade);
    if (found === undefined) continue;
    if (refusals.push({ trade: trade.id, ...found }) === refusalsMax) return refusals;
  }
  return [...refusals, ...repeated(trades)].slice(0, refusalsMax);
};

/** No part of it but the last can contain a space. */
const keyOf = ({ venue, account, scope, counterparty, asset, purpose }: Purse): string =>
  `${venue} ${account} ${counterparty.role} ${counterparty.account} ${asset} ${purpose} ${O.isSome(scope) ? `=${scope.value}` : ''}`;

const positionOf = (purse: Purse, { totalOf }: Tally): Position => {
  const { sums, ...place } = purse;
  const total = (slot: number | undefined): Quantity.Quantity =>
    slot === undefined ? Quantity.zero : totalOf(slot);
  const [gives, takes] = [total(sums.paid), total(sums.received)];
  const paid = within(gives, total(sums.paidAdded), total(sums.paidDeducted));
  const received = within(takes, total(sums.receivedAdded), total(sums.receivedDeducted));
  return { ...place, ...net(paid, received), paid, received, withoutFees: net(gives, takes) };
};

const net = (paid: Quantity.Quantity, received: Quantity.Quantity): Position['withoutFees'] => {
  const owed = Quantity.subtract(paid, received);
  if (E.isRight(owed))
    return { direction: owed.right === Quantity.zero ? 'Flat' : 'WePay', quantity: owed.right };
  return { direction: 'WeReceive', quantity: less(received, paid) };
};

const within = (
  side: Quantity.Quantity,
  added: Quantity.Quantity,
  deducted: Quantity.Quantity,
): Quantity.Quantity => less(Quantity.add(side, added), deducted);

/** Of what is known to be no less. */
const less = (a: Quantity.Quantity, b: Quantity.Quantity): Quantity.Quantity =>
  E.getOrElse(() => Quantity.zero)(Quantity.subtract(a, b));

/** Sorts the entries by position and, within one, by trade: a counting sort. */
const lineageOf = (order: ReadonlyArray<number>, { purseOf, tradeOf }: Tally): Lineage => {
  const rank = new Uint32Array(order.length);
  for (const [at, purse] of order.entries()) rank[purse] = at;
  const starts = new Uint32Array(order.length + 1);
  for (const purse of purseOf) {
    const after = (rank[purse] ?? 0) + 1;
    starts[after] = (starts[after] ?? 0) + 1;
  }
  for (let at = 1; at < starts.length; at += 1) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
  const next = starts.slice();
  const members = new Uint32Array(purseOf.length);
  for (let entry = 0; entry < purseOf.length; entry += 1) {
    const at = rank[purseOf[entry] ?? 0] ?? 0;
    const place = next[at] ?? 0;
    members[place] = tradeOf[entry] ?? 0;
    next[at] = place + 1;
  }
  return { starts, members };
};

/** The ids of the trades that make up a position, each once and sorted. */
export const tradesOf = ({ trades, lineage }: Positions, leg: number): ReadonlyArray<TradeId> => {
  const members = lineage.members.subarray(lineage.starts[leg] ?? 0, lineage.starts[leg + 1] ?? 0);
  const ids = new Set<TradeId>();
  for (const index of members) {
    const trade = trades[index];
    if (trade !== undefined) ids.add(trade.id);
  }
  return [...ids].toSorted();
};

/** Where a settlement is. */
export interface Place {
  readonly venue: VenueId;
  readonly account: AccountId;
  /** `none`: the trades that name no scope. */
  readonly scope: O.Option<string>;
}

/**
 * What is expected of the one settlement of these trades: each leg with its very payer and receiver, and the trades by the
 * names that the venue knows them by. A venue that does not show trades needs `{ ...expected, trades: O.none }`.
 */
export const expectation = (
  { legs, trades }: Positions,
  place: Place,
): Extract<Expectation, { _tag: 'Positions' }> => {
  const ids = new Set<TradeId>();
  for (const trade of trades)
    if (isAt(trade, place)) ids.add(O.isSome(trade.knownAs) ? trade.knownAs.value : trade.id);
  return {
    _tag: 'Positions',
    legs: legs.filter((leg) => isAt(leg, place)).flatMap(expectedLeg),
    trades: O.some([...ids].toSorted()),
  };
};

/** Whether a position or a trade belongs to a settlement there. */
export const isAt = (one: Place, { venue, account, scope }: Place): boolean =>
  one.venue === venue &&
  one.account === account &&
  (O.isSome(one.scope) ? one.scope.value : undefined) === (O.isSome(scope) ? scope.value : undefined);

const expectedLeg = (leg: Position): ReadonlyArray<ExpectedLeg> => {
  if (leg.direction === 'Flat') return [];
  const { payer, receiver } = flowOf(leg);
  const { asset, quantity, purpose, withoutFees } = leg;
  const explained = withoutFees.direction === leg.direction && withoutFees.quantity !== quantity;
  return [
    {
      asset,
      payer: payer.role,
      payerAccount: payer.account,
      receiver: receiver.role,
      receiverAccount: receiver.account,
      quantity,
      purpose,
      ...(explained ? { withoutFees: withoutFees.quantity } : {}),
    },
  ];
};

/** Who pays a position to whom; of a flat one, as if we paid. */
export const flowOf = ({ account, counterparty, direction }: Position): { payer: Party; receiver: Party } => {
  const us: Party = { role: 'Us', account };
  return direction === 'WeReceive'
    ? { payer: counterparty, receiver: us }
    : { payer: us, receiver: counterparty };
};
