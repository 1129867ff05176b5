import { type Leg, type Party, Quantity, ReconciliationOptions, type Transfer } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type LegHistory, type SettlementHistory, type Told, placeOf } from '../leg-history.js';
import type { Cause } from '../lineage.js';
import { type Entry, type NotPosted, type Reference, accountName, entryOf } from './entry.js';
import { legPlace } from './out-intents.js';

/** Transfers by venue, account and id, and the leg that each was posted for: one movement is posted once. */
export type Elsewhere = Map<string, string>;

/** A leg, and what is needed to post it. */
export interface LegSources {
  readonly history: SettlementHistory;
  readonly leg: LegHistory;
  readonly causeOf: (leg: Leg.Leg, transfer: string | null) => Cause;
  readonly venues: ReadonlyArray<ReconciliationOptions.Showing>;
  readonly out: ReadonlySet<string>;
  readonly elsewhere: Elsewhere;
}

/** What came of a leg, and how much of it is booked. */
export interface LegPosted {
  readonly entries: ReadonlyArray<Entry>;
  readonly notPosted: ReadonlyArray<NotPosted>;
  readonly booked: Quantity.Quantity;
}

/** The entries of a leg's movements. */
export const legEntries = (sources: LegSources): LegPosted => {
  const { history, leg: told } = sources;
  const { leg } = told;
  // What a venue that shows no transfers may show all the same is not counted beside the leg.
  const transfers = showsNone(sources) ? [] : told.transfers;
  const mayHaveMoved = leg.status !== 'Open' || transfers.length > 0 || isOut(sources);
  if (O.isNone(leg.asset) || O.isNone(leg.flow)) {
    const what = O.isNone(leg.asset) ? 'its asset is not in the registry' : 'its direction is not understood';
    const notPosted = mayHaveMoved ? [{ reference: referenceOf(sources, null), why: what }] : [];
    return { entries: [], notPosted, booked: Quantity.zero };
  }
  const { payer, receiver } = leg.flow.value;
  const sides = { debit: nameOf(history, receiver), credit: nameOf(history, payer), asset: leg.asset.value };
  const found = transfers.map((one) => movementOf(sources, one));
  const movements = found.flatMap(({ movement }) => (movement === undefined ? [] : [movement]));
  const rest = restOf({ ...sources, leg: { leg, transfers } }, found);
  const all = rest === undefined ? movements : [...movements, rest];
  return {
    entries: all.map((one) => entryOf({ ...one, ...sides })),
    notPosted: found.flatMap(({ notPosted }) => (notPosted === undefined ? [] : [notPosted])),
    booked: Quantity.sum(all.filter(({ state }) => state === 'Booked').map(({ quantity }) => quantity)),
  };
};

interface Movement extends Pick<Entry, 'id' | 'state' | 'kind' | 'why' | 'reference'> {
  readonly quantity: Quantity.Quantity;
}

/** A transfer as a movement, or why it is none that can be posted; neither: it failed, and nothing moved. */
interface Found {
  readonly movement?: Movement;
  readonly notPosted?: NotPosted;
}

/** The id of what is about a leg: the same whenever it is made. */
export const idOf = (
  { settlement }: SettlementHistory,
  leg: string,
  ...more: ReadonlyArray<string>
): string =>
  [settlement.venue, settlement.account, settlement.id, leg, ...more].map(encodeURIComponent).join('/');

const nameOf = ({ settlement }: SettlementHistory, { role, account }: Party.Party): string =>
  accountName(settlement.venue, role, account);

const referenceOf = ({ history, leg, causeOf }: LegSources, transfer: string | null): Reference => {
  const { venue, account, id } = history.settlement;
  return { venue, account, settlement: id, leg: leg.leg.id, transfer, ...causeOf(leg.leg, transfer) };
};

const placeIn = ({ settlement: { venue, account, id } }: SettlementHistory): string =>
  placeOf(venue, account, id);

const isOut = ({ history, leg, out }: LegSources): boolean => out.has(legPlace(placeIn(history), leg.leg.id));

const movementOf = (sources: LegSources, told: Told): Found => {
  const { history, leg, elsewhere } = sources;
  const { transfer } = told;
  if (transfer.status === 'Failed') return {};
  const reference = referenceOf(sources, transfer.id);
  const { venue, account } = history.settlement;
  const name = `${venue} ${account} ${transfer.id}`;
  const own = legPlace(placeIn(history), leg.leg.id);
  const owner = elsewhere.get(name) ?? own;
  elsewhere.set(name, owner);
  if (owner !== own)
    return { notPosted: { reference, why: 'the transfer is posted for another leg already' } };
  const quantity = quantityOf(transfer, leg);
  if (quantity === undefined)
    return { notPosted: { reference, why: 'the venue does not say how much it moves' } };
  const why = doubt(history, told);
  const id = idOf(history, leg.leg.id, 'transfer', transfer.id);
  return {
    movement: { id, kind: 'Transfer', state: why === '' ? 'Booked' : 'Pending', why, quantity, reference },
  };
};

/** What a transfer moves; where the venue does not say and it is the leg's only one, all of a leg that is settled. */
const quantityOf = (
  { quantity }: Transfer.Transfer,
  { leg, transfers }: LegHistory,
): Quantity.Quantity | undefined => {
  if (O.isSome(quantity)) return quantity.value;
  const lives = transfers.filter(({ transfer }) => transfer.status !== 'Failed');
  return leg.status === 'Settled' && lives.length === 1 ? leg.quantity : undefined;
};

/** Why what a transfer moves is not booked; empty: nothing speaks against it. */
const doubt = ({ settlement }: SettlementHistory, { transfer, toldBy }: Told): string => {
  if (transfer.status === 'Pending') return 'the transfer is under way';
  if (transfer.status !== 'Completed') return 'the status of the transfer is not understood';
  if (toldBy === 'Answer') return 'an answer named the transfer, and no reading shows it';
  return doubtOf(settlement);
};

/** Leg by leg, a movement stands by itself; as a whole, it does once the whole does. */
const doubtOf = ({ finality, atomicity, oddities }: SettlementHistory['settlement']): string => {
  if (oddities.length > 0) return 'something in what the venue says of the settlement is odd';
  switch (finality) {
    case 'Final':
      return '';
    case 'Open':
    case 'Reversible':
      return atomicity === 'PerLeg' ? '' : 'it settles as a whole, and the whole is not final';
    case 'Dead':
      return 'the venue says that the settlement ended without settling';
    case 'Unrecognised':
      return 'the finality of the settlement is not understood';
  }
};

/** What no transfer shows: all of a settled leg of a venue that shows none, and what else may have moved. */
const restOf = (sources: LegSources, found: ReadonlyArray<Found>): Movement | undefined => {
  const {
    history,
    leg: { leg, transfers },
  } = sources;
  const movements = found.flatMap(({ movement }) => (movement === undefined ? [] : [movement.quantity]));
  // How much is posted already is known only where each transfer says how much it moves.
  if (found.some(({ notPosted }) => notPosted !== undefined)) return undefined;
  const rest = Quantity.subtract(leg.quantity, Quantity.sum(movements));
  if (E.isLeft(rest) || rest.right === Quantity.zero) return undefined;
  const movement = { quantity: rest.right, reference: referenceOf(sources, null) };
  const pending = (why: string): Movement => {
    const id = idOf(history, leg.id, 'rest');
    return { ...movement, id, kind: 'Rest', state: 'Pending', why };
  };
  if (leg.status === 'Settled' && transfers.length === 0 && showsNone(sources)) {
    const why = doubtOf(history.settlement);
    return {
      ...movement,
      id: idOf(history, leg.id, 'leg'),
      kind: 'Leg',
      state: why === '' ? 'Booked' : 'Pending',
      why,
    };
  }
  if (leg.status === 'Settled') return pending('the leg is said to be settled, and no transfer shows it');
  if (transfers.length > 0) return undefined;
  if (isOut(sources)) return pending('it was sent, and it is not known yet what became of it');
  if (leg.status === 'InProgress') return pending('the leg is under way, and no transfer shows how far');
  if (leg.status === 'PartlySettled')
    return pending('a part of the leg is settled, and no transfer shows which');
  return leg.status === 'Unrecognised' ? pending('the status of the leg is not understood') : undefined;
};

const showsNone = ({ history, venues }: LegSources): boolean =>
  ReconciliationOptions.showsNone(venues, history.settlement);
