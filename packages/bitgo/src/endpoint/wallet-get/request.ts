import type { Place } from '../../codec/dialect.js';

/** Where the call goes: a trading account is a wallet of the coin `ofc` (BitGoJS `tradingAccount.ts`, last seen 2023-11-15). */
export const path = ({ account }: Place): string => `/api/v2/ofc/wallet/${account}`;
