import { type Damage, JSON_DAMAGE } from '../fault/damage.js';

const AMOUNT = /"(amount|[a-zA-Z]+Amount)":"(\d[^"]*)"/g;
const STATUS = /"status":"[^"]*"/g;
const ARABIC_INDIC_ZERO = 0x660;

const amounts =
  (write: (amount: string) => string): Damage =>
  (text) =>
    text.replace(AMOUNT, (_whole, field: string, amount: string) => `"${field}":${write(amount)}`);

const foreignDigits = (amount: string): string =>
  amount.replace(/\d/g, (digit) => String.fromCharCode(ARABIC_INDIC_ZERO + Number(digit)));

const PAYLOAD = /"payload":("(?:[^"\\]|\\.)*")/g;

const payloads =
  (write: (quoted: string) => string): Damage =>
  (text) =>
    text.replace(PAYLOAD, (_whole, quoted: string) => `"payload":${write(quoted)}`);

const unquoted = (quoted: string): string => {
  const text: unknown = JSON.parse(quoted);
  return typeof text === 'string' ? text : 'null';
};

/** The malformed replies, by name. One that finds nothing to break leaves the reply as it is. */
export const BITGO_DAMAGE: Readonly<Record<string, Damage>> = {
  ...JSON_DAMAGE,
  'duplicate-keys': (text) => text.replace('{', '{"status":"settled","payload":"{}",'),
  'nothing-inside': () => '{}',
  'null-lists': (text) => text.replaceAll(/"(affirmations|settlements|trades)":\[/g, '"$1":null,"_$1":['),
  'missing-status': (text) => text.replaceAll(/"status":"[^"]*",/g, ''),
  'unknown-status': (text) => text.replaceAll(STATUS, '"status":"reversed"'),
  'status-number': (text) => text.replaceAll(STATUS, '"status":1'),
  'unknown-type': (text) => text.replaceAll(/"type":"[^"]*"/g, '"type":"barter"'),
  'payload-object': payloads(unquoted),
  'payload-twice': payloads((quoted) => JSON.stringify(quoted)),
  'payload-empty': payloads(() => '""'),
  'payload-null': payloads(() => 'null'),
  'other-id': (text) => text.replaceAll(/"id":"[^"]*"/g, '"id":"00000000-0000-4000-8000-000000000000"'),
  'other-party': (text) =>
    text.replaceAll(/"partyAccountId":"[^"]*"/g, `"partyAccountId":"${'0'.repeat(32)}"`),
  'odd-dates': (text) => text.replaceAll(/"(createdAt|expireAt|finalizedAt)":"[^"]*"/g, '"$1":{}'),
  'other-currency': (text) => text.replaceAll(/"currency":"[^"]*"/g, '"currency":"XXX"'),
  'amount-number': amounts((amount) => amount),
  'amount-exponent': amounts((amount) => `"${amount}e0"`),
  'amount-negative': amounts((amount) => `"-${amount}"`),
  'amount-fraction': amounts((amount) => `"${amount}.5"`),
  'amount-digits': amounts((amount) => `"${foreignDigits(amount)}"`),
  'amount-long': amounts((amount) => `"${'9'.repeat(10_000)}${amount}"`),
  'amount-empty': amounts(() => '""'),
};
