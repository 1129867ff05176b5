import type { AccountId, SettlementId } from '@legwork/core';
import type * as O from 'fp-ts/lib/Option.js';
import type { ExpectedEntry } from '../payload/expected.js';
import type { VerifiedText } from '../payload/verify.js';
import type { Signature } from '../sign/signature.js';
import type { Reading } from './decode-failure.js';
import type {
  AffirmationShown,
  Amount,
  FeesShown,
  KeyShown,
  PartnerShown,
  SettlementShown,
} from './shown.js';

/**
 * One generation of the venue's API: where its calls go, what they say, and how their answers are read.
 *
 * The rest of the adapter knows no path and no field name, so that a successor is another value of this type.
 */
export interface Dialect {
  readonly name: string;
  /** Reads a settlement once more from `Settlement.raw`. */
  readonly settlement: Reading<SettlementShown>;
  /** Finds the payload in the exact text of a creation or an affirmation that was sent; `none` in any other text. */
  readonly signedPayload: (body: string) => O.Option<string>;
  /** Has the venue write the payload of a settlement. Moves nothing. */
  readonly buildPayload: (at: Place, entries: ReadonlyArray<ExpectedEntry>) => Call<string>;
  /** Asks for a settlement under a payload that we signed. */
  readonly createSettlement: (
    at: Place,
    signed: SignedPayload,
    trades: ReadonlyArray<TradeWritten>,
  ) => Call<SettlementShown>;
  /** Reads one settlement. */
  readonly getSettlement: (at: Place, id: SettlementId) => Call<SettlementShown>;
  /** Reads the settlements of the account. */
  readonly listSettlements: (at: Place) => Call<ReadonlyArray<SettlementShown>>;
  /** Reads the affirmations of the account. */
  readonly listAffirmations: (at: Place, only: AffirmationFilter) => Call<ReadonlyArray<AffirmationShown>>;
  /** Reads one affirmation. */
  readonly getAffirmation: (at: Place, id: string) => Call<AffirmationShown>;
  /** Gives our consent under a payload that we signed. */
  readonly affirm: (at: Place, id: string, signed: SignedPayload) => Call<AffirmationShown>;
  /** Refuses or takes back an affirmation; nothing moves by it. */
  readonly end: (at: Place, id: string, how: EndingWord) => Call<AffirmationShown>;
  /** Asks what would be charged. Moves nothing. */
  readonly calculateFees: (at: Place, asked: FeesAsked) => Call<FeesShown>;
  /** Reads with whom the account may trade. */
  readonly listPartners: (at: Place) => Call<ReadonlyArray<PartnerShown>>;
  /** Asks somebody for a partnership. */
  readonly requestPartner: (at: Place, asked: PartnerAsked) => Call<PartnerShown>;
  /** Asks whether a partner could pay so much. */
  readonly checkBalance: (at: Place, asked: BalanceAsked) => Call<boolean>;
  /** Reads the ids of the keys of the account's wallet. */
  readonly getWallet: (at: Place) => Call<ReadonlyArray<string>>;
  /** Reads one key as the venue keeps it: sealed. */
  readonly getKey: (id: string) => Call<KeyShown>;
}

/** One request, exactly as it is sent, and how its answer is read. */
export interface Call<A> {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Path and query as they go on the wire. */
  readonly path: string;
  /** The exact text; empty for GET. */
  readonly body: string;
  readonly read: Reading<A>;
}

/** Whose calls they are. */
export interface Place {
  readonly enterprise: string;
  readonly account: AccountId;
}

/** A payload that was verified, and its signature. Nothing else can be written into a request. */
export interface SignedPayload {
  readonly payload: VerifiedText;
  readonly signature: Signature;
}

/** Which affirmations are listed. */
export type AffirmationFilter = 'all' | 'pending';

/** How an affirmation is ended without settling. */
export type EndingWord = 'rejected' | 'canceled';

/** A trade as we write it. Units of amounts: the currency's smallest. */
export interface TradeWritten {
  readonly externalId: string;
  /** Units: Unix milliseconds. */
  readonly atMs: number;
  readonly base: ExpectedEntry;
  readonly quote: ExpectedEntry;
  /** Whether what each side receives is written too; an agency needs it. */
  readonly form: 'Direct' | 'Agency';
}

/** What a fee is asked for. */
export interface FeesAsked {
  readonly counterparty: AccountId;
  readonly sends: Amount;
  readonly receives: Amount;
}

/** Which partnership is asked for. The requester is the agent if it is the primary of an agency. */
export interface PartnerAsked {
  readonly referralCode: string;
  readonly type: 'direct' | 'agency';
  readonly requesterSide: 'primary' | 'secondary';
}

/** Whether a partner could pay so much. Units: the currency's smallest. */
export interface BalanceAsked {
  readonly partner: AccountId;
  readonly amount: Amount;
}
