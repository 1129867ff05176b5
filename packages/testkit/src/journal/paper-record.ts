import {
  type AttemptArmed,
  type Decision,
  type Ending,
  type IntentId,
  type IntentParked,
  type JournalRecord,
  Leg,
  type Outcome,
  type Receipt,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { lane, settlement } from './paper-mandate.js';

/** What the venue says when it takes an instruction. */
const receipt: Receipt = {
  settlement,
  transfer: O.none,
  asset: O.none,
  quantity: O.none,
  oddities: [],
  warnings: [],
};

/** Every outcome there is. */
export const outcomes = {
  NotSent: { _tag: 'NotSent', why: 'no connection' },
  RejectedAllowed: { _tag: 'Rejected', why: 'busy', again: 'Allowed' },
  RejectedPointless: { _tag: 'Rejected', why: 'no', again: 'Pointless' },
  Accepted: { _tag: 'Accepted', receipt },
  Unknown: { _tag: 'Unknown', why: 'no answer' },
} as const satisfies Readonly<Record<string, Outcome>>;

/** Every ending there is. */
export const endings = {
  Done: { _tag: 'Done', settlement },
  PartlyDone: { _tag: 'PartlyDone', residual: O.none },
  Failed: { _tag: 'Failed', why: 'the transfer failed' },
  NotDone: { _tag: 'NotDone', because: 'OutOfAttempts', why: 'three were refused' },
} as const satisfies Readonly<Record<string, Ending>>;

/** Every decision of a person there is. */
export const decisions = {
  Adopted: { _tag: 'Adopted', settlement, reference: 'transfer 7' },
  DeclaredVoid: { _tag: 'DeclaredVoid' },
  Withdrawn: { _tag: 'Withdrawn' },
} as const satisfies Readonly<Record<string, Decision>>;

/** What may be said of an attempt when it is armed. */
export type Arming = Partial<Omit<AttemptArmed, '_tag' | 'intent'>>;

/** An attempt is armed; by default on a reading that nothing on the lane can be beyond. */
export const armed = (intent: IntentId, changes: Arming = {}): JournalRecord => ({
  _tag: 'AttemptArmed',
  atMs: 2,
  intent,
  attempt: 1,
  order: '10',
  body: 'body 1',
  before: Leg.mark('no transfer'),
  lane,
  reading: '1000000',
  fence: '11',
  exclusion: { name: `settle ${intent}`, once: true },
  ...changes,
});

/** What the sending of an attempt came to. */
export const outcomeOf = (intent: IntentId, outcome: Outcome, attempt = 1): JournalRecord => ({
  _tag: 'OutcomeKnown',
  atMs: 3,
  intent,
  attempt,
  outcome,
});

/** An attempt was proven void. */
export const voided = (intent: IntentId, attempt = 1): JournalRecord => ({
  _tag: 'AttemptVoid',
  atMs: 4,
  intent,
  attempt,
});

/** An intent is over. */
export const ended = (intent: IntentId, ending: Ending, atMs = 5): JournalRecord => ({
  _tag: 'IntentEnded',
  atMs,
  intent,
  ending,
});

/** A person decided. */
export const decided = (intent: IntentId, decision: Decision, atMs = 6): JournalRecord => ({
  _tag: 'IntentDecided',
  atMs,
  intent,
  decision,
  by: 'ann',
  why: 'the books of the venue say so',
});

/** An intent waits for a person. */
export const parked = (intent: IntentId): IntentParked => ({
  _tag: 'IntentParked',
  atMs: 4,
  intent,
  known: 'it may have happened',
  wouldResolve: 'a reading',
});

/** A reading showed something else. */
export const changed = (intent: IntentId, attempt = 1): JournalRecord => ({
  _tag: 'ChangeSeen',
  atMs: 4,
  intent,
  attempt,
  mark: Leg.mark('a transfer'),
});

/** Nothing more is sent for the account of the mandate. */
export const halted = (why = 'another amount moved'): JournalRecord => ({
  _tag: 'AccountHalted',
  atMs: 4,
  why,
});

/** The id is barred. */
export const barred: JournalRecord = { _tag: 'MandateBarred', atMs: 1, by: 'ann', why: 'a mistake' };
