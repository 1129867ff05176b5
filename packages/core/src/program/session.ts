import * as O from 'fp-ts/lib/Option.js';
import type * as T from 'fp-ts/lib/Task.js';
import type { Effect, Finish } from '../engine/effect.js';
import type { Engine } from '../engine/engine.js';
import type { Event, Happening } from '../engine/event.js';
import * as Report from '../engine/report.js';
import type { State } from '../engine/state.js';
import { step } from '../engine/step.js';
import type { Clock } from '../port/clock.js';
import type { Control } from './control.js';
import { makeHands } from './hands.js';
import { type Ports, type Watcher, now } from './ports.js';

const stepsMax = 10_000_000;

/**
 * One run of a mandate, carried on turn by turn. Between turns nothing of it is under way and nothing is held.
 *
 * What it knows beyond the journal is in this object alone; losing it loses no more than some readings.
 */
export interface Session {
  /** Does whatever can be done now. Never fails; one turn at a time; the same `Over` again once it is over. */
  readonly turn: T.Task<Turn>;
  readonly control: Control;
}

/** What a turn came to. */
export type Turn =
  /** There is nothing to do before this instant of the monotonic clock, unless something is told. Coming earlier does no harm. */
  | { readonly _tag: 'Waits'; readonly untilMs: number }
  /** The run is over. What it means for the money stands in the report. */
  | { readonly _tag: 'Over'; readonly report: Report.Report };

/** A session before its first turn, and whether its mandate is in the journal. */
export interface Begun extends Session {
  /** Goes on until the mandate is in the journal, and no further. */
  readonly give: T.Task<'Given' | 'Overtaken' | 'Failed'>;
}

/**
 * Makes the session of a run. It decides nothing: it performs what the engine wants, and tells it what came of it.
 */
export const makeSession = (
  ports: Ports,
  engine: Engine,
  begin: State,
  limitsAsOf: O.Option<number> = O.none,
): Begun => {
  const { clock, control, watch } = ports;
  const advance = step(engine);
  const hands = makeHands(ports, limitsAsOf);
  let state = begin;
  let happening: Happening = { _tag: 'Begun' };
  let steps = 0;
  let over: O.Option<Report.Report> = O.none;

  const finish = (because: Finish): Turn => {
    const report = Report.make(state, because);
    over = O.some(report);
    return { _tag: 'Over', report };
  };

  const next = (): Effect | undefined => {
    // Before the first event there is nothing under way that an order could interrupt.
    const told = O.isSome(state.pending) ? control.take() : O.none;
    if (O.isSome(told)) {
      const order: Event = { at: now(clock), _tag: 'Told', order: told.value };
      state = advance(state, order).state;
      tell(watch, state, order, undefined);
    }
    if (happening._tag === 'Waited' && control.takeNudge()) happening = { _tag: 'Nudged' };
    const event: Event = { at: now(clock), ...happening };
    const { state: after, effects } = advance(state, event);
    state = after;
    tell(watch, state, event, effects[0]);
    return effects[0];
  };

  const goOn = async (isEnough: () => boolean): Promise<Turn> => {
    if (O.isSome(over)) return { _tag: 'Over', report: over.value };
    for (; steps < stepsMax; steps += 1) {
      if (isEnough()) return { _tag: 'Waits', untilMs: clock.monotonicMs() };
      const effect = next();
      if (effect === undefined) return finish('JournalLost');
      if (effect._tag === 'Finish') return finish(effect.because);
      if (effect._tag === 'Wait') {
        happening = { _tag: 'Waited' };
        return { _tag: 'Waits', untilMs: effect.untilMs };
      }
      // One effect is under way at a time: the next one depends on what came of this one.
      // oxlint-disable-next-line no-await-in-loop
      happening = await hands(effect, state);
    }
    return finish('JournalLost');
  };

  const give = async (): Promise<'Given' | 'Overtaken' | 'Failed'> => {
    const turn = await goOn(() => state.written > 0 || happening._tag === 'Appended');
    if (turn._tag === 'Waits') return 'Given';
    return turn.report.because === 'Overtaken' ? 'Overtaken' : 'Failed';
  };

  return { turn: () => goOn(() => false), give, control };
};

/**
 * Carries a session on to its end, and waits in between.
 *
 * It never fails; what went wrong stands in the report, with what it means for the money.
 */
export const toEnd =
  (clock: Clock) =>
  (session: Session): T.Task<Report.Report> =>
  async () => {
    for (;;) {
      // Turns follow each other.
      // oxlint-disable-next-line no-await-in-loop
      const turn = await session.turn();
      if (turn._tag === 'Over') return turn.report;
      // oxlint-disable-next-line no-await-in-loop
      await rest(clock, session.control, turn.untilMs);
    }
  };

/** Waits until an instant, or until something is told. */
export const rest = async (clock: Clock, control: Control, untilMs: number): Promise<void> => {
  const sleep = clock.sleep(Math.max(0, untilMs - clock.monotonicMs()));
  control.listen(sleep.wake);
  if (control.hasNews()) sleep.wake();
  await sleep.done();
};

const tell = (watch: Watcher, state: State, event: Event, next: Effect | undefined): void => {
  try {
    watch(state, event, next);
  } catch {
    // A display that fails must not stop a settlement.
  }
};
