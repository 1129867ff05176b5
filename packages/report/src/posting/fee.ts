import { type ExpectedLeg, type Leg, Quantity } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { SettlementHistory } from '../leg-history.js';
import { type Entry, type NotPosted, accountName, entryOf } from './entry.js';
import { type LegPosted, idOf } from './leg-entries.js';
import type { ExpectedOf } from './expected-of.js';

/**
 * What of a leg was a fee, once all of the leg is booked: moved from the other party's account to the one of fees, so that the
 * former shows what was owed for the trades alone.
 */
export const feesOf = (
  history: SettlementHistory,
  leg: Leg.Leg,
  posted: LegPosted,
  expected: ReadonlyArray<ExpectedOf>,
): Pick<LegPosted, 'entries' | 'notPosted'> => {
  const nothing = { entries: [], notPosted: [] };
  if (posted.booked !== leg.quantity || O.isNone(leg.asset) || O.isNone(leg.flow)) return nothing;
  const { payer, receiver } = leg.flow.value;
  if ((payer.role === 'Us') === (receiver.role === 'Us')) return nothing;
  const [first, second] = expectedOf(history, leg, expected);
  if (first === undefined) return nothing;
  const { venue, account, id } = history.settlement;
  const cause = posted.entries[0]?.reference ?? { mandate: null, intent: null };
  const { mandate, intent } = cause;
  const reference = { venue, account, settlement: id, leg: leg.id, transfer: null, mandate, intent };
  if (second !== undefined) return { entries: [], notPosted: [ambiguous(reference)] };
  const principal = first.purpose === 'Fee' ? Quantity.zero : (first.withoutFees ?? first.quantity);
  const wePay = payer.role === 'Us';
  const more = Quantity.subtract(leg.quantity, principal);
  const less = Quantity.subtract(principal, leg.quantity);
  const fee = E.isRight(more) ? more.right : E.isRight(less) ? less.right : Quantity.zero;
  if (fee === Quantity.zero) return nothing;
  // We paid more than was traded, or got less: it cost us something. The other way round it earned us something.
  const isCost = wePay === E.isRight(more);
  const other = wePay ? receiver : payer;
  const theirs = accountName(venue, other.role, other.account);
  const fees = accountName(venue, 'Fees', account);
  const entry: Entry = entryOf({
    id: idOf(history, leg.id, 'fee'),
    kind: 'Fee',
    state: 'Booked',
    why: '',
    debit: isCost ? fees : theirs,
    credit: isCost ? theirs : fees,
    asset: leg.asset.value,
    quantity: fee,
    reference,
  });
  return { entries: [entry], notPosted: [] };
};

const ambiguous = (reference: NotPosted['reference']): NotPosted => ({
  reference,
  why: 'more than one line of our own books is of this leg, so its fee is not told from its principal',
});

/** What our own books say of the very leg: by asset, parties and quantity. */
const expectedOf = (
  { settlement }: SettlementHistory,
  leg: Leg.Leg,
  expected: ReadonlyArray<ExpectedOf>,
): ReadonlyArray<ExpectedLeg> => {
  const { asset, flow } = leg;
  if (O.isNone(asset) || O.isNone(flow)) return [];
  const { payer, receiver } = flow.value;
  return expected
    .filter(
      (one) =>
        one.venue === settlement.venue &&
        one.account === settlement.account &&
        one.settlement === settlement.id,
    )
    .flatMap(({ legs }) => legs)
    .filter(
      (one) =>
        one.asset === asset.value &&
        one.quantity === leg.quantity &&
        one.payer === payer.role &&
        one.receiver === receiver.role &&
        (one.payerAccount ?? payer.account) === payer.account &&
        (one.receiverAccount ?? receiver.account) === receiver.account,
    );
};
