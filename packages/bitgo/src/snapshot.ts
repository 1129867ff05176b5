import { type Instruction, Leg, type Observation, type Settlement } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { names } from './fit.js';
import { ourConsent } from './standing.js';

/**
 * What is kept of a settlement before we affirm, refuse or cancel it: how final it is and how our consent stands.
 *
 * Nothing else belongs to it: what others do in the meantime must not look like something of ours.
 */
const standingMark = (settlement: Settlement.Settlement | undefined): Leg.Mark => {
  if (settlement === undefined) return Leg.mark('absent');
  const consent = ourConsent(settlement);
  return Leg.mark(`${settlement.finality} ${O.isSome(consent) ? consent.value : 'none'}`);
};

/** What is kept of an account before a creation: the settlements that have one of its trades, or do not show theirs. */
const createdMark = (
  { trades }: Instruction.CreateSettlement,
  settlements: ReadonlyArray<Settlement.Settlement>,
): Leg.Mark => {
  const concerned = settlements.filter(
    (one) => O.isNone(one.trades) || (O.isSome(trades) && names(one, trades.value)),
  );
  return Leg.mark(
    concerned
      .map(({ id }) => id)
      .toSorted()
      .join(' '),
  );
};

/** The ids in a mark that `createdMark` made; ids have no spaces. */
export const idsOf = (mark: Leg.Mark): ReadonlySet<string> => new Set(mark === '' ? [] : mark.split(' '));

/** What is kept of a reading before an attempt. */
export const snapshot = (instruction: Instruction.Instruction, seen: Observation): Leg.Mark =>
  instruction._tag === 'CreateSettlement'
    ? createdMark(instruction, seen.settlements)
    : standingMark(seen.settlements.find(({ id }) => id === instruction.settlement));
