import type { SettlementType } from './status.js';

/** A status of a partnership. */
export const PARTNER_STATUSES = ['accepted', 'rejected', 'canceled', 'pending'] as const;

/** One of them. */
export type PartnerStatus = (typeof PARTNER_STATUSES)[number];

/** Two accounts that may settle with each other; of an agency, the primary is the agent (§2). */
export interface Partner {
  readonly id: string;
  readonly primaryAccountId: string;
  readonly secondaryAccountId: string;
  readonly requesterAccountId: string;
  readonly type: SettlementType;
  readonly status: PartnerStatus;
}

/** Is the account one of the two? */
export const includes = (partner: Partner, accountId: string): boolean =>
  partner.primaryAccountId === accountId || partner.secondaryAccountId === accountId;

/** May these two settle with each other in this way? */
export const maySettle = (
  partners: Iterable<Partner>,
  type: SettlementType,
  requesterId: string,
  otherId: string,
): boolean => {
  for (const partner of partners) {
    if (partner.status !== 'accepted' || partner.type !== type) continue;
    if (!includes(partner, requesterId) || !includes(partner, otherId)) continue;
    if (type === 'direct' || partner.primaryAccountId === requesterId) return true;
  }
  return false;
};
