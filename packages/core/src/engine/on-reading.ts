import * as O from 'fp-ts/lib/Option.js';
import type { ReadFailed } from '../error/read-error.js';
import type { Mark } from '../noun/leg.js';
import type { Observation } from '../noun/observation.js';
import type { Engine } from './engine.js';
import * as Evidence from './evidence.js';
import type { Now } from './event.js';
import * as Ledger from './ledger.js';
import { halt } from './on-attempt.js';
import type { JournalRecord } from './journal-record.js';
import { regressed } from './regression.js';
import { type Draft, type State, type Watch, draft } from './state.js';
import { seenOf } from './trial.js';
import type { Verdict } from './verdict.js';

/** A reading came in: it is held against what was seen before, and every open attempt is judged anew. */
export const observed = (engine: Engine, state: State, observation: Observation, now: Now): State => {
  if (O.isSome(state.latest) && regressed(state.latest.value, observation))
    return older(engine, state, observation, now);
  const reading = { idle: state.reading.idle + 1, lastMs: now.monotonicMs, regressions: 0, trouble: O.none };
  const next = draft(state);
  next.latest = O.some(observation);
  next.reading = reading;
  next.ledger.intents.forEach((progress, at) => {
    rejudge(engine, next, progress, at, observation, now);
  });
  return next;
};

/**
 * A reading that shows less than an earlier one proves nothing; too many of them halt the account (D13). What it names it
 * still names: an attempt with a transfer that was not there before is never taken for void (M2 d).
 */
const older = (engine: Engine, state: State, observation: Observation, now: Now): State => {
  const { policy } = engine;
  const regressions = state.reading.regressions + 1;
  const trouble = O.some('the venue showed an older state than before');
  const reading = { idle: state.reading.idle + 1, lastMs: now.monotonicMs, regressions, trouble };
  const named = state.ledger.intents.reduce(
    (so, progress, at) => nameOnly(engine, so, progress, at, observation, now),
    { ...state, reading },
  );
  if (regressions < policy.regressionsMax || O.isSome(state.halted)) return named;
  const why = `the venue showed an older state than before, ${regressions} times in a row`;
  return { ...named, queue: [...named.queue, { _tag: 'AccountHalted', atMs: now.wallMs, why }] };
};

/** Takes from a reading only that it shows a change since before the attempt. */
const nameOnly = (
  engine: Engine,
  state: State,
  progress: Ledger.Progress,
  at: number,
  observation: Observation,
  now: Now,
): State => {
  const watch = state.watches[at];
  if (watch === undefined || O.isNone(watch.trial) || progress.phase._tag !== 'Unclear') return state;
  const trial = watch.trial.value;
  const shown = seenOf(trial.instruction, observation)._tag !== 'NothingSeen';
  const mark = engine.rules.snapshot(trial.instruction, observation);
  if (!shown || trial.named || mark === trial.before) return state;
  const watches = state.watches.with(at, { ...watch, trial: O.some({ ...trial, named: true }) });
  return { ...state, watches, queue: [...state.queue, changeSeen(progress, mark, now)] };
};

const rejudge = (
  engine: Engine,
  state: Draft,
  progress: Ledger.Progress,
  at: number,
  observation: Observation,
  now: Now,
): void => {
  const watch = state.watches[at];
  if (watch === undefined || O.isNone(watch.trial) || !Ledger.isOpen(progress.phase)) return;
  const trial = Evidence.add(engine.rules, watch.trial.value, observation);
  if (trial === watch.trial.value) return;
  const verdict = engine.rules.judge(trial);
  const undecided = verdict._tag === 'Undecided';
  const stays = undecided || verdict._tag === 'Contradiction';
  const newlyNamed = stays && progress.phase._tag === 'Unclear' && trial.named && !progress.phase.named;
  const changed =
    newlyNamed && O.isSome(trial.last) ? [changeSeen(progress, trial.last.value.mark, now)] : [];
  const records = [...changed, ...consequences(engine, state, progress, verdict, now)];
  const next: Watch = {
    sinceMs: watch.sinceMs,
    retryAtMs: watch.retryAtMs,
    parked: watch.parked,
    trial: O.some(trial),
    readAtMs: undecided ? verdict.readAtMs : now.monotonicMs,
    waitsFor: undecided ? verdict.wouldResolve : watch.waitsFor,
  };
  if (records.length > 0) state.queue = [...state.queue, ...records];
  state.watches = state.watches.with(at, next);
};

const changeSeen = ({ intent, attempts: attempt }: Ledger.Progress, mark: Mark, now: Now): JournalRecord => ({
  _tag: 'ChangeSeen',
  atMs: now.wallMs,
  intent: intent.id,
  attempt,
  mark,
});

/** The records that a verdict calls for. */
const consequences = (
  { policy }: Engine,
  { halted }: State,
  { intent, attempts: attempt }: Ledger.Progress,
  verdict: Verdict,
  now: Now,
): ReadonlyArray<JournalRecord> => {
  const base = { atMs: now.wallMs, intent: intent.id };
  switch (verdict._tag) {
    case 'Undecided':
      return [];
    case 'Done':
      return [{ _tag: 'IntentEnded', ...base, ending: { _tag: 'Done', settlement: verdict.settlement } }];
    case 'Partial':
      return [{ _tag: 'IntentEnded', ...base, ending: { _tag: 'PartlyDone', residual: verdict.residual } }];
    case 'Failed':
      return [{ _tag: 'IntentEnded', ...base, ending: { _tag: 'Failed', why: verdict.why } }];
    case 'Contradiction':
      if (O.isSome(halted)) return [];
      return halt(verdict.what).map((make) => make(intent.id, now.wallMs));
    case 'Void': {
      const gone: JournalRecord = { _tag: 'AttemptVoid', ...base, attempt };
      if (attempt < policy.attemptsMax) return [gone];
      const why = `${attempt} attempts were proven to have had no effect`;
      return [
        gone,
        { _tag: 'IntentEnded', ...base, ending: { _tag: 'NotDone', because: 'OutOfAttempts', why } },
      ];
    }
  }
};

/** A reading failed: nothing is known from it, and the next one waits longer. */
export const readFailed = (state: State, error: ReadFailed, now: Now): State => ({
  ...state,
  reading: {
    ...state.reading,
    idle: Math.max(1, state.reading.idle + 1),
    lastMs: now.monotonicMs,
    trouble: O.some(error.what),
  },
});
