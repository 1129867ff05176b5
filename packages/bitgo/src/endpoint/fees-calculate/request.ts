import type { FeesAsked, Place } from '../../codec/dialect.js';
import { accountPath } from '../../codec/v1/place.js';

/** Where the call goes (BitGoJS `tradingAccount.ts`, last seen 2023-11-15). */
export const path = (at: Place): string => `${accountPath(at)}/calculatefees`;

/** What is asked. */
export const body = ({ counterparty, sends, receives }: FeesAsked): string =>
  JSON.stringify({
    counterpartyAccountId: counterparty,
    sendCurrency: sends.currency,
    sendAmount: `${sends.amount}`,
    receiveCurrency: receives.currency,
    receiveAmount: `${receives.amount}`,
  });
