import { type Checked, bad } from '../checked.js';
import { parse as parseJson } from '../json-text.js';
import { type Reader, listOf, mapped, matching, oneOf, record, text } from '../reader.js';

/** A fee that the signer of a payload pays on top of what it sends. Units: of the entry's sendCurrency. */
interface Fee {
  readonly feeType: string;
  readonly feeAmount: bigint;
}

/** What one account gives and gets. Units: base units of the currency beside each amount. */
export interface Entry {
  readonly accountId: string;
  readonly sendSubtotal: bigint;
  /** The subtotal and the fees. */
  readonly sendAmount: bigint;
  readonly sendCurrency: string;
  readonly receiveAmount: bigint;
  readonly receiveCurrency: string;
  readonly fees: ReadonlyArray<Fee>;
}

/** What a trading account signs (BitGoJS before 550380d783, payload.ts, read November 2026). */
export interface Payload {
  /** The account that signs. */
  readonly accountId: string;
  readonly entries: ReadonlyArray<Entry>;
  /** Base64 of 16 bytes, as is the other. */
  readonly nonceHold: string;
  readonly nonceSettle: string;
}

/** The only version of payloads. */
export const VERSION = '1.2.0';

/** The only type of fee. */
export const FEE_TYPE = 'SETTLEMENT_FEE';

const ENTRIES_MAX = 16;
const NONCE = /^[A-Za-z0-9+/]{21}[AQgw]==$/;

/** Reads an amount in base units: digits without a sign, a leading zero or an exponent. */
export const amount: Reader<bigint> = mapped(
  matching(/^(0|[1-9]\d{0,39})$/, 'a whole number of base units in a text'),
  (digits) => BigInt(digits),
);

/** Reads the name of a currency. */
export const currency: Reader<string> = matching(/^[a-z0-9:.-]{2,32}$/, 'the name of a currency');

const fee = record({ feeType: oneOf([FEE_TYPE]), feeAmount: amount }, {});
const nonce = matching(NONCE, 'base64 of 16 bytes');
const entry: Reader<Entry> = mapped(
  record(
    {
      accountId: text,
      sendSubtotal: amount,
      sendAmount: amount,
      sendCurrency: currency,
      receiveAmount: amount,
      receiveCurrency: currency,
    },
    { fees: listOf(fee, 4), sendFee: amount },
  ),
  ({ sendFee: _shown, fees = [], ...rest }) => ({ ...rest, fees }),
);
const payload: Reader<Payload> = mapped(
  record(
    {
      version: oneOf([VERSION]),
      accountId: text,
      amounts: listOf(entry, ENTRIES_MAX),
      nonceHold: nonce,
      nonceSettle: nonce,
    },
    {},
  ),
  ({ accountId, amounts, nonceHold, nonceSettle }) => ({
    accountId,
    entries: amounts,
    nonceHold,
    nonceSettle,
  }),
);

/** Reads a payload strictly: one way to read it, or none. Errors: a sentence. */
export const parse = (json: string): Checked<Payload> => {
  const parsed = parseJson(json);
  return parsed.ok ? payload(parsed.value, 'the payload') : bad(parsed.why);
};

/** Where a payload is shown; BitGo writes its keys in another order in each place (§3.5). */
export type PayloadPlace = 'build' | 'settlement' | 'agency-settlement';

/** Writes a payload in the key order of its place. */
export const write = (value: Payload, place: PayloadPlace): string => {
  const { accountId, entries, nonceHold, nonceSettle } = value;
  if (place === 'build') {
    const amounts = entries.map(writeBuilt);
    return JSON.stringify({ version: VERSION, accountId, nonceHold, nonceSettle, amounts });
  }
  const amounts = entries.map((held) => writeShown(held, place === 'agency-settlement'));
  return JSON.stringify({ version: VERSION, accountId, amounts, nonceHold, nonceSettle });
};

const writeFees = (fees: ReadonlyArray<Fee>): object =>
  fees.length === 0
    ? {}
    : { fees: fees.map((held) => ({ feeType: held.feeType, feeAmount: held.feeAmount.toString() })) };

const writeBuilt = (held: Entry): object => ({
  accountId: held.accountId,
  sendCurrency: held.sendCurrency,
  sendSubtotal: held.sendSubtotal.toString(),
  sendAmount: held.sendAmount.toString(),
  receiveCurrency: held.receiveCurrency,
  receiveAmount: held.receiveAmount.toString(),
  ...writeFees(held.fees),
});

const writeShown = (held: Entry, withSendFee: boolean): object => ({
  accountId: held.accountId,
  sendSubtotal: held.sendSubtotal.toString(),
  ...(withSendFee && { sendFee: (held.sendAmount - held.sendSubtotal).toString() }),
  sendAmount: held.sendAmount.toString(),
  sendCurrency: held.sendCurrency,
  receiveAmount: held.receiveAmount.toString(),
  receiveCurrency: held.receiveCurrency,
  ...writeFees(held.fees),
});
