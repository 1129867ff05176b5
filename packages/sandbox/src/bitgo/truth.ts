import type { LieName } from './lies.js';
import type { AffirmationStatus, SettlementStatus, SettlementType } from './status.js';

/** Why something happened. */
export type Cause = CallCause | 'venue' | 'counterparty' | 'control';

/** The same cause with the nonces of the payload that came with it. */
export const withNonces = (cause: Cause, nonces: ReadonlyArray<string>): Cause =>
  typeof cause === 'string' ? cause : { ...cause, nonces };

/** The call that made it happen. */
export interface CallCause {
  readonly requestId: string;
  /** The account whose token made the call. */
  readonly account: string;
  /** nonceHold and nonceSettle of the signed payload in the call, if it had one. */
  readonly nonces: ReadonlyArray<string>;
}

/** One movement of a balance. It conserves by its form: whatever leaves one place comes to another. */
export interface MoveTruth {
  readonly atMs: number;
  /**
   * `fund` and `withdraw` cross the border of the venue; `hold` and `release` stay in the account; `pay` and `fee`
   * go from what is held in one account to what is available in another.
   */
  readonly kind: 'fund' | 'withdraw' | 'hold' | 'release' | 'pay' | 'fee';
  readonly accountId: string;
  readonly toAccountId: string;
  readonly currency: string;
  /** Decimal text in base units. */
  readonly amount: string;
  readonly settlementId: string | null;
  readonly cause: Cause;
}

/** What an account has. Decimal texts in base units. */
export interface BalanceTruth {
  readonly accountId: string;
  readonly currency: string;
  readonly available: string;
  readonly held: string;
}

/** A signed payload that the venue took: exactly these bytes. */
export interface SignatureTruth {
  readonly atMs: number;
  readonly settlementId: string;
  readonly affirmationId: string;
  readonly accountId: string;
  readonly payload: string;
  readonly signature: string;
  /** The lie in the payload, where the venue told one and somebody signed it. */
  readonly lie: LieName | null;
  readonly cause: Cause;
}

/** A lie that the venue told. */
export interface LieTruth {
  readonly atMs: number;
  readonly requestId: string;
  readonly accountId: string;
  readonly lie: LieName;
  readonly honest: string;
  readonly told: string;
}

/** A settlement that really came to be, as it stands. */
export interface SettlementTruth {
  readonly id: string;
  readonly type: SettlementType;
  readonly requesterAccountId: string;
  readonly status: SettlementStatus;
  readonly createdAtMs: number;
  readonly expireAtMs: number;
  readonly finalizedAtMs: number | null;
  readonly externalIds: ReadonlyArray<string>;
  readonly obligations: ReadonlyArray<ObligationTruth>;
  readonly affirmations: ReadonlyArray<AffirmationTruth>;
  readonly cause: Cause;
}

/** What an account owes and gets. Decimal texts in base units; `gross` is what is taken from it, fees included. */
export interface ObligationTruth {
  readonly accountId: string;
  readonly sendCurrency: string;
  readonly gross: string;
  readonly fee: string;
  readonly receiveCurrency: string;
  readonly receiveAmount: string;
}

/** How one party stands to a settlement. */
export interface AffirmationTruth {
  readonly id: string;
  readonly partyAccountId: string;
  readonly status: AffirmationStatus;
}

/** A request that reached the venue. */
export interface RequestTruth {
  readonly requestId: string;
  /** The account of the token; empty where nobody was authenticated. */
  readonly account: string;
  readonly operation: string;
  readonly path: string;
  readonly receivedAtMs: number;
  /** Did the venue do what was asked, or promise to? */
  readonly accepted: boolean;
  /** What the venue meant to answer, before any fault changed it; 0 where it never executed the request. */
  readonly status: number;
  readonly errorName: string | null;
}

/** What really happened, in order. Nothing in it is derived from an answer. */
export interface Truth {
  readonly nowMs: number;
  readonly moves: ReadonlyArray<MoveTruth>;
  readonly balances: ReadonlyArray<BalanceTruth>;
  readonly settlements: ReadonlyArray<SettlementTruth>;
  readonly signatures: ReadonlyArray<SignatureTruth>;
  readonly lies: ReadonlyArray<LieTruth>;
  readonly requests: ReadonlyArray<RequestTruth>;
}
