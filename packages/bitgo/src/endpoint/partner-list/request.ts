import type { Place } from '../../codec/dialect.js';
import { accountPath } from '../../codec/v1/place.js';

/** Where the call goes (BitGoJS `tradingPartners.ts`, last seen 2023-11-15). */
export const path = (at: Place): string => `${accountPath(at)}/tradingpartners`;
