import type { SettlementId } from '@legwork/core';
import type { Place } from '../../codec/dialect.js';
import { accountPath } from '../../codec/v1/place.js';

/** Where the call goes (BitGoJS `settlements.ts`, last seen 2023-11-15). */
export const path = (at: Place, id: SettlementId): string =>
  `${accountPath(at)}/settlements/${encodeURIComponent(id)}`;
