import * as t from 'io-ts';
import { type Reading, readingOf } from '../../codec/decode-failure.js';
import type { SettlementShown } from '../../codec/shown.js';
import { listOf } from '../../codec/v1/list-of.js';
import { WireSettlement, settlementShown } from '../../codec/v1/settlement.js';

const settlementsMax = 10_000;
const ListResult = t.type({ settlements: listOf(WireSettlement, settlementsMax) }, 'ListResult');

/** Reads the settlements, in the venue's order, which no document tells. */
export const read: Reading<ReadonlyArray<SettlementShown>> = readingOf(ListResult, ({ settlements }) =>
  settlements.map(settlementShown),
);
