import { type Instruction, Leg, type Observation } from '@legwork/core';

/**
 * What is kept of a leg before an attempt: how far it is, and what the venue shows of its transfers.
 *
 * The status belongs to it because a venue that shows no transfer still says "in progress" while there is one (contract
 * M2 d). Nothing else does: what may change without a transfer must not look like one.
 */
export const legMark = (instruction: Instruction.SettleLeg, seen: Observation): Leg.Mark => {
  const settlement = seen.settlements.find(({ id }) => id === instruction.settlement);
  const leg = settlement?.legs.find(({ id }) => id === instruction.leg);
  return Leg.mark(leg === undefined ? 'absent' : `${leg.status} ${leg.mark}`);
};

/** What is kept of an account before a creation: the ids of its settlements of that scope. Ids have no spaces. */
export const createdMark = (instruction: Instruction.Instruction, seen: Observation): Leg.Mark => {
  const concerns = (scope: string): boolean =>
    instruction._tag !== 'CreateSettlement' || scope === instruction.scope;
  const ids = seen.settlements.filter(({ scope }) => concerns(scope)).map(({ id }) => id);
  return Leg.mark(ids.toSorted().join(' '));
};

/** The ids in a mark that `createdMark` made. */
export const idsOf = (mark: Leg.Mark): ReadonlySet<string> => new Set(mark === '' ? [] : mark.split(' '));
