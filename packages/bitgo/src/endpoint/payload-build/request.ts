import { accountPath } from '../../codec/v1/place.js';
import type { Place } from '../../codec/dialect.js';
import type { ExpectedEntry } from '../../payload/expected.js';
import { payloadVersions } from '../../payload/payload.js';

/** Where the call goes (BitGoJS `tradingAccount.ts`, last seen 2023-11-15). */
export const path = (at: Place): string => `${accountPath(at)}/payload`;

/**
 * What the payload shall say. `sendAmount` means the net amount here, and the gross amount in the payload that comes back
 * (notes §3.2).
 */
export const body = (entries: ReadonlyArray<ExpectedEntry>): string =>
  JSON.stringify({
    version: payloadVersions[0],
    amounts: entries.map((entry) => ({
      accountId: entry.account,
      sendAmount: `${entry.sendSubtotal}`,
      sendCurrency: entry.sendCurrency,
      receiveAmount: `${entry.receiveAmount}`,
      receiveCurrency: entry.receiveCurrency,
    })),
  });
