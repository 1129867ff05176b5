import { Decimal } from 'decimal.js';

/** One amount as a venue tells it: which asset, which way, how much. */
export interface Told {
  readonly asset: string;
  readonly direction: string;
  readonly amount: string;
}

/** What comes of an asset: its name, what is sent and what is received, each as plain text. */
export type Totals = ReadonlyArray<readonly [asset: string, sent: string, received: string]>;

const decimals = 18;

const zeros = Array.from({ length: decimals + 1 }, (_, count) => '0'.repeat(count));

const toInteger = (text: string): bigint => {
  const point = text.indexOf('.');
  if (point === -1) return BigInt(text + zeros[decimals]);
  const missing = decimals - (text.length - point - 1);
  return BigInt(text.slice(0, point) + text.slice(point + 1) + zeros[missing]);
};

const fromInteger = (integer: bigint): string => {
  const digits = integer.toString().padStart(decimals + 1, '0');
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '') || '0';
};

/** The sums by asset, whatever calculates them. */
const totals = <A>(
  told: ReadonlyArray<Told>,
  zero: A,
  add: (sum: A, text: string) => A,
  write: (sum: A) => string,
): Totals => {
  const sums = new Map<string, { sent: A; received: A }>();
  for (const { asset, direction, amount } of told) {
    let sum = sums.get(asset);
    if (sum === undefined) {
      sum = { sent: zero, received: zero };
      sums.set(asset, sum);
    }
    if (direction === 'outgoing') sum.sent = add(sum.sent, amount);
    else sum.received = add(sum.received, amount);
  }
  return [...sums]
    .map(([asset, { sent, received }]) => [asset, write(sent), write(received)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
};

/** With big integers of 18 digits after the point. */
export const netBigInts = (told: ReadonlyArray<Told>): Totals =>
  totals<bigint>(told, 0n, (sum, text) => sum + toInteger(text), fromInteger);

/** Precise enough to lose nothing. */
const Exact: typeof Decimal = Decimal.clone({ defaults: true, precision: 200 });
/** As it is ordinarily used: every sum is rounded to 20 digits. */
const Usual: typeof Decimal = Decimal.clone({ defaults: true });
const none = new Exact(0);

const netWith =
  (Made: typeof Decimal) =>
  (told: ReadonlyArray<Told>): Totals =>
    totals(
      told,
      new Made(0),
      (sum, text) => sum.plus(new Made(text)),
      (sum) => sum.toFixed(),
    );

/** With decimal.js at a precision that loses nothing. */
export const netDecimals: (told: ReadonlyArray<Told>) => Totals = netWith(Exact);

/** With decimal.js as it is ordinarily used; what comes of it is rounded, and may be wrong. */
export const netUsualDecimals: (told: ReadonlyArray<Told>) => Totals = netWith(Usual);

/** With decimal.js values that were made before. */
export const netMadeDecimals = (
  told: ReadonlyArray<Omit<Told, 'amount'> & { readonly amount: Decimal }>,
): Totals => {
  const sums = new Map<string, { sent: Decimal; received: Decimal }>();
  for (const { asset, direction, amount } of told) {
    const sum = sums.get(asset) ?? { sent: none, received: none };
    sums.set(asset, sum);
    if (direction === 'outgoing') sum.sent = sum.sent.plus(amount);
    else sum.received = sum.received.plus(amount);
  }
  return [...sums]
    .map(([asset, { sent, received }]) => [asset, sent.toFixed(), received.toFixed()] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
};
