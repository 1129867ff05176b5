import type { Place, SignedPayload, TradeWritten } from '../../codec/dialect.js';
import { accountPath } from '../../codec/v1/place.js';
import type { ExpectedEntry } from '../../payload/expected.js';

/** Where the call goes (Create Settlement page, read November 2026). */
export const path = (at: Place): string => `${accountPath(at)}/settlements`;

/** The body, exactly as it is journaled and sent; the payload is the very text that was verified and signed. */
export const body = ({ payload, signature }: SignedPayload, trades: ReadonlyArray<TradeWritten>): string =>
  JSON.stringify({ payload, signature, trades: trades.map(trade) });

/** `pending` is what the page's example says of a new trade; the venue's own client said `executed` (notes §2). */
const trade = ({ externalId, atMs, base, quote, form }: TradeWritten): object => ({
  baseAccountId: base.account,
  quoteAccountId: quote.account,
  status: 'pending',
  timestamp: new Date(atMs).toISOString(),
  baseAmount: `${base.sendSubtotal}`,
  quoteAmount: `${quote.sendSubtotal}`,
  baseCurrency: base.sendCurrency,
  quoteCurrency: quote.sendCurrency,
  ...(form === 'Agency' ? received(base, quote) : {}),
  externalId,
});

const received = (base: ExpectedEntry, quote: ExpectedEntry): object => ({
  baseReceiveAmount: `${base.receiveAmount}`,
  quoteReceiveAmount: `${quote.receiveAmount}`,
  baseReceiveCurrency: base.receiveCurrency,
  quoteReceiveCurrency: quote.receiveCurrency,
});
