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

const nothing: GovernorStep[1] = [];

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
  const [inTime, late] = refuseLate(settings, changed, nowMs);
  const [passed, passes] = passAll(settings, inTime, nowMs);
  // Nearly always one may pass, and that is all.
  const isAll = refused.length === 0 && late.length === 0;
  return [passed, isAll ? passes : [...refused, ...late, ...passes]];
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
      return [{ ...state, waiting: state.waiting.filter(({ id }) => id !== event.id) }, nothing];
    case 'Paused':
      return [{ ...state, pausedUntilMs: Math.max(state.pausedUntilMs, nowMs + event.ms) }, nothing];
    case 'Ticked':
      return [state, nothing];
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
  const waiting = [...state.waiting, { id, cost, untilMs: nowMs + waitMs }];
  return [{ emptyAtMs: state.emptyAtMs, pausedUntilMs: state.pausedUntilMs, waiting }, nothing];
};

const refuseLate = (settings: GovernorSettings, state: GovernorState, nowMs: number): GovernorStep => {
  const isLate = ({ untilMs }: { readonly untilMs: number }): boolean => untilMs <= nowMs;
  if (!state.waiting.some(isLate)) return [state, nothing];
  const error: GovernorError = { _tag: 'WaitTooLong', waitMs: settings.waitMs };
  return [
    { ...state, waiting: state.waiting.filter((one) => !isLate(one)) },
    state.waiting.filter(isLate).map(({ id }) => ({ _tag: 'Refuse', id, error })),
  ];
};

const passAll = (settings: GovernorSettings, state: GovernorState, nowMs: number): GovernorStep => {
  const { pausedUntilMs } = state;
  let { emptyAtMs } = state;
  let passing = 0;
  for (const { cost } of state.waiting) {
    if (nowMs < mayPassAtMs(settings, { emptyAtMs, pausedUntilMs }, cost)) break;
    emptyAtMs = Math.max(emptyAtMs, nowMs) + drainMs(settings, cost);
    passing += 1;
  }
  if (passing === 0) return [state, nothing];
  const passes = state.waiting.slice(0, passing).map(({ id }) => ({ _tag: 'Pass', id }) as const);
  return [{ emptyAtMs, pausedUntilMs, waiting: state.waiting.slice(passing) }, passes];
};

/** From when on a call of this cost fits below the limit. */
const mayPassAtMs = (
  settings: GovernorSettings,
  { emptyAtMs, pausedUntilMs }: Pick<GovernorState, 'emptyAtMs' | 'pausedUntilMs'>,
  cost: number,
): number => {
  const roomFor = settings.max - settings.headroom - cost;
  return Math.max(emptyAtMs - drainMs(settings, roomFor), pausedUntilMs);
};

/** How long the venue's counter takes to fall by this much. */
const drainMs = ({ perSecond }: GovernorSettings, points: number): number => (points * 1000) / perSecond;
