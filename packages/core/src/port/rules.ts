import type * as O from 'fp-ts/lib/Option.js';
import type { AccountId, VenueId } from '../noun/id.js';
import type { Instruction } from '../noun/instruction.js';
import type { Mark } from '../noun/leg.js';
import type { CallOrder, Observation } from '../noun/observation.js';
import type { Settlement } from '../noun/settlement.js';
import type { Trial } from '../engine/trial.js';
import type { Verdict } from '../engine/verdict.js';
import type { Capabilities } from './capabilities.js';

/**
 * The pure half of a venue: what may be asked of it, and what its words prove. No I/O, no clock, no randomness.
 *
 * The engine decides with these functions alone, so that a simulated world can judge them together with the engine.
 */
export interface VenueRules {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly capabilities: Capabilities;
  /** The name under which calls that must not overtake each other are made one at a time: one per key. */
  readonly lane: string;
  /** What may be asked of the venue about this settlement, now or later, and why the rest may not. */
  readonly allowed: (settlement: Settlement) => ReadonlyArray<Offer>;
  /** Whether what was just read still is what was approved (contract M6). */
  readonly fit: (instruction: Instruction, seen: Observation) => Fit;
  /** What is kept of a reading before an attempt, to recognise afterwards whether something changed. */
  readonly snapshot: (instruction: Instruction, seen: Observation) => Mark;
  /** The least order that a read needs for proving that the call at `order` cannot be accepted any more. */
  readonly fence: (order: CallOrder) => CallOrder;
  /** What the readings prove about an attempt. */
  readonly judge: (trial: Trial) => Verdict;
  /** What an attempt may change, so that no two do at once. */
  readonly exclusion: (instruction: Instruction) => Exclusion;
}

/** What an attempt may change. At most one attempt with the same name is open at any instant (contract M1). */
export interface Exclusion {
  readonly name: string;
  /** Whether what was done in full under this name may never be attempted again, by any mandate (contract M9). */
  readonly once: boolean;
}

/** Something that may be asked of the venue about a settlement. */
export interface Offer {
  readonly instruction: Instruction;
  /** `none`: now. Otherwise what it waits for, in a sentence. */
  readonly waitsFor: O.Option<string>;
}

/** Whether an approved instruction still fits what the venue shows. Sentences are for people. */
export type Fit =
  | { readonly _tag: 'Fits' }
  /** Not now, perhaps later: the venue has to do something first. */
  | { readonly _tag: 'NotYet'; readonly why: string }
  /** The venue shows something other than what was approved: the intent is withdrawn. */
  | { readonly _tag: 'Differs'; readonly what: string }
  /** What the intent is for has already happened without it. */
  | { readonly _tag: 'NotNeeded'; readonly why: string };
