import * as E from 'fp-ts/lib/Either.js';
import { type Reading, account, amount, currency, feeType, nonce, version, zero } from './field.js';
import type { Payload, PayloadEntry, PayloadFee } from './payload.js';
import { type PayloadRefused, refuse } from './payload-refused.js';
import { type Node, scan } from './scan.js';

const feesMax = 16;

/**
 * Reads a payload: every field of a closed list, in any order, in the one form that it can have.
 *
 * `sendFee`, which no document names and which stands in the venue's agency payloads, may be there as `"0"` only: then
 * it says nothing (BitGoJS fixture `settlement.ts`, last seen 2023-11-15).
 *
 * Errors: `PayloadRefused` with a reason of the grammar.
 */
export const parsePayload = (text: string): E.Either<PayloadRefused, Payload> => {
  const node = scan(text);
  if (E.isLeft(node)) return node;
  const fields = readRecord(node.right, '', payloadKeys, []);
  if (E.isLeft(fields)) return fields;
  const { take } = fields.right;
  const versionRead = take('version', textOf(version));
  if (E.isLeft(versionRead)) return versionRead;
  const signer = take('accountId', textOf(account));
  if (E.isLeft(signer)) return signer;
  const entries = take('amounts', listOf(readEntry, entriesMax));
  if (E.isLeft(entries)) return entries;
  const nonceHold = take('nonceHold', textOf(nonce));
  if (E.isLeft(nonceHold)) return nonceHold;
  const nonceSettle = take('nonceSettle', textOf(nonce));
  if (E.isLeft(nonceSettle)) return nonceSettle;
  return E.right({
    version: versionRead.right,
    signer: signer.right,
    entries: entries.right,
    nonceHold: nonceHold.right,
    nonceSettle: nonceSettle.right,
  });
};

const entriesMax = 64;
const payloadKeys = ['version', 'accountId', 'amounts', 'nonceHold', 'nonceSettle'];
const entryKeys = [
  'accountId',
  'sendCurrency',
  'sendSubtotal',
  'sendAmount',
  'receiveCurrency',
  'receiveAmount',
];

type NodeReading<A> = (node: Node, path: string) => E.Either<PayloadRefused, A>;

const readEntry: NodeReading<PayloadEntry> = (node, path) => {
  const fields = readRecord(node, path, entryKeys, ['fees', 'sendFee']);
  if (E.isLeft(fields)) return fields;
  const { take, takeIfThere } = fields.right;
  const extra = takeIfThere('sendFee', textOf(zero), undefined);
  if (E.isLeft(extra)) return extra;
  const accountRead = take('accountId', textOf(account));
  if (E.isLeft(accountRead)) return accountRead;
  const sendCurrency = take('sendCurrency', textOf(currency));
  if (E.isLeft(sendCurrency)) return sendCurrency;
  const sendSubtotal = take('sendSubtotal', textOf(amount));
  if (E.isLeft(sendSubtotal)) return sendSubtotal;
  const fees = takeIfThere<ReadonlyArray<PayloadFee>>('fees', listOf(readFee, feesMax), []);
  if (E.isLeft(fees)) return fees;
  const sendAmount = take('sendAmount', textOf(amount));
  if (E.isLeft(sendAmount)) return sendAmount;
  const receiveCurrency = take('receiveCurrency', textOf(currency));
  if (E.isLeft(receiveCurrency)) return receiveCurrency;
  const receiveAmount = take('receiveAmount', textOf(amount));
  if (E.isLeft(receiveAmount)) return receiveAmount;
  return E.right({
    account: accountRead.right,
    sendCurrency: sendCurrency.right,
    sendSubtotal: sendSubtotal.right,
    fees: fees.right,
    sendAmount: sendAmount.right,
    receiveCurrency: receiveCurrency.right,
    receiveAmount: receiveAmount.right,
  });
};

const readFee: NodeReading<PayloadFee> = (node, path) => {
  const fields = readRecord(node, path, ['feeType', 'feeAmount'], []);
  if (E.isLeft(fields)) return fields;
  const type = fields.right.take('feeType', textOf(feeType));
  if (E.isLeft(type)) return type;
  const value = fields.right.take('feeAmount', textOf(amount));
  if (E.isLeft(value)) return value;
  return E.right({ feeType: type.right, feeAmount: value.right });
};

const textOf =
  <A>(reading: Reading<A>): NodeReading<A> =>
  (node, path) =>
    node._tag === 'Text' ? reading(node.text, path) : refuse(path, 'WrongShape');

const listOf =
  <A>(reading: NodeReading<A>, itemsMax: number): NodeReading<ReadonlyArray<A>> =>
  (node, path) => {
    if (node._tag !== 'List') return refuse(path, 'WrongShape');
    if (node.items.length > itemsMax) return refuse(path, 'TooMany');
    const items: Array<A> = [];
    for (const [at, item] of node.items.entries()) {
      const read = reading(item, `${path}[${at}]`);
      if (E.isLeft(read)) return read;
      items.push(read.right);
    }
    return E.right(items);
  };

/** The fields of a record whose names are all of the closed list. */
interface Fields {
  readonly take: <A>(key: string, reading: NodeReading<A>) => E.Either<PayloadRefused, A>;
  readonly takeIfThere: <A>(key: string, reading: NodeReading<A>, absent: A) => E.Either<PayloadRefused, A>;
}

const readRecord = (
  node: Node,
  path: string,
  required: ReadonlyArray<string>,
  optional: ReadonlyArray<string>,
): E.Either<PayloadRefused, Fields> => {
  if (node._tag !== 'Record') return refuse(path === '' ? 'payload' : path, 'WrongShape');
  const { fields } = node;
  const place = (key: string): string => (path === '' ? key : `${path}.${key}`);
  for (const key of fields.keys())
    if (!required.includes(key) && !optional.includes(key)) return refuse(place(key), 'KeyUnknown');
  const takeIfThere: Fields['takeIfThere'] = (key, reading, absent) => {
    const found = fields.get(key);
    return found === undefined ? E.right(absent) : reading(found, place(key));
  };
  return E.right({
    takeIfThere,
    take: (key, reading) => {
      const found = fields.get(key);
      return found === undefined ? refuse(place(key), 'KeyMissing') : reading(found, place(key));
    },
  });
};
