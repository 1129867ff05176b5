import { type Leg, Quantity, type Settlement, accountId, assetId, tradeId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type Planted, lying, showing, sure } from './planted.js';

const inShape = 'shows settlements of its own, in the shape that its capabilities tell';

const withTransfers =
  'shows a completed transfer for every leg that it calls settled, if its capabilities say so';

const legs = (settlement: Settlement.Settlement, bend: (leg: Leg.Leg) => Leg.Leg): Settlement.Settlement => ({
  ...settlement,
  legs: settlement.legs.map(bend),
});

/** Adapters that show what is not there, and capabilities that lie. */
export const shown: ReadonlyArray<Planted> = [
  showing('shows another account', inShape, (one) => ({ ...one, account: sure(accountId('another-desk')) })),
  showing('shows two legs under one id', inShape, (one) =>
    legs(one, (leg) => ({ ...leg, id: one.legs[0]?.id ?? leg.id })),
  ),
  showing('shows a settlement as one of no known time', inShape, (one) => ({
    ...one,
    createdAtMs: Number.NaN,
  })),
  showing('shows a settlement as one that settles all at once', inShape, (one) => ({
    ...one,
    atomicity: 'Whole',
  })),
  showing(
    'keeps a text of the raw object',
    'keeps what the venue sent, with the words that nobody knows (N4)',
    (one) => ({ ...one, raw: JSON.stringify(one.raw) }),
  ),
  showing('hides the trades', inShape, (one) => ({ ...one, trades: O.none })),
  showing(
    'shows other trades than it was opened with',
    'shows what it opened as it was meant, and its trades if its capabilities say so',
    (one) => ({ ...one, trades: O.some([sure(tradeId('T9'))]) }),
  ),
  showing(
    'loses the raw object',
    'keeps what the venue sent, with the words that nobody knows (N4)',
    (one) => ({ ...one, raw: undefined }),
  ),
  showing(
    'loses the words that nobody knows',
    'keeps what the venue sent, with the words that nobody knows (N4)',
    (one) => ({ ...one, raw: { id: one.id } }),
  ),
  showing('shows who pays the wrong way round', 'moves exactly what was approved, once (M1, M8, M9)', (one) =>
    legs(one, (leg) => ({
      ...leg,
      flow: O.map(({ payer, receiver }: Leg.Flow) => ({ payer: receiver, receiver: payer }))(leg.flow),
    })),
  ),
  showing('shows ten times the quantity', 'moves exactly what was approved, once (M1, M8, M9)', (one) =>
    legs(one, (leg) => ({ ...leg, quantity: tenfold(leg.quantity), residual: O.map(tenfold)(leg.residual) })),
  ),
  showing('shows another asset', 'moves exactly what was approved, once (M1, M8, M9)', (one) =>
    legs(one, (leg) => ({ ...leg, asset: O.some(sure(assetId('DOGE'))) })),
  ),
  showing('shows a leg of no known asset', 'plans what is allowed and nothing else', (one) =>
    legs(one, (leg) => ({ ...leg, asset: O.none })),
  ),
  showing('calls what nobody knows nothing odd', 'begins no run on such a settlement', (one) => ({
    ...one,
    oddities: [],
  })),
  showing('shows what is over as open', 'lists among what is open exactly what is not over', (one) => ({
    ...one,
    finality: 'Open',
  })),
  lying('says that it settles all at once', inShape, { atomicity: 'Whole' }),
  showing('hides the transfers', withTransfers, (one) => legs(one, (leg) => ({ ...leg, transfers: [] }))),
  lying('says that it shows no transfers', withTransfers, { showsTransfers: false }),
  lying('says that it shows no trades', inShape, { showsTrades: false }),
  lying('says that its quiet period is no time', inShape, { quietMs: Number.NaN }),
  lying(
    'says that it is quiet for longer than it waits',
    'takes no call for void a millisecond before the quiet period is over (M2 b)',
    { quietMs: 500 },
  ),
  lying(
    'says that a leg is settled in parts',
    'finds a leg settled in part exactly if its capabilities say so',
    { partials: true },
  ),
  lying(
    'says that it takes back',
    'takes back what nobody agreed to yet exactly if its capabilities say so, and moves nothing by it',
    { cancels: true },
  ),
  lying('says that only the venue opens', 'can be opened by us exactly if its capabilities say so', {
    creates: 'Venue',
  }),
];

const tenfold = (quantity: Quantity.Quantity): Quantity.Quantity =>
  Quantity.sum(Array.from({ length: 10 }, () => quantity));
