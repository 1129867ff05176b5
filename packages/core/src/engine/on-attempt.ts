import * as O from 'fp-ts/lib/Option.js';
import type { NotAccepted, Refused } from '../error/send-error.js';
import type { Instruction } from '../noun/instruction.js';
import type { Outcome, Receipt } from '../noun/outcome.js';
import type { JournalFailed } from '../port/journal.js';
import type { PreparedRequest } from '../port/venue.js';
import type { Effect } from './effect.js';
import { type Engine, pollPauseMs } from './engine.js';
import type { Now } from './event.js';
import type { JournalRecord } from './journal-record.js';
import { type State, draft } from './state.js';

type Prepare = Extract<Effect, { _tag: 'Prepare' }>;
type Send = Extract<Effect, { _tag: 'Send' }>;

/** An attempt is ready: it is written down first. */
export const prepared = (
  { rules, policy }: Engine,
  state: State,
  { intent, seen }: Prepare,
  request: PreparedRequest,
  now: Now,
): State => {
  // The wait for the lane may have outlived the reading: then the attempt is given back, and the reading made anew.
  if (now.monotonicMs - seen.askedAtMs >= policy.freshMs) return { ...state, ready: O.some(request) };
  if (request.intent !== intent.id) {
    const why = 'the adapter prepared an attempt for another intent than the one it was asked for';
    return { ...state, ready: O.some(request), queue: [{ _tag: 'AccountHalted', atMs: now.wallMs, why }] };
  }
  const before = rules.snapshot(intent.instruction, seen);
  const progress = state.ledger.intents.find((one) => one.intent.id === intent.id);
  const armed: JournalRecord = {
    _tag: 'AttemptArmed',
    atMs: now.wallMs,
    intent: intent.id,
    attempt: (progress?.attempts ?? 0) + 1,
    order: request.order.toString(),
    body: request.body,
    before,
    lane: rules.lane,
    reading: seen.order.toString(),
    fence: rules.fence(request.order).toString(),
    exclusion: rules.exclusion(intent.instruction),
  };
  const next = draft(state);
  next.ready = O.some(request);
  next.queue = [...state.queue, armed];
  return next;
};

/** Nothing was sent. A refusal ends the intent; anything else is tried again after a pause. */
export const prepareFailed = (
  { policy }: Engine,
  state: State,
  { intent }: Prepare,
  error: Refused | NotAccepted | JournalFailed,
  now: Now,
): State => {
  if (error._tag === 'JournalFailed') return { ...state, stop: O.some('JournalLost') };
  if (error._tag === 'Refused') {
    const ending = { _tag: 'NotDone', because: 'Refused', why: error.what } as const;
    const ended: JournalRecord = { _tag: 'IntentEnded', atMs: now.wallMs, intent: intent.id, ending };
    return { ...state, queue: [...state.queue, ended] };
  }
  const retryAtMs = now.monotonicMs + pollPauseMs(policy, 3);
  const watches = state.watches.map((watch, at) =>
    state.ledger.intents[at]?.intent.id === intent.id ? { ...watch, retryAtMs, waitsFor: error.what } : watch,
  );
  return { ...state, watches };
};

/** The sending is over, well or not: its outcome is written down before anything is made of it. */
export const sent = (
  { policy }: Engine,
  state: State,
  { request }: Send,
  outcome: Outcome,
  now: Now,
): State => {
  const progress = state.ledger.intents.find((one) => one.intent.id === request.intent);
  if (progress === undefined) return { ...state, stop: O.some('JournalLost') };
  const { intent, attempts: attempt } = progress;
  const known: JournalRecord = {
    _tag: 'OutcomeKnown',
    atMs: now.wallMs,
    intent: intent.id,
    attempt,
    outcome,
  };
  const after = followUp(intent.instruction, outcome, attempt >= policy.attemptsMax);
  const more = after.map((make) => make(intent.id, now.wallMs));
  const next = draft(state);
  next.ready = O.none;
  next.quietSinceMs = now.monotonicMs;
  next.queue = [...state.queue, known, ...more];
  return next;
};

type Make = (intent: PreparedRequest['intent'], atMs: number) => JournalRecord;

/** What an outcome means beyond itself: the end of the intent, or the halt of the account. */
const followUp = (
  instruction: Instruction,
  outcome: Outcome,
  outOfAttempts: boolean,
): ReadonlyArray<Make> => {
  switch (outcome._tag) {
    case 'Unknown':
      return [];
    case 'NotSent':
      return outOfAttempts ? [ended('OutOfAttempts', outcome.why)] : [];
    case 'Rejected':
      if (outcome.again === 'Pointless') return [ended('Refused', outcome.why)];
      return outOfAttempts ? [ended('OutOfAttempts', outcome.why)] : [];
    case 'Accepted': {
      const wrong = mismatch(instruction, outcome.receipt);
      return O.isSome(wrong) ? halt(wrong.value) : [];
    }
  }
};

const ended =
  (because: 'Refused' | 'OutOfAttempts', why: string): Make =>
  (intent, atMs) => ({ _tag: 'IntentEnded', atMs, intent, ending: { _tag: 'NotDone', because, why } });

/** The records that stop an account because of one intent. */
export const halt = (why: string): ReadonlyArray<Make> => [
  (_, atMs) => ({ _tag: 'AccountHalted', atMs, why }),
  (intent, atMs) => ({
    _tag: 'IntentParked',
    atMs,
    intent,
    known: why,
    wouldResolve:
      'a person who compares the venue, the journal and the balances, and then lets the account send again',
  }),
];

/** What the venue says it does, against what was approved (contract M6). */
const mismatch = (instruction: Instruction, receipt: Receipt): O.Option<string> => {
  if (receipt.oddities.length > 0) return O.some(receipt.oddities.join('; '));
  if (instruction._tag === 'CreateSettlement') return O.none;
  if (receipt.settlement !== instruction.settlement)
    return O.some('the venue accepted the instruction for another settlement than the one that was approved');
  if (instruction._tag !== 'SettleLeg') return O.none;
  if (O.isSome(receipt.asset) && receipt.asset.value !== instruction.asset)
    return O.some('the venue moves another asset than the one that was approved');
  if (O.isSome(receipt.quantity) && receipt.quantity.value !== instruction.quantity)
    return O.some('the venue moves another quantity than the one that was approved');
  return O.none;
};

/** The prepared attempt is gone; nothing of it left. */
export const discarded = (state: State): State => ({ ...state, ready: O.none });
