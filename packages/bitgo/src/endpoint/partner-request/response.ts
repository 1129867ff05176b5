import { type Reading, readingOf } from '../../codec/decode-failure.js';
import type { PartnerShown } from '../../codec/shown.js';
import { WirePartner, partnerShown } from '../../codec/v1/partner.js';

/** Reads the partnership that was asked for; the other side has yet to accept it. */
export const read: Reading<PartnerShown> = readingOf(WirePartner, partnerShown);
