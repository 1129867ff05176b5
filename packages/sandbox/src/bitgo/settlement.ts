import type { Obligation } from './obligation.js';
import type { AffirmationStatus, SettlementStatus, SettlementType } from './status.js';
import type { Trade } from './trade.js';
import type { Cause } from './truth.js';

/** Assets held for a settlement (BitGoJS, lock.ts, read November 2026). Units: base units of `currency`. */
export interface Lock {
  readonly id: string;
  readonly accountId: string;
  readonly status: 'active' | 'settled' | 'failed' | 'released';
  readonly amount: bigint;
  readonly currency: string;
  readonly createdAtMs: number;
}

/** One account's consent. */
export interface Affirmation {
  readonly id: string;
  readonly partyAccountId: string;
  readonly counterpartyAccountId: string | undefined;
  readonly status: AffirmationStatus;
  readonly lock: Lock | undefined;
  /** What was signed, or what waits to be. */
  readonly payload: string;
  readonly signature: string | undefined;
}

/** What accounts agreed to exchange. Each change makes a new value, so that old ones stay readable. */
export interface Settlement {
  readonly id: string;
  readonly requesterAccountId: string;
  readonly type: SettlementType;
  readonly status: SettlementStatus;
  readonly createdAtMs: number;
  readonly expireAtMs: number;
  readonly finalizedAtMs: number | undefined;
  /** The requester's first. */
  readonly affirmations: ReadonlyArray<Affirmation>;
  readonly trades: ReadonlyArray<Trade>;
  readonly obligations: ReadonlyArray<Obligation>;
  readonly cause: Cause;
}

/** Did every party affirm? */
export const isAgreed = (settlement: Settlement): boolean =>
  settlement.affirmations.every((held) => held.status === 'affirmed');

/** The affirmation of that id. */
export const affirmationOf = (settlement: Settlement, id: string): Affirmation | undefined =>
  settlement.affirmations.find((held) => held.id === id);

/** The obligation of an account; an agent has none. */
export const obligationOf = (settlement: Settlement, accountId: string): Obligation | undefined =>
  settlement.obligations.find((held) => held.accountId === accountId);

/** The settlement with each affirmation turned into another. */
export const mapAffirmations = (
  settlement: Settlement,
  turn: (affirmation: Affirmation) => Affirmation,
): Settlement => ({ ...settlement, affirmations: settlement.affirmations.map(turn) });

/** The settlement with one affirmation replaced. */
export const withAffirmation = (settlement: Settlement, changed: Affirmation): Settlement =>
  mapAffirmations(settlement, (held) => (held.id === changed.id ? changed : held));
