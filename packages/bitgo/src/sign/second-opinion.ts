import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { ExpectedEntry, ExpectedPayload } from '../payload/expected.js';

/**
 * The signer's own check says no. Nothing was signed. `what` is a sentence for people and repeats no value.
 */
export interface SecondOpinionRefused {
  readonly _tag: 'SecondOpinionRefused';
  readonly what: string;
}

/**
 * Says for a second time, in another way, whether a payload says what is expected (contract S5).
 *
 * It shares types and no code with `payload/`, and works the other way round: it writes down what each entry of the
 * expectation would look like with the fees that it found, and demands that. A text that `JSON.stringify` does not write
 * back unchanged (keys twice, escapes, spaces, other numbers, a byte order mark) is refused before its content is looked at.
 *
 * Errors: `SecondOpinionRefused`; nothing moved.
 */
export const secondOpinion = (
  text: string,
  expected: ExpectedPayload,
): E.Either<SecondOpinionRefused, void> => {
  if (text.length > 65_536 || !/^[!-[\]-~]*$/.test(text))
    return no('the text has characters or a length of no payload');
  if (isAbsurd(expected)) return no('the expectation is no settlement');
  const read = plainJson(text);
  if (O.isNone(read)) return no('the text is not JSON in its plainest form');
  const payload = read.value;
  if (!hasExactly(payload, payloadFields, 0)) return no('the payload has not exactly its five fields');
  const { version, accountId, nonceHold, nonceSettle, amounts } = payload;
  if (version !== '1.2.0' || version !== expected.version) return no('the version is another');
  if (accountId !== expected.signer) return no('the signer is another');
  if (!isNonce(nonceHold) || !isNonce(nonceSettle) || nonceHold === nonceSettle)
    return no('the nonces are not two different ones of 16 bytes');
  if (O.isSome(expected.nonces)) {
    const { hold, settle } = expected.nonces.value;
    if (nonceHold !== hold || nonceSettle !== settle) return no('the nonces are others');
  }
  return agreeOnAmounts(amounts, expected);
};

const payloadFields = ['version', 'accountId', 'amounts', 'nonceHold', 'nonceSettle'];
const entryFields = [
  'accountId',
  'sendCurrency',
  'sendSubtotal',
  'sendAmount',
  'receiveCurrency',
  'receiveAmount',
];

/** The value of a text that would be written exactly so again. Too deep a text makes either function throw. */
const plainJson = (text: string): O.Option<unknown> =>
  O.tryCatch((): unknown => {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  });

const agreeOnAmounts = (
  amounts: unknown,
  expected: ExpectedPayload,
): E.Either<SecondOpinionRefused, void> => {
  if (!Array.isArray(amounts) || amounts.length > 64) return no('the amounts are no list of at most 64');
  const met = new Set<ExpectedEntry>();
  for (const item of amounts) {
    const fees = feesOf(item, expected.signer);
    if (fees === undefined) return no('an entry has a form or fees that none may have');
    const entry = expected.entries.find((one) => isAsWritten(item, one, fees));
    if (entry === undefined || met.has(entry)) return no('the entries are not the expected ones');
    if (fees > entry.feeMax) return no('the fees are above what is allowed');
    met.add(entry);
  }
  if (met.size !== expected.entries.length) return no('the entries are not the expected ones');
  return balances(expected) ? E.right(undefined) : no('what is sent is not what is received');
};

/** Whether an entry says what the expected one would be written as, with these fees on top. */
const isAsWritten = (item: unknown, entry: ExpectedEntry, fees: bigint): boolean => {
  if (!isRecord(item)) return false;
  const { accountId, sendCurrency, sendSubtotal, sendAmount, receiveCurrency, receiveAmount } = item;
  return (
    accountId === entry.account &&
    sendCurrency === entry.sendCurrency &&
    receiveCurrency === entry.receiveCurrency &&
    isWhole(sendAmount) &&
    sendSubtotal === `${entry.sendSubtotal}` &&
    sendAmount === `${entry.sendSubtotal + fees}` &&
    isWhole(receiveAmount) &&
    receiveAmount === `${entry.receiveAmount}`
  );
};

/** All fees of one entry together; `undefined` when its fields, or one of the fees, are not of the known kind and form. */
const feesOf = (item: unknown, signer: string): bigint | undefined => {
  if (!isRecord(item)) return undefined;
  const { accountId, fees: listed, sendFee } = item;
  const extras = Number(listed !== undefined) + Number(sendFee !== undefined);
  if (!hasExactly(item, entryFields, extras) || (sendFee !== undefined && sendFee !== '0')) return undefined;
  if (listed === undefined) return 0n;
  if (!Array.isArray(listed) || listed.length > 16) return undefined;
  if (listed.length > 0 && accountId !== signer) return undefined;
  let total = 0n;
  for (const fee of listed) {
    if (!hasExactly(fee, ['feeAmount', 'feeType'], 0) || fee['feeType'] !== 'SETTLEMENT_FEE')
      return undefined;
    const amount = fee['feeAmount'];
    if (!isWhole(amount)) return undefined;
    total += BigInt(amount);
  }
  return total;
};

/** For each currency: all that is sent, less all that is received, is what an agent declared to keep. */
const balances = ({ entries, spread }: ExpectedPayload): boolean => {
  const isEven = (currency: string): boolean => {
    let left = 0n;
    for (const entry of entries) {
      if (entry.sendCurrency === currency) left += entry.sendSubtotal;
      if (entry.receiveCurrency === currency) left -= entry.receiveAmount;
    }
    for (const kept of spread) if (kept.currency === currency) left -= kept.amount;
    return left === 0n;
  };
  return (
    entries.every((entry) => isEven(entry.sendCurrency) && isEven(entry.receiveCurrency)) &&
    spread.every(({ currency }) => isEven(currency))
  );
};

/** Whether no settlement could be so, whatever is written about it. */
const isAbsurd = ({ form, signer, entries, spread }: ExpectedPayload): boolean =>
  spread.some((one) => one.amount < 0n || form === 'Direct') ||
  (form === 'Direct') !== entries.some((entry) => entry.account === signer) ||
  new Set(entries.map((entry) => entry.account)).size !== 2 ||
  entries.some(
    (entry) =>
      entry.sendCurrency === entry.receiveCurrency || entry.sendSubtotal < 1n || entry.receiveAmount < 1n,
  );

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether these are all fields of a record, but for a number of others. */
const hasExactly = (
  value: unknown,
  names: ReadonlyArray<string>,
  others: number,
): value is Readonly<Record<string, unknown>> =>
  isRecord(value) &&
  Object.keys(value).length === names.length + others &&
  names.every((name) => Object.hasOwn(value, name));

const isWhole = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{1,60}$/.test(value) && (value.length === 1 || !value.startsWith('0'));

const isNonce = (value: unknown): value is string => {
  if (typeof value !== 'string' || value.length !== 24) return false;
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === 16 && bytes.toString('base64') === value;
};

const no = (what: string): E.Either<SecondOpinionRefused, never> =>
  E.left({ _tag: 'SecondOpinionRefused', what });
