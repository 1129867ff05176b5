import type { BalanceAsked, Place } from '../../codec/dialect.js';
import { accountPath } from '../../codec/v1/place.js';

/** Where the call goes (BitGoJS `tradingPartner.ts`, last seen 2023-11-15). */
export const path = (at: Place, { partner, amount }: BalanceAsked): string =>
  `${accountPath(at)}/tradingpartners/${encodeURIComponent(partner)}/balance?currency=${encodeURIComponent(amount.currency)}&amount=${amount.amount}`;
