import * as O from 'fp-ts/lib/Option.js';
import type { LaneSettings } from './lane-config.js';
import { type LaneError, lanePoisoned, noncesExhausted } from './lane-error.js';
import {
  type LaneEvent,
  type LaneState,
  type LaneStep,
  type NonceSeen,
  type Ticket,
  type Waiter,
  newLane,
} from './lane-state.js';
import {
  type LaneNow,
  type Tenure,
  type TenureEffect,
  type Use,
  answered,
  ask,
  giveUp,
  newTenure,
  tend,
  tenureWakeAtMs,
  termOf,
} from './lane-tenure.js';

/** The greatest nonce: the last integer that every JSON parser keeps exact. */
const nonceMax = 2n ** 53n - 1n;

/** Tickets whose fate is still of interest after they ran out. */
const overdueMax = 16;

/** The next state of a lane, and what it wants done. Pure. */
export const stepLane = (
  settings: LaneSettings,
  state: LaneState,
  event: LaneEvent,
  now: LaneNow,
): LaneStep => {
  const [happened, first] = applyEvent(settings, expireTicket(state, now), event, now);
  const [held, second] = withTenure(happened, giveUp(settings, happened.tenure, useOf(happened), now));
  const [heard, third] = refuseWaiting(settings, held, now);
  const [served, fourth] = serveFirst(settings, heard, now);
  const [next, fifth] = withTenure(served, tend(settings, served.tenure, useOf(served), now));
  return [next, joined([first, second, third, fourth, fifth])];
};

type Effects = LaneStep[1];

const nothing: Effects = [];

/** All of them in order; nearly always there is one, or none. */
const joined = (stages: ReadonlyArray<Effects>): Effects => {
  let all = nothing;
  for (const some of stages) if (some.length > 0) all = all.length === 0 ? some : [...all, ...some];
  return all;
};

/** Whether the turn of this ticket still lasts, and the venue may be asked at all. */
export const isValid = (settings: LaneSettings, state: LaneState, ticket: Ticket, now: LaneNow): boolean =>
  O.isSome(state.out) &&
  state.out.value.nonce === ticket.nonce &&
  now.monotonicMs < state.out.value.untilMs &&
  now.monotonicMs >= state.lockedUntilMs &&
  isTerm(termOf(settings, state.tenure, now), state.out.value.term) &&
  !isPoisoned(settings, state);

const isTerm = (current: O.Option<number>, term: number): boolean =>
  O.isSome(current) && current.value === term;

/** When the lane has to look again, if nothing happens before. Nobody waits, and no tenure is held: never. */
export const wakeAtMs = (settings: LaneSettings, state: LaneState, monotonicMs: number): O.Option<number> => {
  const { waiting, out, tenure, lockedUntilMs } = state;
  if (waiting.length === 0 && tenure._tag !== 'Held') return O.none;
  const times = waiting.map(({ untilMs }) => untilMs);
  if (O.isSome(out)) times.push(out.value.untilMs);
  if (lockedUntilMs > monotonicMs) times.push(lockedUntilMs);
  const tenureAtMs = tenureWakeAtMs(settings, tenure);
  // A tenure that could be asked for already is asked for when something else lets it.
  if (O.isSome(tenureAtMs) && tenureAtMs.value > monotonicMs) times.push(tenureAtMs.value);
  return O.some(times.reduce((a, b) => Math.min(a, b)));
};

const useOf = ({ out, waiting, lockedUntilMs }: LaneState): Use => ({
  isOut: O.isSome(out),
  isWanted: waiting.length > 0,
  lockedUntilMs,
});

/** A tenure that is over takes with it what is left of its numbers: somebody else may send greater ones now. */
const withTenure = (
  state: LaneState,
  [tenure, effects]: readonly [Tenure, ReadonlyArray<TenureEffect>],
): LaneStep => {
  if (tenure === state.tenure) return [state, effects];
  const isOver = state.tenure._tag === 'Held' && tenure._tag !== 'Held';
  return [{ ...state, tenure, block: isOver ? newLane.block : state.block }, effects];
};

const isPoisoned = (settings: LaneSettings, state: LaneState): boolean =>
  state.invalidInARow >= settings.invalidNoncesMax;

const expireTicket = (state: LaneState, now: LaneNow): LaneState =>
  O.isSome(state.out) && now.monotonicMs >= state.out.value.untilMs
    ? { ...state, out: O.none, overdue: [...state.overdue, state.out.value.nonce].slice(-overdueMax) }
    : state;

const applyEvent = (settings: LaneSettings, state: LaneState, event: LaneEvent, now: LaneNow): LaneStep => {
  switch (event._tag) {
    case 'Entered':
      return enter(settings, state, event.id, event.least, now);
    case 'Withdrawn':
      return [{ ...state, waiting: state.waiting.filter(({ id }) => id !== event.id) }, nothing];
    case 'Reserved':
      return takeBlock(settings, state, event.first, event.count, now);
    case 'ReserveFailed':
      return refuse({ ...state, reserving: O.none }, () => true, event.error);
    case 'Left':
      return [leave(settings, state, event.nonce, event.seen, now), nothing];
    case 'Reset':
      return [{ ...state, invalidInARow: 0 }, nothing];
    case 'TenureFailed':
      return refuse({ ...state, tenure: newTenure }, () => true, {
        _tag: 'LaneTenureFailed',
        detail: event.detail,
      });
    case 'TenureTaken':
    case 'TenureElsewhere':
    case 'TenureRenewed':
    case 'TenureLost':
      return withTenure(state, [answered(settings, state.tenure, event, now), []]);
    case 'Ticked':
      return [state, nothing];
  }
};

const enter = (
  settings: LaneSettings,
  state: LaneState,
  id: number,
  least: bigint,
  now: LaneNow,
): LaneStep => {
  if (state.waiting.length >= settings.waitingMax) {
    const error: LaneError = { _tag: 'LaneTooManyWaiting', waitingMax: settings.waitingMax };
    return [state, [{ _tag: 'Refuse', id, error }]];
  }
  const waiter: Waiter = { id, least, untilMs: now.monotonicMs + settings.waitMs };
  return [withTurn(state, state.out, [...state.waiting, waiter]), nothing];
};

/**
 * Takes what was reserved, unless the floor gave a number that it must not give. Numbers of a term that is over are lost:
 * others may have sent greater ones in between.
 */
const takeBlock = (
  settings: LaneSettings,
  state: LaneState,
  first: bigint,
  count: bigint,
  now: LaneNow,
): LaneStep => {
  const settled: LaneState = { ...state, reserving: O.none };
  if (O.isNone(state.reserving)) return [settled, nothing];
  const { atLeast, term } = state.reserving.value;
  if (!isTerm(termOf(settings, state.tenure, now), term)) return [settled, nothing];
  if (first < atLeast || first <= state.last) {
    const error: LaneError = {
      _tag: 'NonceFloorFailed',
      detail: 'the floor gave a number below the one it was asked for',
    };
    return refuse(settled, () => true, error);
  }
  if (first > nonceMax) return [{ ...settled, last: nonceMax }, nothing];
  const end = first + count > nonceMax ? nonceMax + 1n : first + count;
  return [{ ...settled, block: { next: first, end } }, nothing];
};

const leave = (
  settings: LaneSettings,
  state: LaneState,
  nonce: bigint,
  seen: NonceSeen,
  now: LaneNow,
): LaneState => {
  const isOut = O.isSome(state.out) && state.out.value.nonce === nonce;
  if (!isOut && !state.overdue.includes(nonce)) return state;
  const gone: LaneState = isOut
    ? withTurn(state, O.none, state.waiting)
    : { ...state, overdue: state.overdue.filter((other) => other !== nonce) };
  switch (seen) {
    case 'Used':
      // A person resets a poisoned lane, a straggler does not.
      return gone.invalidInARow === 0 || isPoisoned(settings, state) ? gone : { ...gone, invalidInARow: 0 };
    case 'Unused':
    case 'Unknown':
      return gone;
    case 'InvalidNonce':
      // What is left of the block may be below what the venue saw: the next one starts at the clock again.
      return { ...gone, invalidInARow: state.invalidInARow + 1, block: newLane.block };
    case 'LockedOut':
      return { ...gone, lockedUntilMs: now.monotonicMs + settings.lockoutMs };
  }
};

/** Sends away those who have waited too long, or for whom waiting is pointless. */
const refuseWaiting = (settings: LaneSettings, state: LaneState, now: LaneNow): LaneStep => {
  if (state.waiting.length === 0) return [state, nothing];
  if (isPoisoned(settings, state)) return refuse(state, () => true, lanePoisoned);
  const leftMs = state.lockedUntilMs - now.monotonicMs;
  if (leftMs > 0) {
    return refuse(state, ({ untilMs }) => untilMs <= state.lockedUntilMs, { _tag: 'LaneLockedOut', leftMs });
  }
  const { waitMs } = settings;
  const isAway = state.tenure._tag === 'Away' || state.tenure._tag === 'Asked';
  const error: LaneError = { _tag: isAway ? 'LaneHeldElsewhere' : 'LaneWaitTooLong', waitMs };
  return refuse(state, ({ untilMs }) => untilMs <= now.monotonicMs, error);
};

/** Gives the first in the queue its turn, or asks for the numbers to do so. */
const serveFirst = (settings: LaneSettings, state: LaneState, now: LaneNow): LaneStep => {
  const first = state.waiting[0];
  if (first === undefined || O.isSome(state.out) || O.isSome(state.reserving)) return [state, nothing];
  if (now.monotonicMs < state.lockedUntilMs) return [state, nothing];
  const term = termOf(settings, state.tenure, now);
  if (O.isNone(term)) return withTenure(state, ask(settings, state.tenure, now));
  const nonce = greatest(state.block.next, first.least);
  if (nonce < state.block.end) {
    const out = O.some({ nonce, untilMs: now.monotonicMs + settings.ticketMs, term: term.value });
    const block = { next: nonce + 1n, end: state.block.end };
    return [
      withTurn(state, out, state.waiting.slice(1), nonce, block),
      [{ _tag: 'Give', id: first.id, ticket: { nonce } }],
    ];
  }
  const floor = greatest(wallNonce(settings, now.wallMs), state.last + 1n);
  const atLeast = greatest(floor, first.least);
  if (atLeast > nonceMax) {
    const hopeless = ({ least }: Waiter): boolean => greatest(floor, least) > nonceMax;
    const [refused, effects] = refuse(state, hopeless, noncesExhausted);
    const [served, more] = serveFirst(settings, refused, now);
    return [served, [...effects, ...more]];
  }
  const wanted = BigInt(settings.blockSize);
  const room = nonceMax - atLeast + 1n;
  const count = wanted < room ? wanted : room;
  return [
    { ...state, reserving: O.some({ atLeast, term: term.value }) },
    [{ _tag: 'Reserve', atLeast, count }],
  ];
};

const refuse = (state: LaneState, whom: (waiter: Waiter) => boolean, error: LaneError): LaneStep =>
  state.waiting.some(whom)
    ? [
        { ...state, waiting: state.waiting.filter((waiter) => !whom(waiter)) },
        state.waiting.filter(whom).map(({ id }) => ({ _tag: 'Refuse', id, error })),
      ]
    : [state, nothing];

/** What changes with every call, all written out: a spread takes several times as long as all else that a turn costs. */
const withTurn = (
  state: LaneState,
  out: LaneState['out'],
  waiting: LaneState['waiting'],
  last = state.last,
  block = state.block,
): LaneState => ({
  last,
  block,
  reserving: state.reserving,
  out,
  overdue: state.overdue,
  waiting,
  invalidInARow: state.invalidInARow,
  lockedUntilMs: state.lockedUntilMs,
  tenure: state.tenure,
});

const greatest = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** The wall clock as a nonce: whole milliseconds first, so that no fraction comes near it. */
const wallNonce = (settings: LaneSettings, wallMs: number): bigint => {
  const wholeMs = Math.trunc(wallMs);
  if (!Number.isSafeInteger(wholeMs) || wholeMs < 0) return 0n;
  return settings.scale === 'Milliseconds' ? BigInt(wholeMs) : BigInt(wholeMs) * 1000n;
};
