import type { AccountId } from '@legwork/core';
import type { FeeType, Payload, PayloadEntry, PayloadNonce, PayloadVersion } from './payload.js';

/**
 * What a payload means: who sends what to whom, under which nonces, and nothing of how the text said it.
 *
 * Two payloads with the same projection authorise the same. Units of all amounts: the currency's smallest unit.
 */
export interface Projection {
  readonly version: PayloadVersion;
  readonly signer: AccountId;
  /** Sorted by account, then by currencies. */
  readonly entries: ReadonlyArray<ProjectedEntry>;
  readonly nonceHold: PayloadNonce;
  readonly nonceSettle: PayloadNonce;
}

/** What one account sends and receives. */
export interface ProjectedEntry {
  readonly account: AccountId;
  readonly sendCurrency: string;
  readonly sendSubtotal: bigint;
  /** Sorted by kind, then by amount. */
  readonly fees: ReadonlyArray<{ readonly feeType: FeeType; readonly feeAmount: bigint }>;
  readonly sendAmount: bigint;
  readonly receiveCurrency: string;
  readonly receiveAmount: bigint;
}

/** The projection of a payload. */
export const project = ({ version, signer, entries, nonceHold, nonceSettle }: Payload): Projection => ({
  version,
  signer,
  entries: entries.map(sortFees).toSorted((a, b) => order(place(a), place(b))),
  nonceHold,
  nonceSettle,
});

/** Whether two payloads authorise the same, under the same nonces. */
export const sameProjection = (one: Projection, other: Projection): boolean => inFull(one) === inFull(other);

/** All of it as a text; a space is in none of the parts. */
const inFull = ({ version, signer, entries, nonceHold, nonceSettle }: Projection): string =>
  [
    `${version} ${signer} ${nonceHold} ${nonceSettle}`,
    ...entries.map((entry) => {
      const fees = entry.fees.map(({ feeType, feeAmount }) => `${feeType}=${feeAmount}`).join();
      return `${place(entry)} ${entry.sendSubtotal} ${fees} ${entry.sendAmount} ${entry.receiveAmount}`;
    }),
  ].join('\n');

/**
 * The projection line by line, for people: what is asked of whoever has to agree to a signature.
 * A line is like `5e20… sends 1000000 ofctusd and receives 1000000 ofctbtc`.
 */
export const describe = ({ entries }: Projection): ReadonlyArray<string> =>
  entries.map((entry) => {
    const fees = entry.sendAmount - entry.sendSubtotal;
    const charged = fees === 0n ? '' : `, pays ${fees} in fees`;
    return `${entry.account} sends ${entry.sendSubtotal} ${entry.sendCurrency}${charged} and receives ${entry.receiveAmount} ${entry.receiveCurrency}`;
  });

const sortFees = (entry: PayloadEntry): PayloadEntry => ({
  ...entry,
  fees: entry.fees.toSorted((a, b) => order(a.feeType, b.feeType) || order(a.feeAmount, b.feeAmount)),
});

/** What tells the entries of a payload apart; a space is in none of the three. */
export const place = (entry: {
  readonly account: string;
  readonly sendCurrency: string;
  readonly receiveCurrency: string;
}): string => `${entry.account} ${entry.sendCurrency} ${entry.receiveCurrency}`;

const order = <A extends string | bigint>(a: A, b: A): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};
