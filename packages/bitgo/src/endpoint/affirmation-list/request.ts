import type { AffirmationFilter, Place } from '../../codec/dialect.js';
import { accountPath } from '../../codec/v1/place.js';

/** Where the call goes (BitGoJS `affirmations.ts`, last seen 2023-11-15). */
export const path = (at: Place, only: AffirmationFilter): string =>
  `${accountPath(at)}/affirmations${only === 'all' ? '' : `?status=${only}`}`;
