import type { IntentId, SettlementId } from '../noun/id.js';
import type { Mark } from '../noun/leg.js';
import type { Outcome } from '../noun/outcome.js';
import type { Mandate } from '../plan/mandate.js';
import type { Exclusion } from '../port/rules.js';
import type { Ending } from './ending.js';

/** What a journal holds, oldest first: the story of one mandate. Append-only; tags and fields are never reused. */
export type JournalRecord =
  | MandateGiven
  | AttemptArmed
  | OutcomeKnown
  | ChangeSeen
  | AttemptVoid
  | IntentEnded
  | IntentParked
  | AccountHalted
  | IntentDecided
  | MandateBarred;

/** The plan was approved. Always first, and once. */
export interface MandateGiven {
  readonly _tag: 'MandateGiven';
  readonly atMs: number;
  readonly mandate: Mandate;
}

/** The bytes of an attempt, written down before any of them leaves (contract D1). */
export interface AttemptArmed {
  readonly _tag: 'AttemptArmed';
  readonly atMs: number;
  readonly intent: IntentId;
  /** 1 for the first attempt of the intent. */
  readonly attempt: number;
  /** The call's place in the venue's order, in decimal digits. */
  readonly order: string;
  /** The exact text that is sent. */
  readonly body: string;
  /** What was seen just before. */
  readonly before: Mark;
  /** The lane it goes out on. */
  readonly lane: string;
  /** The order of the reading that it was checked against, in decimal digits. */
  readonly reading: string;
  /** The least order of a reading that proves that it cannot be accepted any more, in decimal digits. */
  readonly fence: string;
  /** What the attempt may change; no other attempt may be open under the same name. */
  readonly exclusion: Exclusion;
}

/** What the sending came to. */
export interface OutcomeKnown {
  readonly _tag: 'OutcomeKnown';
  readonly atMs: number;
  readonly intent: IntentId;
  readonly attempt: number;
  readonly outcome: Outcome;
}

/** A reading showed something other than before the attempt; it can no longer be proven void. */
export interface ChangeSeen {
  readonly _tag: 'ChangeSeen';
  readonly atMs: number;
  readonly intent: IntentId;
  readonly attempt: number;
  readonly mark: Mark;
}

/** It was proven that the attempt took no effect and never can. The intent may go again. */
export interface AttemptVoid {
  readonly _tag: 'AttemptVoid';
  readonly atMs: number;
  readonly intent: IntentId;
  readonly attempt: number;
}

/** The intent is over. */
export interface IntentEnded {
  readonly _tag: 'IntentEnded';
  readonly atMs: number;
  readonly intent: IntentId;
  readonly ending: Ending;
}

/** The engine can do no more without a person, or without more time. Nothing is decided by it (contract M4). */
export interface IntentParked {
  readonly _tag: 'IntentParked';
  readonly atMs: number;
  readonly intent: IntentId;
  readonly known: string;
  readonly wouldResolve: string;
}

/** Something happened that was not approved, or the venue contradicted itself: nothing more is sent for the account. */
export interface AccountHalted {
  readonly _tag: 'AccountHalted';
  readonly atMs: number;
  readonly why: string;
}

/** A person decided about an intent, and answers for it: the library knows of no proof. */
export interface IntentDecided {
  readonly _tag: 'IntentDecided';
  readonly atMs: number;
  readonly intent: IntentId;
  readonly decision: Decision;
  readonly by: string;
  readonly why: string;
}

/** What a person can decide. */
export type Decision =
  /** The intent is done: this is the transfer, or for a creation the settlement, that it became. */
  | { readonly _tag: 'Adopted'; readonly settlement: SettlementId; readonly reference: string }
  /** Its attempt took no effect and never will. The intent may go again: if the word is wrong, money moves twice. */
  | { readonly _tag: 'DeclaredVoid' }
  /** It is taken back before anything of it was sent. */
  | { readonly _tag: 'Withdrawn' };

/** Nothing is ever to be given under this id. Always the only record of its journal. */
export interface MandateBarred {
  readonly _tag: 'MandateBarred';
  readonly atMs: number;
  readonly by: string;
  readonly why: string;
}
