import * as O from 'fp-ts/lib/Option.js';

/** How a venue counts the calls of a key, and how far we go. */
export interface GovernorSettings {
  /** The venue refuses calls that would lift its counter above this. */
  readonly max: number;
  /** How much its counter falls each second. */
  readonly perSecond: number;
  /** How far below `max` we stay, for calls that others make and clocks that differ. */
  readonly headroom: number;
  readonly waitingMax: number;
  readonly waitMs: number;
}

/** Why a call may not be made now. Nothing was sent. */
export type GovernorError =
  | { readonly _tag: 'TooManyWaiting'; readonly waitingMax: number }
  | { readonly _tag: 'WaitTooLong'; readonly waitMs: number }
  | { readonly _tag: 'CostTooGreat'; readonly costMax: number }
  | { readonly _tag: 'EntryWithdrawn' };

/** What a governor knows. Units: milliseconds on the monotonic clock. */
export interface GovernorState {
  /** When the venue's counter will be back at zero. Kept as a time, so that there is nothing to count down. */
  readonly emptyAtMs: number;
  readonly pausedUntilMs: number;
  /** First come, first served: a dear call at the head holds up a cheap one behind it. */
  readonly waiting: ReadonlyArray<{ readonly id: number; readonly cost: number; readonly untilMs: number }>;
}

export type GovernorEvent =
  | { readonly _tag: 'Asked'; readonly id: number; readonly cost: number }
  | { readonly _tag: 'Withdrawn'; readonly id: number }
  | { readonly _tag: 'Paused'; readonly ms: number }
  | { readonly _tag: 'Ticked' };

type GovernorEffect =
  | { readonly _tag: 'Pass'; readonly id: number }
  | { readonly _tag: 'Refuse'; readonly id: number; readonly error: GovernorError };

export type GovernorStep = readonly [GovernorState, ReadonlyArray<GovernorEffect>];

/** A counter at zero, and nobody waiting. */
export const newGovernor: GovernorState = {
  emptyAtMs: Number.NEGATIVE_INFINITY,
  pausedUntilMs: Number.NEGATIVE_INFINITY,
  waiting: [],
};

/** The next state of a governor, and who may go. Pure. */
export const stepGovernor = (
  settings: GovernorSettings,
  state: GovernorState,
  event: GovernorEvent,
  nowMs: number,
): GovernorStep => {
  const [changed, refused] = applyEvent(settings, state, event, nowMs);
  const late = changed.waiting.filter(({ untilMs }) => untilMs <= nowMs);
  const inTime = { ...changed, waiting: changed.waiting.filter(({ untilMs }) => untilMs > nowMs) };
  const [passed, passes] = passAll(settings, inTime, nowMs);
  const error: GovernorError = { _tag: 'WaitTooLong', waitMs: settings.waitMs };
  return [passed, [...refused, ...late.map(({ id }) => ({ _tag: 'Refuse', id, error }) as const), ...passes]];
};

/** When to look again, if nothing happens before. Nobody waits: never. */
export const governorWakeAtMs = (settings: GovernorSettings, state: GovernorState): O.Option<number> => {
  const [first] = state.waiting;
  if (first === undefined) return O.none;
  const deadlineMs = state.waiting.reduce(
    (least, { untilMs }) => Math.min(least, untilMs),
    Number.POSITIVE_INFINITY,
  );
  return O.some(Math.min(deadlineMs, mayPassAtMs(settings, state, first.cost)));
};

const applyEvent = (
  settings: GovernorSettings,
  state: GovernorState,
  event: GovernorEvent,
  nowMs: number,
): GovernorStep => {
  switch (event._tag) {
    case 'Asked':
      return ask(settings, state, event.id, event.cost, nowMs);
    case 'Withdrawn':
      return [{ ...state, waiting: state.waiting.filter(({ id }) => id !== event.id) }, []];
    case 'Paused':
      return [{ ...state, pausedUntilMs: Math.max(state.pausedUntilMs, nowMs + event.ms) }, []];
    case 'Ticked':
      return [state, []];
  }
};

const ask = (
  { max, headroom, waitingMax, waitMs }: GovernorSettings,
  state: GovernorState,
  id: number,
  cost: number,
  nowMs: number,
): GovernorStep => {
  const refuse = (error: GovernorError): GovernorStep => [state, [{ _tag: 'Refuse', id, error }]];
  // Written so that a cost that is no number fails too.
  if (!(cost >= 0 && cost <= max - headroom))
    return refuse({ _tag: 'CostTooGreat', costMax: max - headroom });
  if (state.waiting.length >= waitingMax) return refuse({ _tag: 'TooManyWaiting', waitingMax });
  return [{ ...state, waiting: [...state.waiting, { id, cost, untilMs: nowMs + waitMs }] }, []];
};

const passAll = (settings: GovernorSettings, state: GovernorState, nowMs: number): GovernorStep => {
  let { emptyAtMs } = state;
  let passing = 0;
  for (const { cost } of state.waiting) {
    if (nowMs < mayPassAtMs(settings, { ...state, emptyAtMs }, cost)) break;
    emptyAtMs = Math.max(emptyAtMs, nowMs) + drainMs(settings, cost);
    passing += 1;
  }
  const passes = state.waiting.slice(0, passing).map(({ id }) => ({ _tag: 'Pass', id }) as const);
  return [{ ...state, emptyAtMs, waiting: state.waiting.slice(passing) }, passes];
};

/** From when on a call of this cost fits below the limit. */
const mayPassAtMs = (settings: GovernorSettings, state: GovernorState, cost: number): number => {
  const roomFor = settings.max - settings.headroom - cost;
  return Math.max(state.emptyAtMs - drainMs(settings, roomFor), state.pausedUntilMs);
};

/** How long the venue's counter takes to fall by this much. */
const drainMs = ({ perSecond }: GovernorSettings, points: number): number => (points * 1000) / perSecond;
