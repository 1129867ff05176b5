import { type Damage, JSON_DAMAGE } from '../fault/damage.js';

const AMOUNT = /"(amount|transfer_amount)":"([^"]*)"/g;
const ARABIC_INDIC_ZERO = 0x660;

const amounts =
  (write: (amount: string) => string): Damage =>
  (text) =>
    text.replace(AMOUNT, (_whole, field: string, amount: string) => `"${field}":${write(amount)}`);

const foreignDigits = (amount: string): string =>
  amount.replace(/\d/g, (digit) => String.fromCharCode(ARABIC_INDIC_ZERO + Number(digit)));

/** The malformed replies, by name. One that finds nothing to break leaves the reply as it is. */
export const KRAKEN_DAMAGE: Readonly<Record<string, Damage>> = {
  ...JSON_DAMAGE,
  'no-error': (text) => text.replace(/"error":\[[^\]]*\],?/, ''),
  'no-result': () => '{"error":[]}',
  'null-result': () => '{"error":[],"result":null}',
  'wrong-types': () => '{"error":"","result":[]}',
  'missing-fields': (text) => text.replaceAll(/"(status|transfer_status)":"[^"]*",/g, ''),
  'unknown-enum': (text) => text.replaceAll(/"(status|transfer_status)":"[^"]*"/g, '"$1":"reversed"'),
  'unknown-direction': (text) => text.replaceAll(/"direction":"[^"]*"/g, '"direction":"sideways"'),
  'text-for-boolean': (text) => text.replaceAll(/"(can_settle|confirmed)":(true|false)/g, '"$1":"$2"'),
  'other-asset': (text) => text.replaceAll(/"(asset|transfer_asset)":"[^"]*"/g, '"$1":"XXX"'),
  'amount-number': amounts((amount) => amount),
  'amount-exponent': amounts((amount) => `"${amount}e0"`),
  'amount-negative': amounts((amount) => `"-${amount}"`),
  'amount-digits': amounts((amount) => `"${foreignDigits(amount)}"`),
  'amount-long': amounts((amount) => `"${'9'.repeat(10_000)}${amount}"`),
  'amount-empty': amounts(() => '""'),
};
