import type { AccountId, JsonObject, SettlementId } from '@legwork/core';
import type * as O from 'fp-ts/lib/Option.js';

/**
 * A settlement as some generation of the API shows it, in one form for all of them.
 *
 * The venue's words are kept as they come. What it left out, or wrote as `null`, as an empty text or in a form that says
 * nothing, is `none`. Instants: Unix milliseconds, by the venue's clock. Amounts: the currency's smallest unit.
 */
export interface SettlementShown {
  readonly id: SettlementId;
  readonly requester: O.Option<AccountId>;
  readonly status: string;
  readonly type: O.Option<string>;
  readonly affirmations: ReadonlyArray<AffirmationShown>;
  /** `none`: this reply does not tell. */
  readonly trades: O.Option<ReadonlyArray<TradeShown>>;
  readonly createdAtMs: O.Option<number>;
  readonly expireAtMs: O.Option<number>;
  /** `finalizedAt` in the documents and `settledAt` in the venue's own client: either, or both (notes §2). */
  readonly endedAtMs: ReadonlyArray<number>;
  /** The object as it was sent, with every field. */
  readonly wire: JsonObject;
}

/** One account's consent, and what it consents to. */
export interface AffirmationShown {
  readonly id: string;
  readonly account: O.Option<AccountId>;
  readonly status: string;
  /** An agency's affirmations were seen with an empty text here (notes §5). */
  readonly settlement: O.Option<SettlementId>;
  readonly lock: O.Option<LockShown>;
  /** What was signed, or waits to be: the very text. */
  readonly payload: O.Option<string>;
  readonly expireAtMs: O.Option<number>;
}

/** Assets that are held for a settlement. */
export interface LockShown {
  readonly account: O.Option<AccountId>;
  readonly status: string;
  readonly amount: bigint;
  /** A name of the venue, though the documented example says `USD` where `ofcusd` is meant (notes §11.4). */
  readonly currency: string;
}

/** One trade that a settlement consists of: base sends the base amount, quote sends the quote amount. */
export interface TradeShown {
  readonly status: string;
  readonly externalId: O.Option<string>;
  readonly base: TradeSide;
  readonly quote: TradeSide;
}

/** What one side of a trade sends, and what it is said to receive; `none`: what the other side sends. */
export interface TradeSide {
  readonly account: AccountId;
  readonly sends: Amount;
  readonly receives: O.Option<Amount>;
}

/** So much of a currency. Units: its smallest. */
export interface Amount {
  readonly currency: string;
  readonly amount: bigint;
}

/** Two accounts that may settle with each other; of an agency, the primary is the agent (BitGoJS, notes §2). */
export interface PartnerShown {
  readonly id: string;
  readonly primary: AccountId;
  readonly secondary: AccountId;
  readonly type: string;
  readonly status: string;
}

/** What a settlement would be charged, as the venue calculates it. `rate` has a unit that no document names. */
export interface FeesShown {
  readonly rate: string;
  readonly fee: Amount;
}

/** A key of the venue's: its public half, and the private half in an envelope that only a passphrase opens. */
export interface KeyShown {
  readonly pub: string;
  readonly encryptedPrv: O.Option<string>;
}
