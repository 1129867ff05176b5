import * as O from 'fp-ts/lib/Option.js';
import { decide } from './decide.js';
import type { Effect } from './effect.js';
import { type Engine, pollPauseMs } from './engine.js';
import type { Event, Now } from './event.js';
import { observed, readFailed } from './on-reading.js';
import { appendFailed, appendRefused, appended } from './on-append.js';
import { discarded, prepareFailed, prepared, sent } from './on-attempt.js';
import { type State, draft } from './state.js';

/** The engine's answer to an event: what it knows now, and what it wants done. */
export interface Step {
  readonly state: State;
  /** None while an earlier effect is under way, otherwise exactly one. */
  readonly effects: ReadonlyArray<Effect>;
}

/**
 * The settlement engine: a pure function from what happened to what is to be done next.
 *
 * No promise, clock, randomness or I/O. The production driver and the simulated world run this same function; what it
 * keeps is the safety contract (M, N, X, D and L rules), and no order or repetition of events makes it break that.
 */
export const step =
  (engine: Engine) =>
  (state: State, event: Event): Step => {
    const heard = hear(engine, state, event);
    return O.isSome(heard.pending) ? { state: heard, effects: [] } : act(engine, heard, event);
  };

const act = (engine: Engine, state: State, event: Event): Step => {
  const decision = decide(engine, state, event.at);
  const { effect } = decision;
  const next = draft(decision.state);
  next.pending = O.some(effect);
  return { state: next, effects: [effect] };
};

const mustHalt = ({ order, halted }: State): boolean =>
  O.isSome(order) && order.value._tag === 'Halt' && O.isNone(halted);

/** What the event changes in what is known. An answer that belongs to no effect under way changes nothing. */
const hear = (engine: Engine, state: State, event: Event): State => {
  // A halt that is not durable yet is never replaced: the kill switch outranks every later order.
  if (event._tag === 'Told') return mustHalt(state) ? state : { ...state, order: O.some(event.order) };
  if (event._tag === 'Begun') return state;
  const asked = state.pending;
  if (O.isNone(asked)) return state;
  const free = draft(state);
  free.pending = O.none;
  switch (event._tag) {
    case 'Appended':
      return asked.value._tag === 'Append' ? appended(engine, free, asked.value.records, event.at) : state;
    case 'AppendRefused':
      return asked.value._tag === 'Append' ? appendRefused(free, event.refusal, event.at) : state;
    case 'AppendFailed':
      return asked.value._tag === 'Append' ? appendFailed(free) : state;
    case 'Observed':
      return asked.value._tag === 'Read' ? observed(engine, free, event.observation, event.at) : state;
    case 'ReadFailed':
      return asked.value._tag === 'Read' ? readFailed(free, event.error, event.at) : state;
    case 'Prepared':
      return asked.value._tag === 'Prepare'
        ? prepared(engine, free, asked.value, event.request, event.at)
        : state;
    case 'PrepareFailed':
      return asked.value._tag === 'Prepare'
        ? prepareFailed(engine, free, asked.value, event.error, event.at)
        : state;
    case 'Sent':
      return asked.value._tag === 'Send' ? sent(engine, free, asked.value, event.outcome, event.at) : state;
    case 'Discarded':
      return asked.value._tag === 'Discard' ? discarded(free) : state;
    case 'Waited':
      return asked.value._tag === 'Wait' ? free : state;
    case 'Nudged':
      return asked.value._tag === 'Wait' ? readSoon(engine, free, event.at) : state;
  }
};

/** The next poll is due now, as if the pause were over. */
const readSoon = ({ policy }: Engine, state: State, now: Now): State => {
  const { reading } = state;
  return { ...state, reading: { ...reading, lastMs: now.monotonicMs - pollPauseMs(policy, reading.idle) } };
};
