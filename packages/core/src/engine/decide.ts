import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type CallOrder, type Observation, shown } from '../noun/observation.js';
import { rollup } from '../noun/rollup.js';
import { tradesText } from '../plan/plan.js';
import type { Fit } from '../port/rules.js';
import type { PreparedRequest } from '../port/venue.js';
import type { Effect } from './effect.js';
import { type Engine, pollPauseMs } from './engine.js';
import type { Now } from './event.js';
import * as Ledger from './ledger.js';
import { overdue } from './overdue.js';
import type { JournalRecord } from './journal-record.js';
import type { State, Watch } from './state.js';

/** A state, and the one effect that follows from it. */
export interface Decision {
  readonly state: State;
  readonly effect: Effect;
}

/**
 * What is to be done next: the first of these that applies.
 *
 * Write down what is queued; give back or send what is prepared; stop; withdraw; park what waited too long; prepare the
 * next intent; finish; read; wait. Nothing is ever sent before everything known is durable.
 */
export const decide = (engine: Engine, state: State, now: Now): Decision => {
  if (state.queue.length > 0 && O.isNone(state.stop)) return write(engine, state, now);
  if (O.isSome(state.ready)) return sendOrDiscard(engine, state, state.ready.value);
  if (O.isSome(state.stop)) return { state, effect: { _tag: 'Finish', because: state.stop.value } };
  // An order comes first, by itself: what it ends must not be parked by the same append.
  const ordered = told(state, now);
  const records = ordered.length > 0 ? ordered : overdue(engine, state, now);
  if (records.length > 0) return decide(engine, { ...state, queue: records }, now);
  return prepareNext(engine, state, now);
};

/**
 * Writes down what is queued, if it can follow. What cannot comes from rules that contradict the journal: it is dropped,
 * and the account halts.
 */
const write = (engine: Engine, state: State, now: Now): Decision => {
  if (canFollow(state)) return { state, effect: { _tag: 'Append', records: state.queue } };
  const why = 'the rules of the venue gave a verdict that cannot follow from what is journaled';
  const queue: State['queue'] = O.isSome(state.halted)
    ? []
    : [{ _tag: 'AccountHalted', atMs: now.wallMs, why }];
  return decide(engine, { ...state, queue }, now);
};

const canFollow = ({ ledger, queue }: State): boolean => {
  let after = ledger;
  for (const record of queue) {
    if (record._tag === 'MandateGiven') continue;
    const next = Ledger.apply(after, record);
    if (E.isLeft(next)) return false;
    after = next.right;
  }
  return true;
};

const sendOrDiscard = (engine: Engine, state: State, request: PreparedRequest): Decision => {
  const progress = state.ledger.intents.find((one) => one.intent.id === request.intent);
  const armed = progress?.phase._tag === 'Armed' && O.isNone(state.stop) && O.isSome(state.latest);
  if (!armed || O.isNone(state.latest)) return { state, effect: { _tag: 'Discard', request } };
  // A halt or withdrawal that came after the record is durable still counts: `notAfterMs` in the past sends nothing.
  const notAfterMs = mayNotSend(state)
    ? Number.NEGATIVE_INFINITY
    : state.latest.value.askedAtMs + engine.policy.freshMs;
  return { state, effect: { _tag: 'Send', request, notAfterMs } };
};

const mayNotSend = (state: State): boolean => O.isSome(state.halted) || O.isSome(state.order);

/** What an order from outside means for the intents that have no attempt out. */
const told = (state: State, now: Now): ReadonlyArray<JournalRecord> => {
  if (O.isNone(state.order)) return [];
  const { _tag, by, why } = state.order.value;
  if (_tag === 'Halt')
    return O.isSome(state.halted) ? [] : [{ _tag: 'AccountHalted', atMs: now.wallMs, why: `${by}: ${why}` }];
  return state.ledger.intents.flatMap(({ intent, phase }): ReadonlyArray<JournalRecord> => {
    if (phase._tag !== 'Waiting') return [];
    const ending = { _tag: 'NotDone', because: 'Withdrawn', why: `${by}: ${why}` } as const;
    return [{ _tag: 'IntentEnded', atMs: now.wallMs, intent: intent.id, ending }];
  });
};

/** The next intent that may go, if there is one; otherwise what there is to read or to wait for. */
const prepareNext = (engine: Engine, state: State, now: Now): Decision => {
  const seen = freshReading(engine, state, now);
  if (mayNotSend(state) || isBlocked(state) || O.isNone(seen)) return readOrWait(engine, state, now);
  const fits = state.ledger.intents.map((progress, at) =>
    fitNow(engine, state, progress, at, seen.value, now),
  );
  const first = fits.findIndex((fit) => fit !== undefined && fit._tag !== 'NotYet');
  const progress = state.ledger.intents[first];
  if (progress === undefined) return readOrWait(engine, noteWaits(state, fits), now);
  const { intent } = progress;
  const fit = withTrades(engine, state, fits[first], seen.value);
  if (fit._tag === 'Fits') return { state, effect: { _tag: 'Prepare', intent, seen: seen.value } };
  if (fit._tag === 'NotYet') return readOrWait(engine, noteWaits(state, fits.with(first, fit)), now);
  const ending = {
    _tag: 'NotDone',
    because: fit._tag,
    why: fit._tag === 'Differs' ? fit.what : fit.why,
  } as const;
  return decide(
    engine,
    { ...state, queue: [{ _tag: 'IntentEnded', atMs: now.wallMs, intent: intent.id, ending }] },
    now,
  );
};

/** Whether an intent that waits fits what was read; `undefined` for one that is out, over, parked or not due. */
const fitNow = (
  { rules }: Engine,
  { watches }: State,
  { phase, intent }: Ledger.Progress,
  at: number,
  seen: Observation,
  now: Now,
): Fit | undefined => {
  const watch = watches[at];
  const due = phase._tag === 'Waiting' && watch !== undefined && isDue(watch, now);
  return due ? rules.fit(intent.instruction, seen) : undefined;
};

const noteWaits = (state: State, fits: ReadonlyArray<Fit | undefined>): State =>
  fits.some((fit) => fit?._tag === 'NotYet')
    ? {
        ...state,
        watches: state.watches.map((watch, at) => {
          const fit = fits[at];
          return fit?._tag === 'NotYet' ? { ...watch, waitsFor: fit.why } : watch;
        }),
      }
    : state;

const isDue = (watch: Watch, now: Now): boolean => !watch.parked && watch.retryAtMs <= now.monotonicMs;

/** Whether a call of ours may still be on its way; until a read is answered beyond its fence, nothing else goes out (X2). */
const isBlocked = (state: State): boolean =>
  state.ledger.intents.some(({ phase }, at) => {
    if (phase._tag === 'Armed') return true;
    const trial = state.watches[at]?.trial ?? O.none;
    return phase._tag === 'Unclear' && (O.isNone(trial) || O.isNone(trial.value.fence));
  });

/** The latest reading, if it is young enough, younger than everything we sent, and beyond the calls of others (M6, X2). */
const freshReading = (
  engine: Engine,
  { latest, quietSinceMs, least }: State,
  now: Now,
): O.Option<Observation> =>
  O.isSome(latest) &&
  (O.isNone(least) || latest.value.order >= least.value) &&
  latest.value.askedAtMs >= quietSinceMs &&
  now.monotonicMs - latest.value.askedAtMs < engine.policy.freshMs
    ? latest
    : O.none;

/** A fit holds only for the trades that were approved (contract M6). */
const withTrades = (engine: Engine, { ledger }: State, fit: Fit | undefined, seen: Observation): Fit => {
  const approved = ledger.mandate.trades;
  if (fit === undefined) return { _tag: 'NotYet', why: 'nothing is known yet' };
  if (fit._tag !== 'Fits' || O.isNone(approved)) return fit;
  const trades = shown(ledger.mandate.subject, seen)?.trades ?? O.none;
  if (O.isNone(trades))
    return { _tag: 'NotYet', why: 'the venue does not show which trades the settlement consists of' };
  return engine.digest(tradesText(trades.value)) === approved.value
    ? fit
    : { _tag: 'Differs', what: 'the settlement consists of other trades than those that were approved' };
};

const readOrWait = (engine: Engine, state: State, now: Now): Decision => {
  if (isComplete(engine, state, now)) return { state, effect: { _tag: 'Finish', because: 'Complete' } };
  const dueMs = nextReadMs(engine, state);
  if (dueMs > now.monotonicMs) return { state, effect: { _tag: 'Wait', untilMs: dueMs } };
  const { subject } = state.ledger.mandate;
  return { state, effect: { _tag: 'Read', subject, least: fenceNeeded(engine, state) } };
};

/** The order that the next read needs to be beyond every call whose fate is open, ours and those of others on the lane. */
const fenceNeeded = ({ rules }: Engine, { ledger, least }: State): O.Option<CallOrder> => {
  let most = least;
  for (const { phase } of ledger.intents) {
    if (phase._tag !== 'Unclear') continue;
    const fence = rules.fence(phase.attempt.order);
    if (O.isNone(most) || most.value < fence) most = O.some(fence);
  }
  return most;
};

const nextReadMs = ({ policy }: Engine, { ledger, reading, watches }: State): number => {
  const pollMs = reading.lastMs + pollPauseMs(policy, reading.idle);
  let dueMs = pollMs;
  ledger.intents.forEach(({ phase }, at) => {
    const readAtMs = watches[at]?.readAtMs ?? pollMs;
    if (Ledger.isOpen(phase) && readAtMs > reading.lastMs && readAtMs < dueMs) dueMs = readAtMs;
  });
  return dueMs;
};

/** Whether there is nothing more to do or to wait for. */
const isComplete = ({ policy }: Engine, state: State, now: Now): boolean => {
  const { ledger, watches, latest, reading } = state;
  const over = ledger.intents.every(
    ({ phase }, at) => phase._tag === 'Ended' || watches[at]?.parked === true,
  );
  if (!over) return false;
  const allWell = ledger.intents.every(({ phase }) => phase._tag === 'Ended' && phase.ending._tag === 'Done');
  if (policy.until === 'OurIntents' || !allWell || ledger.mandate.subject._tag === 'Prospective') return true;
  const sinceMs = Math.max(state.quietSinceMs, ...watches.map((watch) => watch.sinceMs));
  if (now.monotonicMs - sinceMs >= policy.patienceMs) return true;
  const settlement =
    O.isSome(latest) && reading.idle > 0 ? shown(ledger.mandate.subject, latest.value) : undefined;
  if (settlement === undefined) return false;
  const status = rollup(settlement);
  if (status === 'Stopped' || status === 'Lapsed' || status === 'Final') return true;
  return status === 'Settled' && policy.until === 'AllLegs';
};
