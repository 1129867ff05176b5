import type { Observation } from '../noun/observation.js';
import type { Settlement } from '../noun/settlement.js';

/**
 * Whether a later reading shows less than an earlier one: a settled leg that is open again, a settlement that is gone.
 *
 * Such a reading comes from a copy that lags behind, or from a venue that contradicts itself; it is no evidence (D13).
 */
export const regressed = (earlier: Observation, later: Observation): boolean =>
  later.order <= earlier.order ||
  earlier.settlements.some((before) => {
    const after = later.settlements.find((one) => one.id === before.id);
    if (after === undefined) return later.subject._tag === 'Existing';
    return wentBack(before, after);
  });

/** What was moved stays moved; a transfer in progress may come to nothing, and an unknown word says nothing. */
const rank = { Open: 0, InProgress: 0, PartlySettled: 1, Settled: 2, Unrecognised: 0 } as const;

const finalityRank = { Unrecognised: 0, Open: 0, Reversible: 1, Final: 2, Dead: 2 } as const;

const wentBack = (before: Settlement, after: Settlement): boolean => {
  if (finalityRank[after.finality] < finalityRank[before.finality] && after.finality !== 'Unrecognised')
    return true;
  if (isOver(before) && isOver(after) && before.finality !== after.finality) return true;
  if (before.legs.length === 0) return false;
  const later = new Map(after.legs.map((leg) => [leg.id, leg]));
  return before.legs.some((leg) => {
    const now = later.get(leg.id);
    if (now === undefined) return true;
    return now.status !== 'Unrecognised' && rank[now.status] < rank[leg.status];
  });
};

const isOver = ({ finality }: Settlement): boolean => finality === 'Final' || finality === 'Dead';
