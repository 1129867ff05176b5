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
 * It shares types and no code with `payload/`, and works the other way round: it writes down what the expectation would
 * look like with the nonces and fees that it found, and demands that text. A text that `JSON.stringify` does not write
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
  if (expected.entries.some((entry) => isAbsurd(entry, expected)))
    return no('the expectation is no settlement');
  const read = plainJson(text);
  if (O.isNone(read)) return no('the text is not JSON in its plainest form');
  const payload = read.value;
  if (!hasExactly(payload, ['accountId', 'amounts', 'nonceHold', 'nonceSettle', 'version']))
    return no('the payload has not exactly its five fields');
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
  const shown = amounts.map((item) => lineOf(item, expected.signer));
  const wanted = expected.entries.map((entry) => wantedLine(entry));
  if (shown.some((line) => line === undefined)) return no('an entry has a form or fees that none may have');
  if (!haveSame(shown, wanted)) return no('the entries are not the expected ones');
  const fees = amounts.map((item) => feesOf(item));
  for (const entry of expected.entries) {
    const at = shown.indexOf(wantedLine(entry));
    if ((fees[at] ?? -1n) > entry.feeMax) return no('the fees are above what is allowed');
  }
  return balances(expected) ? E.right(undefined) : no('what is sent is not what is received');
};

/** Whether both lists have the same members, each once. */
const haveSame = (shown: ReadonlyArray<unknown>, wanted: ReadonlyArray<string>): boolean =>
  new Set(wanted).size === wanted.length &&
  shown.length === wanted.length &&
  wanted.every((line) => shown.includes(line));

/** One entry as a line, with the gross amount replaced by the proof that it is right; `undefined` when it is not. */
const lineOf = (item: unknown, signer: string): string | undefined => {
  if (!isRecord(item)) return undefined;
  const { fees: listed, sendFee, ...rest } = item;
  if ((sendFee !== undefined && sendFee !== '0') || ('fees' in item && !Array.isArray(listed)))
    return undefined;
  const names = [
    'accountId',
    'receiveAmount',
    'receiveCurrency',
    'sendAmount',
    'sendCurrency',
    'sendSubtotal',
  ];
  if (!hasExactly(rest, names)) return undefined;
  const { accountId, sendCurrency, sendSubtotal, sendAmount, receiveCurrency, receiveAmount } = rest;
  if (!isWhole(sendSubtotal) || !isWhole(sendAmount) || !isWhole(receiveAmount)) return undefined;
  const fees = feesOf(item);
  if (fees === undefined || `${BigInt(sendSubtotal) + fees}` !== sendAmount) return undefined;
  if (Array.isArray(listed) && listed.length > 0 && accountId !== signer) return undefined;
  return JSON.stringify([accountId, sendCurrency, sendSubtotal, receiveCurrency, receiveAmount]);
};

const wantedLine = (entry: ExpectedEntry): string =>
  JSON.stringify([
    entry.account,
    entry.sendCurrency,
    `${entry.sendSubtotal}`,
    entry.receiveCurrency,
    `${entry.receiveAmount}`,
  ]);

/** All fees of one entry together; `undefined` when one is not of the known kind and form. */
const feesOf = (item: unknown): bigint | undefined => {
  if (!isRecord(item)) return undefined;
  const listed: unknown = item['fees'] ?? [];
  if (!Array.isArray(listed) || listed.length > 16) return undefined;
  let total = 0n;
  for (const fee of listed) {
    if (!hasExactly(fee, ['feeAmount', 'feeType']) || fee['feeType'] !== 'SETTLEMENT_FEE') return undefined;
    const amount = fee['feeAmount'];
    if (!isWhole(amount)) return undefined;
    total += BigInt(amount);
  }
  return total;
};

/** For each currency: all that is sent, less all that is received, is what an agent declared to keep. */
const balances = ({ entries, spread }: ExpectedPayload): boolean => {
  const currencies = new Set(entries.flatMap((entry) => [entry.sendCurrency, entry.receiveCurrency]));
  const known = spread.every(({ currency, amount }) => currencies.has(currency) || amount === 0n);
  return (
    known &&
    [...currencies].every((currency) => {
      const sent = entries.filter((entry) => entry.sendCurrency === currency);
      const received = entries.filter((entry) => entry.receiveCurrency === currency);
      const kept = spread.filter((one) => one.currency === currency);
      const sum = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((a, b) => a + b, 0n);
      return (
        sum(sent.map((entry) => entry.sendSubtotal)) ===
        sum(received.map((entry) => entry.receiveAmount)) + sum(kept.map((one) => one.amount))
      );
    })
  );
};

const isAbsurd = (entry: ExpectedEntry, { form, signer, entries, spread }: ExpectedPayload): boolean =>
  spread.some((one) => one.amount < 0n || form === 'Direct') ||
  entry.sendCurrency === entry.receiveCurrency ||
  entry.sendSubtotal < 1n ||
  entry.receiveAmount < 1n ||
  (form === 'Agency' && entry.account === signer) ||
  (form === 'Direct' && !entries.some((one) => one.account === signer)) ||
  new Set(entries.map((one) => one.account)).size !== 2;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasExactly = (
  value: unknown,
  names: ReadonlyArray<string>,
): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && Object.keys(value).toSorted().join() === names.join();

const isWhole = (value: unknown): value is string =>
  typeof value === 'string' &&
  value.length <= 60 &&
  /^\d+$/.test(value) &&
  BigInt(value).toString() === value;

const isNonce = (value: unknown): value is string => {
  if (typeof value !== 'string' || value.length !== 24) return false;
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === 16 && bytes.toString('base64') === value;
};

const no = (what: string): E.Either<SecondOpinionRefused, never> =>
  E.left({ _tag: 'SecondOpinionRefused', what });
