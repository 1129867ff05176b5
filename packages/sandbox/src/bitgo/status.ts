/** A status of a settlement (Create Settlement, read November 2026). */
export type SettlementStatus = 'canceled' | 'pending' | 'rejected' | 'settled' | 'failed';

/** A status of an affirmation (the same page). */
export const AFFIRMATION_STATUSES = [
  'pending',
  'overdue',
  'rejected',
  'affirmed',
  'failed',
  'canceled',
] as const;

/** One of them. */
export type AffirmationStatus = (typeof AFFIRMATION_STATUSES)[number];

/** Direct between two accounts, or agency: the requester stands between two clients of its own. */
export type SettlementType = 'direct' | 'agency';
