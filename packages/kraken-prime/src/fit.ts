import {
  type Fit,
  type Instruction,
  Leg,
  type Observation,
  Party,
  Quantity,
  Settlement,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/** Kraken Prime has no call that affirms, rejects or cancels (endpoint index of the REST reference, 17 August 2026). */
export const unknownHere = 'Kraken Prime knows no such instruction';

/** Whether what was read still is what was approved to be settled (contract M6). */
export const fitOfLeg = (instruction: Instruction.SettleLeg, seen: Observation): Fit => {
  const settlement = seen.settlements.find(({ id }) => id === instruction.settlement);
  if (settlement === undefined) return notYet('the venue does not show the settlement');
  const odd = settlement.oddities[0];
  if (odd !== undefined) return differs(`${odd.at}: ${odd.what}`);
  const leg = settlement.legs.find(({ id }) => id === instruction.leg);
  if (leg === undefined) return differs('the settlement has no such leg any more');
  if (leg.status === 'Settled') return { _tag: 'NotNeeded', why: 'the leg has been settled without this' };
  if (leg.status === 'InProgress') return notYet('a transfer is already in progress');
  const different = approvalDifference(instruction, leg);
  if (O.isSome(different)) return differs(different.value);
  if (!Settlement.isAgreed(settlement)) return notYet('the venue has not confirmed the batch');
  return Leg.isOurs(leg) ? { _tag: 'Fits' } : notYet('the venue has not made the leg eligible');
};

/** What of an open leg is not as it was approved; `none` when all of it is. */
export const approvalDifference = (instruction: Instruction.SettleLeg, leg: Leg.Leg): O.Option<string> => {
  if (O.isNone(leg.asset) || leg.asset.value !== instruction.asset)
    return O.some('the leg is in another asset than the one that was approved');
  if (O.isNone(leg.flow) || !sameFlow(leg.flow.value, instruction.flow))
    return O.some('who pays is not what was approved');
  if (O.isNone(leg.residual))
    return O.some('a part of the leg is settled, and the venue does not tell what is left');
  if (leg.residual.value !== instruction.quantity)
    return O.some('the amount is not the one that was approved');
  return instruction.quantity === Quantity.zero ? O.some('there is nothing to move') : O.none;
};

const sameFlow = (a: Leg.Flow, b: Leg.Flow): boolean =>
  Party.same(a.payer, b.payer) && Party.same(a.receiver, b.receiver);

/**
 * Whether a settlement may still be created. Only one can be active per scope (Create page, read November 2026); whether a
 * settled one that the venue still processes is active is not documented, so it is waited for.
 */
export const fitOfCreation = ({ scope, terms }: Instruction.CreateSettlement, seen: Observation): Fit => {
  if (terms.length > 0) return differs('Kraken Prime works out the terms of a batch by itself');
  const pending = seen.settlements.filter(
    (one) => one.scope === scope && one.finality !== 'Final' && one.finality !== 'Dead',
  );
  const open = pending.find(({ finality }) => finality === 'Open');
  if (open !== undefined) return { _tag: 'NotNeeded', why: `settlement ${open.id} is open already` };
  const unclear = pending.find(({ finality }) => finality === 'Unrecognised');
  if (unclear !== undefined) return differs(`the state of settlement ${unclear.id} is not understood`);
  const [settled] = pending;
  return settled === undefined
    ? { _tag: 'Fits' }
    : notYet(`the venue still processes settlement ${settled.id}`);
};

const notYet = (why: string): Fit => ({ _tag: 'NotYet', why });
const differs = (what: string): Fit => ({ _tag: 'Differs', what });
