import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRefused } from '../port/journal.js';
import type { Engine } from './engine.js';
import { pollPauseMs } from './engine.js';
import type { Now } from './event.js';
import * as Ledger from './ledger.js';
import type { JournalRecord } from './journal-record.js';
import { type Draft, type State, type Watch, draft, trialOf, watchFrom } from './state.js';

/** The records are durable: they are what is known now. */
export const appended = (
  engine: Engine,
  state: State,
  records: ReadonlyArray<JournalRecord>,
  now: Now,
): State => {
  const next = draft(state);
  next.queue = state.queue.slice(records.length);
  next.written = state.written + records.length;
  for (const record of records) {
    if (record._tag === 'MandateGiven' || record._tag === 'MandateBarred') continue;
    const ledger = Ledger.apply(next.ledger, record);
    // The engine only queues records that can follow; if it ever does not, it must not go on.
    if (E.isLeft(ledger)) return { ...next, stop: O.some('JournalLost') };
    next.ledger = ledger.right;
    rewatch(engine, next, record, now);
  }
  return next;
};

/** Begins the watch of an intent anew where the record changed its phase. */
const rewatch = (
  engine: Engine,
  next: Draft,
  record: Exclude<JournalRecord, { _tag: 'MandateGiven' | 'MandateBarred' }>,
  now: Now,
): void => {
  if (record._tag === 'AccountHalted') next.halted = O.some(record.why);
  if (record._tag === 'AccountHalted' || record._tag === 'AttemptArmed' || record._tag === 'ChangeSeen')
    return;
  const at = next.ledger.intents.findIndex((one) => one.intent.id === record.intent);
  const watch = next.watches[at];
  const progress = next.ledger.intents[at];
  if (watch === undefined || progress === undefined) return;
  if (record._tag === 'IntentParked') {
    next.watches = next.watches.with(at, { ...watch, parked: true });
    return;
  }
  next.watches = next.watches.with(at, rewatched(engine, next, watch, progress, now));
  const { lastMs, regressions, trouble } = next.reading;
  next.reading = { idle: 0, lastMs, regressions, trouble };
};

const rewatched = (
  { policy }: Engine,
  { quietSinceMs }: State,
  { trial }: Watch,
  progress: Ledger.Progress,
  { monotonicMs }: Now,
): Watch => {
  const retryAtMs = monotonicMs + pollPauseMs(policy, progress.attempts);
  const kept = O.isSome(trial) && Ledger.isOpen(progress.phase) ? trial : trialOf(progress, quietSinceMs);
  return watchFrom(monotonicMs, retryAtMs, 'a reading that shows what was approved', kept);
};

/** Nothing was written. Somebody else has the mandate, the leg or the account. */
export const appendRefused = (state: State, refusal: JournalRefused, now: Now): State => {
  const first = state.queue[0];
  switch (refusal.why) {
    case 'Stale':
      return { ...state, queue: [], stop: O.some('TakenOver') };
    case 'LeaseLost':
      // Nothing was armed: the attempt is given back, and the reading made anew.
      return { ...state, queue: [], quietSinceMs: now.monotonicMs };
    case 'LaneHeld':
      // Somebody else's call stands between the reading and now: read beyond it.
      return { ...state, queue: [], quietSinceMs: now.monotonicMs, least: O.some(refusal.least) };
    case 'LimitsChanged':
      return { ...state, queue: [], stop: O.some('Overtaken') };
    case 'AccountHalted':
      return { ...state, queue: [], halted: O.some(refusal.detail) };
    case 'ExclusionHeld':
      return first?._tag === 'AttemptArmed'
        ? { ...state, queue: [parkedBehind(first.intent, now)] }
        : { ...state, queue: [], stop: O.some('JournalLost') };
  }
};

const parkedBehind = (intent: Ledger.Progress['intent']['id'], now: Now): JournalRecord => ({
  _tag: 'IntentParked',
  atMs: now.wallMs,
  intent,
  known: 'nothing was sent: another mandate has an attempt open for the same thing',
  wouldResolve: 'the end of that attempt; then run this mandate again',
});

/** It is not known what is durable: nothing is sent from now on (contract D3). */
export const appendFailed = (state: State): State => ({ ...state, queue: [], stop: O.some('JournalLost') });
