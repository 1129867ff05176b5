import type { AccountId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { PayloadNonce, PayloadVersion } from './payload.js';

/**
 * What the intent lets a payload say: who sends what to whom. The payload must say exactly that, or it is not signed.
 *
 * Units of all amounts: the currency's smallest (fractional) unit.
 */
export interface ExpectedPayload {
  readonly version: PayloadVersion;
  /** The account whose signature is asked for: ours. */
  readonly signer: AccountId;
  /** `Direct`: we are one of the two accounts. `Agency`: we stand between two others and are in no entry. */
  readonly form: 'Direct' | 'Agency';
  /** Every entry, in any order; no two of one account in the same currencies. */
  readonly entries: ReadonlyArray<ExpectedEntry>;
  /** What an agent keeps, by currency: sent by one and received by no other. Empty for a direct settlement. */
  readonly spread: ReadonlyArray<Spread>;
  /** The nonces it must carry, when they are known already: a payload that was journaled, for example. */
  readonly nonces: O.Option<ExpectedNonces>;
}

/** What one account is to send and to receive. */
export interface ExpectedEntry {
  readonly account: AccountId;
  readonly sendCurrency: string;
  /** Before fees: what the other party gets. */
  readonly sendSubtotal: bigint;
  /** The most that may be charged on top, in the same currency. Only the signer's own entry may have fees. */
  readonly feeMax: bigint;
  readonly receiveCurrency: string;
  readonly receiveAmount: bigint;
}

/** What the agent of a settlement keeps of one currency. */
export interface Spread {
  readonly currency: string;
  readonly amount: bigint;
}

/** The two nonces of a payload, which are never the same. */
export interface ExpectedNonces {
  readonly hold: PayloadNonce;
  readonly settle: PayloadNonce;
}

/** Why this cannot be what a settlement consists of, whatever the payload says; `none` when it can. */
export const unfit = (expected: ExpectedPayload): O.Option<string> => {
  const { entries, form, signer, spread } = expected;
  const accounts = new Set(entries.map((entry) => entry.account));
  if (accounts.size !== 2) return O.some('a settlement is between two accounts');
  if (accounts.has(signer) !== (form === 'Direct'))
    return O.some('a direct settlement is between the signer and another; an agent is in no entry');
  if (form === 'Direct' && spread.length > 0) return O.some('a direct settlement has no spread');
  if (new Set(spread.map((one) => one.currency)).size !== spread.length)
    return O.some('one currency has two spreads');
  if (spread.some((one) => one.amount < 0n)) return O.some('a spread is negative');
  return O.fromNullable(entries.map((entry) => unfitEntry(entry, signer)).find((why) => why !== undefined));
};

const unfitEntry = (entry: ExpectedEntry, signer: AccountId): string | undefined => {
  if (entry.sendCurrency === entry.receiveCurrency) return 'an account sends what it receives';
  if (entry.sendSubtotal <= 0n || entry.receiveAmount <= 0n) return 'an amount is not positive';
  if (entry.feeMax < 0n) return 'a limit of fees is negative';
  if (entry.feeMax > 0n && entry.account !== signer) return 'fees are allowed on an entry that is not ours';
  return undefined;
};
