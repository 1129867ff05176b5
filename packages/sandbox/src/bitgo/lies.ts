import { type Json, type JsonObject, isObject, parse, stringify } from '../json-text.js';

/** What a lie may be made of. */
export interface LieMatter {
  /** The account on the other side. */
  readonly otherAccountId: string;
  /** An account that has nothing to do with it. */
  readonly strangerAccountId: string;
  /** A nonce that the signer has used before, if it has. */
  readonly usedNonce: string | undefined;
}

interface Lie {
  /** What is wrong with the payload, in one sentence. */
  readonly says: string;
  readonly tell: (honest: string, matter: LieMatter) => string;
}

/** Changes the object at the top of a payload. */
const top =
  (change: (payload: JsonObject, matter: LieMatter) => JsonObject): Lie['tell'] =>
  (honest, matter) => {
    const payload = parse(honest);
    return payload.ok && isObject(payload.value) ? stringify(change(payload.value, matter)) : honest;
  };

/** Changes the list of entries. */
const entries = (
  change: (list: ReadonlyArray<JsonObject>, matter: LieMatter, signer: Json) => ReadonlyArray<Json>,
): Lie['tell'] =>
  top((payload, matter) => ({
    ...payload,
    amounts: change(entriesOf(payload), matter, payload['accountId'] ?? null),
  }));

/** Changes the entry of the signer; in an agent's payload, where it has none, the first. */
const own = (change: (entry: JsonObject, matter: LieMatter) => JsonObject): Lie['tell'] =>
  entries((list, matter, signer) => {
    const mine = ownIndex(list, signer);
    return list.map((entry, at) => (at === mine ? change(entry, matter) : entry));
  });

/** Changes the text of the signer's entry, in ways that no parsed object has. */
const ownText =
  (change: (entry: string) => string): Lie['tell'] =>
  (honest) => {
    const payload = parse(honest);
    if (!payload.ok || !isObject(payload.value)) return honest;
    const list = entriesOf(payload.value);
    const entry = stringify(list[ownIndex(list, payload.value['accountId'] ?? null)]);
    return honest.replace(entry, () => change(entry));
  };

const entriesOf = (payload: JsonObject): ReadonlyArray<JsonObject> => {
  const list = payload['amounts'];
  return Array.isArray(list) ? list.filter(isObject) : [];
};

const ownIndex = (list: ReadonlyArray<JsonObject>, signer: Json): number =>
  Math.max(
    0,
    list.findIndex((entry) => entry['accountId'] === signer),
  );

const unitsOf = (value: Json | undefined): bigint => (typeof value === 'string' ? BigInt(value) : 0n);

/** Turns amounts of an entry, named by their keys, into others. */
const amounts =
  (keys: ReadonlyArray<string>, turn: (units: bigint) => bigint): ((entry: JsonObject) => JsonObject) =>
  (entry) => ({
    ...entry,
    ...Object.fromEntries(keys.map((key) => [key, turn(unitsOf(entry[key])).toString()])),
  });

const BOTH = ['sendSubtotal', 'sendAmount'];
const SEND_AMOUNT = /"sendAmount":"(\d+)"/;

const sendAmountAs = (write: (digits: string) => string): Lie['tell'] =>
  ownText((entry) => entry.replace(SEND_AMOUNT, (_whole, digits: string) => `"sendAmount":${write(digits)}`));

/** A second reading of the amount, ten times as high, behind the honest one. */
const secondSendAmount = (key: string): Lie['tell'] =>
  ownText((entry) => {
    const digits = SEND_AMOUNT.exec(entry)?.[1] ?? '1';
    return `${entry.slice(0, -1)},"${key}":"${digits}0"}`;
  });

const withFee =
  (feeType: string, feeOf: (units: bigint) => bigint): ((entry: JsonObject) => JsonObject) =>
  (entry) => {
    const subtotal = unitsOf(entry['sendSubtotal']);
    const feeAmount = feeOf(subtotal);
    const fees = [{ feeType, feeAmount: feeAmount.toString() }];
    return { ...entry, sendAmount: (subtotal + feeAmount).toString(), fees };
  };

const otherCurrency = (name: Json | undefined): string => (name === 'ofcteth' ? 'ofctbtc' : 'ofcteth');

/** Every lie that the venue can tell in a payload that it asks somebody to sign. */
export const LIES = {
  'account-swapped': {
    says: 'the signing account is the one on the other side',
    tell: top((payload, matter) => ({ ...payload, accountId: matter.otherAccountId })),
  },
  'account-other': {
    says: 'the account on the other side is a stranger’s',
    tell: entries((list, matter, signer) => {
      const mine = ownIndex(list, signer);
      return list.map((held, at) => (at === mine ? held : { ...held, accountId: matter.strangerAccountId }));
    }),
  },
  'amount-plus-one': {
    says: 'the signer sends one base unit more',
    tell: own(amounts(BOTH, (units) => units + 1n)),
  },
  'amount-times-ten': {
    says: 'the signer sends ten times as much',
    tell: own(amounts(BOTH, (units) => units * 10n)),
  },
  'gross-raised': {
    says: 'sendAmount is above sendSubtotal without a fee',
    tell: own(amounts(['sendAmount'], (units) => units + units / 10n + 1n)),
  },
  'fee-too-high': {
    says: 'a fee of half the amount, which adds up',
    tell: own(withFee('SETTLEMENT_FEE', (units) => units / 2n + 1n)),
  },
  'fee-negative': {
    says: 'a fee below zero, which adds up',
    tell: own(withFee('SETTLEMENT_FEE', (units) => -(units / 10n) - 1n)),
  },
  'fee-type-unknown': {
    says: 'a small fee of an unknown type, which adds up',
    tell: own(withFee('SERVICE_FEE', () => 1n)),
  },
  'currency-swapped': {
    says: 'the signer sends another currency',
    tell: own((entry) => ({ ...entry, sendCurrency: otherCurrency(entry['sendCurrency']) })),
  },
  'receive-lowered': {
    says: 'the signer receives one base unit less',
    tell: own(amounts(['receiveAmount'], (units) => (units === 0n ? 0n : units - 1n))),
  },
  'receive-nothing': {
    says: 'the signer receives nothing',
    tell: own(amounts(['receiveAmount'], () => 0n)),
  },
  'version-other': {
    says: 'another version',
    tell: top((payload) => ({ ...payload, version: '1.3.0' })),
  },
  'nonces-equal': {
    says: 'both nonces are the same',
    tell: top((payload) => ({ ...payload, nonceSettle: payload['nonceHold'] ?? '' })),
  },
  'nonce-repeated': {
    says: 'a nonce that the signer has used before; without one, both are the same',
    tell: top((payload, matter) => ({
      ...payload,
      nonceSettle: matter.usedNonce ?? payload['nonceHold'] ?? '',
    })),
  },
  'nonce-bad-base64': {
    says: 'a nonce that is not base64',
    tell: top((payload) => ({ ...payload, nonceHold: '!!!!!!!!!!!!!!!!!!!!!!==' })),
  },
  'nonce-short': {
    says: 'a nonce of eight bytes',
    tell: top((payload) => ({ ...payload, nonceHold: 'AAAAAAAAAAA=' })),
  },
  'roles-reordered': {
    says: 'the accounts have changed places, so that each sends what it should receive',
    tell: entries((list) => {
      const ids = list.map((entry) => entry['accountId'] ?? null);
      return list.map((entry, at) => ({ ...entry, accountId: ids.at(at - 1) ?? null }));
    }),
  },
  'entry-added': {
    says: 'a third entry pays a stranger',
    tell: entries((list, matter, signer) => {
      const mine = list[ownIndex(list, signer)];
      return mine === undefined ? list : [...list, { ...mine, accountId: matter.strangerAccountId }];
    }),
  },
  'entry-repeated': {
    says: 'the entry of the signer stands there twice',
    tell: entries((list, _matter, signer) => {
      const mine = list[ownIndex(list, signer)];
      return mine === undefined ? list : [...list, mine];
    }),
  },
  'entry-removed': {
    says: 'the entry of the other side is missing',
    tell: entries((list, _matter, signer) => list.filter((_entry, at) => at === ownIndex(list, signer))),
  },
  'key-extra': {
    says: 'a key at the top that nobody knows',
    tell: top((payload) => ({ ...payload, delegate: 'anyone' })),
  },
  'key-extra-inside': {
    says: 'a key in the signer’s entry that nobody knows',
    tell: own((entry) => ({ ...entry, sendTotal: '999999999999' })),
  },
  'key-duplicate': {
    says: 'sendAmount stands there twice',
    tell: secondSendAmount('sendAmount'),
  },
  'key-duplicate-escaped': {
    says: 'sendAmount stands there twice, once with an escape in its name',
    tell: secondSendAmount('send\\u0041mount'),
  },
  'key-case-twin': {
    says: 'sendAmount has a twin that differs in case',
    tell: secondSendAmount('SendAmount'),
  },
  'key-proto': {
    says: 'the key `__proto__` carries an amount',
    tell: ownText((entry) => `${entry.slice(0, -1)},"__proto__":{"sendAmount":"1"}}`),
  },
  'amount-number': {
    says: 'sendAmount is a number instead of a text',
    tell: sendAmountAs((digits) => digits),
  },
  'amount-leading-zeros': {
    says: 'sendAmount has leading zeros',
    tell: sendAmountAs((digits) => `"00${digits}"`),
  },
  'amount-exponent': {
    says: 'sendAmount has an exponent',
    tell: sendAmountAs((digits) => `"${digits}e0"`),
  },
  'amount-negative': {
    says: 'sendAmount is below zero',
    tell: sendAmountAs((digits) => `"-${digits}"`),
  },
} as const satisfies Readonly<Record<string, Lie>>;

/** The name of a lie. */
export type LieName = keyof typeof LIES;

const isLieName = (name: string): name is LieName => Object.hasOwn(LIES, name);

/** The names of all lies. */
export const LIE_NAMES: ReadonlyArray<LieName> = Object.keys(LIES).filter(isLieName);

/** The payload with this lie in it. */
export const tell = (name: LieName, honest: string, matter: LieMatter): string =>
  LIES[name].tell(honest, matter);
