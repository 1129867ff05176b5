import type { ConsentStatus, HoldStatus, Leg, Settlement } from '@legwork/core';

/** How final a settlement is (Create Settlement page, read November 2026); every end but `settled` moves nothing. */
export const finalityOf = (status: string): Settlement.Finality => {
  switch (status) {
    case 'pending':
      return 'Open';
    case 'settled':
      return 'Final';
    case 'canceled':
    case 'rejected':
    case 'failed':
      return 'Dead';
    default:
      return 'Unrecognised';
  }
};

/**
 * How a consent stands. `failed` is explained nowhere; what was meant to be given and came to nothing counts as refused, for
 * no money can move by it.
 */
export const consentOf = (status: string): ConsentStatus => {
  switch (status) {
    case 'pending':
      return 'Awaited';
    case 'affirmed':
      return 'Given';
    case 'rejected':
    case 'failed':
      return 'Refused';
    case 'canceled':
      return 'Withdrawn';
    case 'overdue':
      return 'Lapsed';
    default:
      return 'Unrecognised';
  }
};

/** How a lock stands (BitGoJS `lock.ts`, last seen 2023-11-15; the page shows `active` only). */
export const holdOf = (status: string): HoldStatus => {
  switch (status) {
    case 'requested':
      return 'Requested';
    case 'active':
      return 'Active';
    case 'settled':
      return 'Settled';
    case 'released':
      return 'Released';
    case 'failed':
      return 'Failed';
    default:
      return 'Unrecognised';
  }
};

/** A leg is as far as its settlement: all of it settles, or nothing does. */
export const legStatusOf = (finality: Settlement.Finality): Leg.LegStatus => {
  switch (finality) {
    case 'Final':
    case 'Reversible':
      return 'Settled';
    case 'Open':
    case 'Dead':
      return 'Open';
    case 'Unrecognised':
      return 'Unrecognised';
  }
};

/** The words of a trade: those of the page, and those that the venue's own client used (notes §2). */
export const isTradeWord = (status: string): boolean => tradeWords.has(status);

const tradeWords: ReadonlySet<string> = new Set([
  'pending',
  'overdue',
  'rejected',
  'affirmed',
  'settled',
  'failed',
  'canceled',
  'executed',
]);
