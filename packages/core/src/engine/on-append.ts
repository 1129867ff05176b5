import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRefused } from '../port/journal.js';
import type { Engine } from './engine.js';
import { pollPauseMs } from './engine.js';
import type { Now } from './event.js';
import * as Ledger from './ledger.js';
import type { JournalRecord } from './journal-record.js';
import { type State, type Watch, trialOf, watchFrom } from './state.js';

/** The records are durable: they are what is known now. */
export const appended = (
  engine: Engine,
  state: State,
  records: ReadonlyArray<JournalRecord>,
  now: Now,
): State => {
  let next: State = {
    ...state,
    queue: state.queue.slice(records.length),
    written: state.written + records.length,
  };
  for (const record of records) {
    if (record._tag === 'MandateGiven' || record._tag === 'MandateBarred') continue;
    const ledger = Ledger.apply(next.ledger, record);
    // The engine only queues records that can follow; if it ever does not, it must not go on.
    if (E.isLeft(ledger)) return { ...next, stop: O.some('JournalLost') };
    next = rewatch(engine, { ...next, ledger: ledger.right }, record, now);
  }
  return next;
};

/** Begins the watch of an intent anew where the record changed its phase. */
const rewatch = (
  engine: Engine,
  state: State,
  record: Exclude<JournalRecord, { _tag: 'MandateGiven' | 'MandateBarred' }>,
  now: Now,
): State => {
  if (record._tag === 'AccountHalted') return { ...state, halted: O.some(record.why) };
  if (record._tag === 'AttemptArmed' || record._tag === 'ChangeSeen') return state;
  const at = state.ledger.intents.findIndex((one) => one.intent.id === record.intent);
  const watch = state.watches[at];
  const progress = state.ledger.intents[at];
  if (watch === undefined || progress === undefined) return state;
  if (record._tag === 'IntentParked') return put(state, at, { ...watch, parked: true });
  const pause = pollPauseMs(engine.policy, progress.attempts);
  const fresh = watchFrom(now.monotonicMs, now.monotonicMs + pause, 'a reading that shows what was approved');
  const trial =
    O.isSome(watch.trial) && Ledger.isOpen(progress.phase)
      ? watch.trial
      : trialOf(progress, state.quietSinceMs);
  return { ...put(state, at, { ...fresh, trial }), reading: { ...state.reading, idle: 0 } };
};

const put = (state: State, at: number, watch: Watch): State => ({
  ...state,
  watches: state.watches.with(at, watch),
});

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
