import type { Settlement } from './settlement.js';

/**
 * One word for where a settlement stands, for people and lists. Derived each time, never stored.
 *
 * `Unclear`: some axis carries a word that this version does not know. `Stopped`: a consent was refused or withdrawn,
 * or it ended without settling. `Lapsed`: a consent was not given in time.
 */
export type Rollup =
  | 'Unclear'
  | 'Stopped'
  | 'Lapsed'
  | 'AwaitingConsent'
  | 'Ready'
  | 'Settling'
  | 'PartlySettled'
  | 'Settled'
  | 'Final';

/** Derives the roll-up from the axes: consent, legs, transfers, holds and finality. */
export const rollup = (settlement: Settlement): Rollup => {
  const { consents, holds, legs, finality } = settlement;
  const unknown =
    finality === 'Unrecognised' ||
    consents.some((consent) => consent.status === 'Unrecognised') ||
    holds.some((hold) => hold.status === 'Unrecognised') ||
    legs.some(
      (leg) =>
        leg.status === 'Unrecognised' || leg.transfers.some((transfer) => transfer.status === 'Unrecognised'),
    );
  if (unknown) return 'Unclear';
  if (finality === 'Final') return 'Final';
  if (consents.some((consent) => consent.status === 'Lapsed')) return 'Lapsed';
  if (
    finality === 'Dead' ||
    consents.some((consent) => consent.status === 'Refused' || consent.status === 'Withdrawn')
  )
    return 'Stopped';
  const settled = legs.filter((leg) => leg.status === 'Settled').length;
  if (finality === 'Reversible' || (legs.length > 0 && settled === legs.length)) return 'Settled';
  if (settled > 0 || legs.some((leg) => leg.status === 'PartlySettled')) return 'PartlySettled';
  if (legs.some((leg) => leg.status === 'InProgress')) return 'Settling';
  return consents.every((consent) => consent.status === 'Given') ? 'Ready' : 'AwaitingConsent';
};
