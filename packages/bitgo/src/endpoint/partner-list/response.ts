import * as t from 'io-ts';
import { type Reading, readingOf } from '../../codec/decode-failure.js';
import type { PartnerShown } from '../../codec/shown.js';
import { listOf } from '../../codec/v1/list-of.js';
import { WirePartner, partnerShown } from '../../codec/v1/partner.js';

const partnersMax = 10_000;
const ListResult = t.type({ tradingPartners: listOf(WirePartner, partnersMax) }, 'ListResult');

/** Reads the partners. */
export const read: Reading<ReadonlyArray<PartnerShown>> = readingOf(ListResult, ({ tradingPartners }) =>
  tradingPartners.map(partnerShown),
);
