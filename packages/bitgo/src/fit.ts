import {
  type AccountId,
  type Fit,
  type Instruction,
  type Observation,
  Settlement,
  type TradeId,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { sameTerms } from './same-terms.js';
import { isRequestedBy, ourConsent } from './standing.js';

/** BitGo settles a settlement as a whole (Create Settlement page, read November 2026). */
export const unknownHere = 'BitGo settles no single leg';

/** Whether a settlement may still be created: nothing shows any of its trades yet. */
export const fitOfCreation = (
  account: AccountId,
  { scope, trades }: Instruction.CreateSettlement,
  seen: Observation,
): Fit => {
  if (scope !== 'direct' && scope !== 'agency') return differs('the scope must be direct or agency');
  if (O.isNone(trades)) return differs('a settlement needs our own name for its trade, to be found again by');
  const named = seen.settlements.filter((one) => names(one, trades.value));
  const [known] = named;
  if (known === undefined) return fits;
  const isOurs =
    named.length === 1 &&
    isRequestedBy(account, known) &&
    O.isSome(known.trades) &&
    Settlement.sameTrades(known.trades.value, trades.value);
  return isOurs && (known.finality === 'Open' || known.finality === 'Final')
    ? { _tag: 'NotNeeded', why: `settlement ${known.id} has the trade already` }
    : differs(`settlement ${known.id} has the trade already, and is not what was approved`);
};

/** Whether the settlement shows one of the trades. */
export const names = ({ trades }: Settlement.Settlement, expected: ReadonlyArray<TradeId>): boolean =>
  O.isSome(trades) && shareTrades(trades.value, expected);

/** Whether what was read still is what was approved to be affirmed (contract M6). */
export const fitOfAffirmation = (instruction: Instruction.Affirm, seen: Observation): Fit => {
  const settlement = seen.settlements.find(({ id }) => id === instruction.settlement);
  if (settlement === undefined) return notYet;
  const odd = settlement.oddities[0];
  if (odd !== undefined) return differs(odd.what);
  const consent = ourConsent(settlement);
  if (O.isNone(consent)) return differs('the settlement does not ask for our consent');
  if (consent.value === 'Given') return { _tag: 'NotNeeded', why: 'our consent has been given without this' };
  if (settlement.finality !== 'Open' || consent.value !== 'Awaited')
    return differs('the settlement does not wait for our consent any more');
  return sameTerms(instruction.terms, settlement.legs)
    ? fits
    : differs('the settlement is for something else than was approved');
};

/**
 * Whether a settlement can still be refused or taken back. Oddities do not forbid it: nothing moves by it, and a settlement
 * that contradicts itself is one to refuse.
 */
export const fitOfEnding = (
  account: AccountId,
  instruction: Instruction.Reject | Instruction.Cancel,
  seen: Observation,
): Fit => {
  const settlement = seen.settlements.find(({ id }) => id === instruction.settlement);
  if (settlement === undefined) return notYet;
  if (settlement.finality === 'Dead')
    return { _tag: 'NotNeeded', why: 'the settlement has ended without this' };
  if (settlement.finality !== 'Open') return differs('the settlement is not pending');
  const isOurs = isRequestedBy(account, settlement);
  if (instruction._tag === 'Cancel')
    return isOurs ? fits : differs('only who requested a settlement takes it back');
  if (isOurs) return differs('our own settlement is taken back, not refused');
  const consent = ourConsent(settlement);
  return O.isSome(consent) && consent.value === 'Awaited'
    ? fits
    : differs('the settlement does not wait for our consent');
};

const fits: Fit = { _tag: 'Fits' };
const notYet: Fit = { _tag: 'NotYet', why: 'the venue does not show the settlement' };
const differs = (what: string): Fit => ({ _tag: 'Differs', what });

/** Whether a trade stands in both lists. */
const shareTrades = (one: ReadonlyArray<TradeId>, other: ReadonlyArray<TradeId>): boolean =>
  one.some((trade) => other.includes(trade));
