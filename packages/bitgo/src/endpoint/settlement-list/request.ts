import type { Place } from '../../codec/dialect.js';
import { accountPath } from '../../codec/v1/place.js';

/** Where the call goes (BitGoJS `settlements.ts`, last seen 2023-11-15). No filter and no page is known (notes §1). */
export const path = (at: Place): string => `${accountPath(at)}/settlements`;
