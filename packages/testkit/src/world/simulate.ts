import {
  type Digest,
  type Effect,
  type Engine,
  type Event,
  type JournalRecord,
  Ledger,
  type Mandate,
  type Now,
  type Outcome,
  type Policy,
  type PreparedRequest,
  State,
  step,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { CutPoint, Fault } from './fault.js';
import { type Network, emptyNetwork } from './network.js';
import type { Reply, SimulatedVenue } from './simulated-venue.js';

/** What a simulated run is made of. */
export interface Setup {
  readonly venue: SimulatedVenue;
  readonly mandate: Mandate.Mandate;
  readonly policy: Policy.Policy;
  readonly digest: Digest;
  readonly timing: Timing;
  /** Turns the ledger of a restarted process into its state; the planted wrong rules have their own. */
  readonly resume: (ledger: Ledger.Ledger, now: Now) => State.State;
}

/** How long things take in the simulated world. Units: milliseconds of virtual time. */
export interface Timing {
  readonly tripMs: number;
  readonly timeoutMs: number;
  readonly delays: {
    readonly DelayedShort: number;
    readonly DelayedPastFence: number;
    readonly DelayedPastQuiet: number;
  };
  readonly staleMs: number;
  readonly pauseMs: number;
  readonly restartMs: number;
  /** How long the world goes on after the run, so that late effects show. */
  readonly afterMs: number;
}

/** What a simulated run left behind. */
export interface History {
  readonly records: ReadonlyArray<JournalRecord>;
  /** The effects that reached outside, in order. */
  readonly points: ReadonlyArray<CutPoint>;
  /** Whether the run came to its end within its bounds. */
  readonly ended: boolean;
  readonly steps: number;
  readonly nowMs: number;
}

const stepsMax = 5_000;
const livesMax = 12;

/** Runs a mandate to its end in virtual time, through every restart, with the given faults. */
export const simulate = (setup: Setup, faults: ReadonlyArray<Fault>): History => {
  const world = makeWorld(setup, faults);
  for (let life = 0; life < livesMax; life += 1) {
    const end = live(setup, world);
    if (end === 'Finished') {
      world.elapse(setup.timing.afterMs);
      return world.history(true);
    }
    world.elapse(setup.timing.restartMs);
  }
  return world.history(false);
};

type End = 'Finished' | 'Crashed' | 'Stuck';

/** One life of the process: from the journal to a crash or to the end. */
const live = ({ venue, mandate, policy, digest, resume }: Setup, world: World): End => {
  const engine: Engine = { rules: venue.rules, policy, digest };
  const folded = Ledger.fold(world.records);
  if (E.isLeft(folded)) return 'Stuck';
  let state = O.isSome(folded.right)
    ? resume(folded.right.value, world.now())
    : State.begin(mandate, world.now());
  let event: Event = { at: world.now(), _tag: 'Begun' };
  const advance = step(engine);
  while (world.steps < stepsMax) {
    world.steps += 1;
    const next = advance(state, event);
    state = next.state;
    const effect = next.effects[0];
    if (effect === undefined) return 'Stuck';
    if (effect._tag === 'Finish') return effect.because === 'Complete' ? 'Finished' : 'Crashed';
    const answer = world.perform(effect);
    if (answer === undefined) return 'Crashed';
    event = answer;
  }
  return 'Stuck';
};

type Performed = Exclude<Effect, { _tag: 'Finish' }>;

interface World {
  readonly records: Array<JournalRecord>;
  steps: number;
  readonly now: () => Now;
  readonly elapse: (ms: number) => void;
  /** What came of an effect; `undefined`: the process died. */
  readonly perform: (effect: Performed) => Event | undefined;
  readonly history: (ended: boolean) => History;
}

/** The world outside the engine: clock, disk, network and venue, in plain imperative code. */
const makeWorld = ({ venue, timing }: Setup, faults: ReadonlyArray<Fault>): World => {
  const network: Network = emptyNetwork();
  const records: Array<JournalRecord> = [];
  const points: Array<CutPoint> = [];
  let nowMs = 1_000;
  let nonce = 1_000n;

  const now = (): Now => ({ monotonicMs: nowMs, wallMs: nowMs });
  const elapse = (ms: number): void => {
    const untilMs = nowMs + ms;
    for (let next = network.nextMs(); next !== undefined && next <= untilMs; next = network.nextMs()) {
      nowMs = Math.max(nowMs, next);
      venue.advance(nowMs);
      network.advance(nowMs);
    }
    nowMs = untilMs;
    venue.advance(nowMs);
  };
  /** A frozen wall clock: nonces grow by one a call, so that a nonce window is only passed by whoever passes it. */
  const nextNonce = (least: O.Option<bigint>): bigint => {
    nonce = O.isSome(least) && least.value > nonce + 1n ? least.value : nonce + 1n;
    return nonce;
  };
  const strike = (point: CutPoint): Fault['kind'] | undefined => {
    const at = points.length;
    points.push(point);
    return faults.find((fault) => fault.at === at)?.kind;
  };
  const arrive = (request: PreparedRequest): Reply => venue.write(request, nowMs);

  const append = (effect: Extract<Performed, { _tag: 'Append' }>): Event | undefined => {
    const fault = strike('Append');
    if (fault === 'CrashBefore') return undefined;
    if (fault === 'FailedUnwritten') return failed(now());
    records.push(...effect.records);
    if (fault === 'CrashAfter') return undefined;
    return fault === 'FailedWritten' ? failed(now()) : { at: now(), _tag: 'Appended' };
  };

  const read = (effect: Extract<Performed, { _tag: 'Read' }>): Event | undefined => {
    const fault = strike('Read');
    const order = nextNonce(effect.least);
    const askedAtMs = nowMs;
    elapse(timing.tripMs);
    let reply: Reply | undefined = venue.read(
      effect.subject,
      order,
      nowMs,
      fault === 'Stale' ? timing.staleMs : 0,
    );
    elapse(timing.tripMs);
    if (fault === 'CrashAfter') return undefined;
    if (fault === 'ServerError') reply = venue.serverError;
    if (fault === 'Lost') {
      elapse(timing.timeoutMs);
      reply = undefined;
    }
    const seen = venue.observation(effect.subject, reply, { order, askedAtMs, answeredAtMs: nowMs });
    return E.isRight(seen)
      ? { at: now(), _tag: 'Observed', observation: seen.right }
      : { at: now(), _tag: 'ReadFailed', error: seen.left };
  };

  const prepare = ({ intent, seen }: Extract<Performed, { _tag: 'Prepare' }>): Event | undefined => {
    const fault = strike('Prepare');
    if (fault === 'CrashBefore') return undefined;
    if (fault === 'NotNow') return { at: now(), _tag: 'PrepareFailed', error: notNow };
    const request = venue.prepare(intent, seen, nextNonce(O.none));
    if (fault === 'CrashAfter') return undefined;
    intents.set(request, intent);
    return { at: now(), _tag: 'Prepared', request };
  };
  const intents = new Map<PreparedRequest, Mandate.Intent>();

  const send = ({ request, notAfterMs }: Extract<Performed, { _tag: 'Send' }>): Event | undefined => {
    const fault = strike('Send');
    if (fault === 'CrashBefore') return undefined;
    if (fault === 'PausedBefore') elapse(timing.pauseMs);
    const intent = intents.get(request);
    if (intent === undefined) return undefined;
    const told = (outcome: Outcome): Event => ({ at: now(), _tag: 'Sent', outcome });
    if (fault === 'NotSent') return told({ _tag: 'NotSent', why: 'no connection' });
    if (nowMs > notAfterMs)
      return told({ _tag: 'NotSent', why: 'the reading that it was checked against is too old' });
    const reply = transmit(request, fault);
    if (fault === 'CrashAfter') return undefined;
    return told(venue.outcome(intent, request, reply));
  };

  /** Brings the request to the venue, or not, and answers what comes back. */
  const transmit = (request: PreparedRequest, fault: Fault['kind'] | undefined): Reply | undefined => {
    switch (fault) {
      case 'LostBefore':
        elapse(timing.timeoutMs);
        return undefined;
      case 'DelayedShort':
      case 'DelayedPastFence':
      case 'DelayedPastQuiet':
        network.later(nowMs + timing.delays[fault], () => void arrive(request));
        elapse(timing.timeoutMs);
        return undefined;
      case 'ServerErrorDelayed':
        network.later(nowMs + timing.delays.DelayedPastFence, () => void arrive(request));
        elapse(timing.tripMs * 2);
        return venue.serverError;
      case 'ServerErrorBefore':
        elapse(timing.tripMs * 2);
        return venue.serverError;
      case undefined:
      default:
        return transmitNow(request, fault);
    }
  };

  const transmitNow = (request: PreparedRequest, fault: Fault['kind'] | undefined): Reply | undefined => {
    elapse(timing.tripMs);
    const first = arrive(request);
    if (fault === 'DuplicatedLate')
      network.later(nowMs + timing.delays.DelayedPastQuiet, () => void arrive(request));
    const second = fault === 'Duplicated' || fault === 'DuplicatedSecondReply' ? arrive(request) : undefined;
    elapse(timing.tripMs);
    if (fault === 'LostAfter') {
      elapse(timing.timeoutMs);
      return undefined;
    }
    if (fault === 'ServerErrorAfter') return venue.serverError;
    return fault === 'DuplicatedSecondReply' ? second : first;
  };

  const perform = (effect: Performed): Event | undefined => {
    switch (effect._tag) {
      case 'Append':
        return append(effect);
      case 'Read':
        return read(effect);
      case 'Prepare':
        return prepare(effect);
      case 'Send':
        return send(effect);
      case 'Discard':
        return strike('Discard') === 'CrashBefore' ? undefined : { at: now(), _tag: 'Discarded' };
      case 'Wait':
        elapse(Math.max(0, effect.untilMs - nowMs));
        return { at: now(), _tag: 'Waited' };
    }
  };

  const world: World = {
    records,
    steps: 0,
    now,
    elapse,
    perform,
    history: (ended) => ({ records, points, ended, steps: world.steps, nowMs }),
  };
  return world;
};

const failed = (at: Now): Event => ({
  at,
  _tag: 'AppendFailed',
  failure: { _tag: 'JournalFailed', detail: 'the disk answered with an error' },
});

const notNow = {
  _tag: 'NotAccepted',
  left: false,
  what: 'the lane is taken',
  money: 'nothing moved',
  todo: 'nothing: it is tried again',
  code: O.none,
  requestId: O.none,
} as const;
