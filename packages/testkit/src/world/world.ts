import type { Effect, Event, Happening, JournalRecord, Mandate, Now, PreparedRequest } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Delay, type Delivery, deliveryUnder } from './delivery.js';
import type { CutPoint, FaultKind } from './fault.js';
import type { Plague } from './plague.js';
import { emptyNetwork } from './network.js';
import type { Reply, SimulatedVenue } from './simulated-venue.js';

/** How long things take in the simulated world. Units: milliseconds of virtual time. */
export interface Timing {
  readonly tripMs: number;
  readonly timeoutMs: number;
  readonly delays: { readonly [D in Delay]: number };
  readonly staleMs: number;
  readonly pauseMs: number;
  readonly restartMs: number;
  /** How long the world goes on after the run, so that late effects show. */
  readonly afterMs: number;
}

/** The effects that the world performs. */
type Performed = Exclude<Effect, { _tag: 'Finish' }>;

/** The world outside the engine: clock, disk, network and venue, in virtual time. It survives every crash. */
export interface World {
  readonly records: Array<JournalRecord>;
  /** The effects that reached outside, in order, over all lives. */
  readonly points: Array<CutPoint>;
  readonly now: () => Now;
  readonly elapse: (ms: number) => void;
  /** What came of an effect; `undefined`: the process died. */
  readonly perform: (effect: Performed) => Event | undefined;
}

/** Makes a world in which faults strike as the plague decides. Plain imperative code: it runs millions of times. */
export const makeWorld = (venue: SimulatedVenue, timing: Timing, plague: Plague): World => {
  const network = emptyNetwork();
  const records: Array<JournalRecord> = [];
  const points: Array<CutPoint> = [];
  const intents = new Map<PreparedRequest, Mandate.Intent>();
  let nowMs = 1_000;
  let nonce = 1_000n;

  const now = (): Now => ({ monotonicMs: nowMs, wallMs: nowMs });
  const said = (happening: Happening): Event => Object.assign(happening, { at: now() });

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

  const strike = (point: CutPoint): FaultKind | undefined => {
    const at = points.length;
    points.push(point);
    return plague(at, point);
  };

  const append = (added: ReadonlyArray<JournalRecord>): Event | undefined => {
    const fault = strike('Append');
    if (fault === 'CrashBefore') return undefined;
    if (fault !== 'FailedUnwritten') records.push(...added);
    if (fault === 'CrashAfter') return undefined;
    return fault === undefined
      ? said({ _tag: 'Appended' })
      : said({ _tag: 'AppendFailed', failure: diskError });
  };

  const read = (effect: Extract<Performed, { _tag: 'Read' }>): Event | undefined => {
    const fault = strike('Read');
    const order = nextNonce(effect.least);
    const askedAtMs = nowMs;
    elapse(timing.tripMs);
    const answer = venue.read(effect.subject, order, nowMs, fault === 'Stale' ? timing.staleMs : 0);
    elapse(fault === 'Lost' ? timing.timeoutMs : timing.tripMs);
    if (fault === 'CrashAfter') return undefined;
    const reply = fault === 'Lost' ? undefined : fault === 'ServerError' ? venue.serverError : answer;
    const seen = venue.observation(effect.subject, reply, { order, askedAtMs, answeredAtMs: nowMs });
    return E.isRight(seen)
      ? said({ _tag: 'Observed', observation: seen.right })
      : said({ _tag: 'ReadFailed', error: seen.left });
  };

  const prepare = ({ intent, seen }: Extract<Performed, { _tag: 'Prepare' }>): Event | undefined => {
    const fault = strike('Prepare');
    if (fault === 'CrashBefore') return undefined;
    if (fault === 'NotNow') return said({ _tag: 'PrepareFailed', error: laneTaken });
    const request = venue.prepare(intent, seen, nextNonce(O.none), nowMs);
    if (fault === 'CrashAfter') return undefined;
    if (E.isLeft(request)) return said({ _tag: 'PrepareFailed', error: request.left });
    intents.set(request.right, intent);
    return said({ _tag: 'Prepared', request: request.right });
  };

  const send = ({ request, notAfterMs }: Extract<Performed, { _tag: 'Send' }>): Event | undefined => {
    const fault = strike('Send');
    const intent = intents.get(request);
    if (fault === 'CrashBefore' || intent === undefined) return undefined;
    if (fault === 'PausedBefore') elapse(timing.pauseMs);
    const why =
      fault === 'NotSent' ? 'no connection' : nowMs > notAfterMs ? 'the reading is too old' : undefined;
    if (why !== undefined) return said({ _tag: 'Sent', outcome: { _tag: 'NotSent', why } });
    const reply = transmit(request, deliveryUnder(fault));
    return fault === 'CrashAfter'
      ? undefined
      : said({ _tag: 'Sent', outcome: venue.outcome(intent, request, reply) });
  };

  /** Brings the request to the venue, or not, and answers what comes back. */
  const transmit = (request: PreparedRequest, { arrives, again, reply }: Delivery): Reply | undefined => {
    const arrive = (): Reply => venue.write(request, nowMs);
    elapse(timing.tripMs);
    const first = arrives === 'Now' ? arrive() : undefined;
    if (arrives !== 'Now' && arrives !== 'Never') network.later(nowMs + timing.delays[arrives], arrive);
    const second = again === 'Now' ? arrive() : undefined;
    if (again !== 'Now' && again !== 'Never') network.later(nowMs + timing.delays[again], arrive);
    elapse(reply === 'None' ? timing.timeoutMs : timing.tripMs);
    switch (reply) {
      case 'First':
        return first;
      case 'Second':
        return second;
      case 'ServerError':
        return venue.serverError;
      case 'None':
        return undefined;
    }
  };

  const perform = (effect: Performed): Event | undefined => {
    switch (effect._tag) {
      case 'Append':
        return append(effect.records);
      case 'Read':
        return read(effect);
      case 'Prepare':
        return prepare(effect);
      case 'Send':
        return send(effect);
      case 'Discard':
        return strike('Discard') === 'CrashBefore' ? undefined : said({ _tag: 'Discarded' });
      case 'Wait':
        elapse(Math.max(0, effect.untilMs - nowMs));
        return said({ _tag: 'Waited' });
    }
  };

  return { records, points, now, elapse, perform };
};

const diskError = { _tag: 'JournalFailed', detail: 'the disk answered with an error' } as const;

const laneTaken = {
  _tag: 'NotAccepted',
  left: false,
  what: 'the lane is taken',
  money: 'nothing moved',
  todo: 'nothing: it is tried again',
  code: O.none,
  requestId: O.none,
} as const;
