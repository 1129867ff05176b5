import type { AccountId } from '@legwork/core';
import type { Brand } from '../brand.js';

/** The versions of the payload whose every field is known: a closed list (BitGoJS `trading/payload.ts`, last seen 2023-11-15). */
export const payloadVersions = ['1.2.0'] as const;

/** A version of the payload whose every field is known. */
export type PayloadVersion = (typeof payloadVersions)[number];

/** The kinds of fee that are known: a closed list (BitGoJS fixture `payload.ts`, last seen 2023-11-15). */
export const feeTypes = ['SETTLEMENT_FEE'] as const;

/** A kind of fee that is known. */
export type FeeType = (typeof feeTypes)[number];

/** 16 bytes of the venue's, as 24 characters of canonical base64. It is used once, ever. */
export type PayloadNonce = Brand<'PayloadNonce'>;

/** What a payload says, as plain data. Which characters said it stays with the text. */
export interface Payload {
  readonly version: PayloadVersion;
  /** Whose signature it needs. In an agency settlement the agent signs and is in no entry. */
  readonly signer: AccountId;
  /** Who sends what and receives what, in the order of the text. */
  readonly entries: ReadonlyArray<PayloadEntry>;
  readonly nonceHold: PayloadNonce;
  readonly nonceSettle: PayloadNonce;
}

/** What one account sends and receives. Units of all amounts: the currency's smallest (fractional) unit. */
export interface PayloadEntry {
  readonly account: AccountId;
  readonly sendCurrency: string;
  /** What leaves the account before fees: the other party gets this. */
  readonly sendSubtotal: bigint;
  readonly fees: ReadonlyArray<PayloadFee>;
  /** What leaves the account in all. */
  readonly sendAmount: bigint;
  readonly receiveCurrency: string;
  readonly receiveAmount: bigint;
}

/** A charge on top of what an account sends, in the same currency. Units: the currency's smallest unit. */
export interface PayloadFee {
  readonly feeType: FeeType;
  readonly feeAmount: bigint;
}
