import { createHash } from 'node:crypto';
import type { Lease } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { LaneSettings } from './lane-config.js';

/** This instant, on both clocks. Units: milliseconds. */
export interface LaneNow {
  readonly monotonicMs: number;
  readonly wallMs: number;
}

/**
 * Whether this process is the one that gives the nonces of a key now.
 *
 * Processes that share a key take turns: each reserves numbers only while it has the lane's tenure, and drops with it
 * what is left of them. So whatever any of them sends is greater than all that was sent before.
 */
export type Tenure = Unshared | Away | Asked | Held;

/** Nobody else uses the key, so there is nothing to take turns with. */
interface Unshared {
  readonly _tag: 'Unshared';
}

/** It is not ours, and is not asked for before `askAtMs`. */
interface Away {
  readonly _tag: 'Away';
  readonly askAtMs: number;
  /** How often in a row somebody else had it. */
  readonly tries: number;
  /** The last one that we had: begun, and given back. */
  readonly last: Spell;
}

/** It was asked for; the answer is awaited. */
interface Asked {
  readonly _tag: 'Asked';
  readonly at: LaneNow;
  readonly tries: number;
  readonly last: Spell;
}

/** It is ours until the lease runs out. */
interface Held {
  readonly _tag: 'Held';
  readonly lease: Lease;
  /** When the lease was last asked for, on the wall clock. */
  readonly askedWallMs: number;
  /** How long the journal took to answer. */
  readonly answeredInMs: number;
  /** Since when others have had no real chance to take it. */
  readonly sinceMs: number;
  /** Whether it gave a ticket yet. */
  readonly served: boolean;
  readonly renewAtMs: number;
  /** When the renewal under way was asked for. */
  readonly renewing: O.Option<LaneNow>;
  /** Since when nobody has had or wanted a ticket. */
  readonly idleSinceMs: O.Option<number>;
}

/** From when to when. Units: milliseconds of the monotonic clock. */
interface Spell {
  readonly sinceMs: number;
  readonly untilMs: number;
}

/** What the journal answers to a lane. */
export type TenureEvent =
  | { readonly _tag: 'TenureTaken'; readonly lease: Lease }
  | { readonly _tag: 'TenureElsewhere' }
  | { readonly _tag: 'TenureRenewed'; readonly lease: Lease }
  /** It is somebody else's, or nobody could say: it counts as lost. */
  | { readonly _tag: 'TenureLost'; readonly lease: Lease };

/** What a lane asks of the journal. */
export type TenureEffect =
  | { readonly _tag: 'Acquire'; readonly ttlMs: number }
  | { readonly _tag: 'Renew'; readonly lease: Lease; readonly ttlMs: number }
  | { readonly _tag: 'Release'; readonly lease: Lease };

const never: Spell = { sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.NEGATIVE_INFINITY };

/** Not ours, and asked for as soon as somebody wants a ticket. */
export const newTenure: Tenure = { _tag: 'Away', askAtMs: Number.NEGATIVE_INFINITY, tries: 0, last: never };

/** The term in which tickets may be given and used now; `none` when this process may not. No two tenures have the same. */
export const termOf = (settings: LaneSettings, tenure: Tenure, now: LaneNow): O.Option<number> => {
  if (tenure._tag === 'Unshared') return O.some(0);
  return tenure._tag === 'Held' && !isOver(settings, tenure, now) ? O.some(tenure.lease.epoch) : O.none;
};

/** A machine that slept may have stopped its monotonic clock; the wall clock then tells that the lease is old. */
const isOver = (
  { tenureMs }: LaneSettings,
  { lease, askedWallMs }: Held,
  { monotonicMs, wallMs }: LaneNow,
): boolean => lease.untilMs <= monotonicMs || wallMs - askedWallMs >= tenureMs;

/** Asks for the tenure, if it is time to. */
export const ask = (
  { tenureMs }: LaneSettings,
  tenure: Tenure,
  now: LaneNow,
): readonly [Tenure, ReadonlyArray<TenureEffect>] => {
  if (tenure._tag !== 'Away' || now.monotonicMs < tenure.askAtMs) return [tenure, []];
  const { tries, last } = tenure;
  return [{ _tag: 'Asked', at: now, tries, last }, [{ _tag: 'Acquire', ttlMs: tenureMs }]];
};

/** What a tenure is after the journal answered. An answer about a lease that is not ours any more changes nothing. */
export const answered = (
  settings: LaneSettings,
  tenure: Tenure,
  event: TenureEvent,
  now: LaneNow,
): Tenure => {
  switch (event._tag) {
    case 'TenureTaken':
      return tenure._tag === 'Asked' ? begin(settings, tenure, event.lease, now) : tenure;
    case 'TenureElsewhere': {
      if (tenure._tag !== 'Asked') return tenure;
      const { at, tries } = tenure;
      // A journal that is slow to answer is not asked all the time: those who use the lane ask it as well.
      const askAtMs =
        now.monotonicMs + Math.max(backOffMs(settings, tries), now.monotonicMs - at.monotonicMs);
      return { _tag: 'Away', askAtMs, tries: tries + 1, last: never };
    }
    case 'TenureRenewed':
      if (tenure._tag !== 'Held' || tenure.lease.epoch !== event.lease.epoch) return tenure;
      return O.isSome(tenure.renewing)
        ? prolong(settings, tenure, event.lease, tenure.renewing.value)
        : tenure;
    case 'TenureLost':
      return tenure._tag === 'Held' && tenure.lease.epoch === event.lease.epoch
        ? end(tenure, now, now.monotonicMs)
        : tenure;
  }
};

const begin = (settings: LaneSettings, { at, last }: Asked, lease: Lease, now: LaneNow): Held => {
  const gapMs = at.monotonicMs - last.untilMs;
  const answeredInMs = now.monotonicMs - at.monotonicMs;
  return {
    _tag: 'Held',
    lease,
    askedWallMs: at.wallMs,
    answeredInMs,
    // A gap that is too short for others to find is none, or a process that pauses often would never give way.
    sinceMs: gapMs < yieldMs(settings, answeredInMs) ? last.sinceMs : now.monotonicMs,
    served: false,
    renewAtMs: at.monotonicMs + renewMs(settings),
    renewing: O.none,
    idleSinceMs: O.none,
  };
};

const prolong = (settings: LaneSettings, held: Held, lease: Lease, at: LaneNow): Held => ({
  ...held,
  lease,
  askedWallMs: at.wallMs,
  renewAtMs: at.monotonicMs + renewMs(settings),
  renewing: O.none,
});

/** Not ours from now on, and not asked for before an instant. */
const end = ({ sinceMs }: Held, { monotonicMs }: LaneNow, askAtMs: number): Away => ({
  _tag: 'Away',
  askAtMs,
  tries: 0,
  last: { sinceMs, untilMs: monotonicMs },
});

/** What a lane is doing with its tenure. */
export interface Use {
  readonly isOut: boolean;
  readonly isWanted: boolean;
  readonly lockedUntilMs: number;
}

/** Gives a tenure up that has run out, is not used, or was had for long enough. */
export const giveUp = (
  settings: LaneSettings,
  tenure: Tenure,
  { isOut, isWanted, lockedUntilMs }: Use,
  now: LaneNow,
): readonly [Tenure, ReadonlyArray<TenureEffect>] => {
  if (tenure._tag !== 'Held') return [tenure, []];
  const { lease, served, sinceMs, idleSinceMs, answeredInMs } = tenure;
  const { monotonicMs } = now;
  const release: TenureEffect = { _tag: 'Release', lease };
  if (isOver(settings, tenure, now)) return [end(tenure, now, monotonicMs), [release]];
  // While the venue locks the key out, every call of any process makes it longer: the lease outlasts the pause, unused.
  if (monotonicMs < lockedUntilMs) {
    const ttlMs = Math.ceil(lockedUntilMs - monotonicMs);
    return [end(tenure, now, lockedUntilMs), [{ _tag: 'Renew', lease, ttlMs }]];
  }
  if (isOut) return [tenure, []];
  if (served && monotonicMs - sinceMs >= settings.holdMs)
    return [end(tenure, now, monotonicMs + yieldMs(settings, answeredInMs)), [release]];
  const idleMs = O.isSome(idleSinceMs) && !isWanted ? monotonicMs - idleSinceMs.value : 0;
  return idleMs >= unusedMs(settings, tenure) ? [end(tenure, now, monotonicMs), [release]] : [tenure, []];
};

/** Keeps a tenure that is used, and notes since when one is not. */
export const tend = (
  settings: LaneSettings,
  tenure: Tenure,
  { isOut, isWanted }: Use,
  now: LaneNow,
): readonly [Tenure, ReadonlyArray<TenureEffect>] => {
  if (tenure._tag !== 'Held') return [tenure, []];
  if (!isOut && !isWanted) {
    const idleSinceMs = O.isSome(tenure.idleSinceMs) ? tenure.idleSinceMs : O.some(now.monotonicMs);
    return [{ ...tenure, idleSinceMs }, []];
  }
  const kept: Held = { ...tenure, served: tenure.served || isOut, idleSinceMs: O.none };
  if (O.isSome(kept.renewing) || now.monotonicMs < kept.renewAtMs) return [kept, []];
  const { lease } = kept;
  return [{ ...kept, renewing: O.some(now) }, [{ _tag: 'Renew', lease, ttlMs: settings.tenureMs }]];
};

/** When a tenure has to be looked at again. */
export const tenureWakeAtMs = (settings: LaneSettings, tenure: Tenure): O.Option<number> => {
  if (tenure._tag === 'Away') return O.some(tenure.askAtMs);
  if (tenure._tag !== 'Held') return O.none;
  const { lease, idleSinceMs, renewing, renewAtMs } = tenure;
  if (O.isSome(idleSinceMs))
    return O.some(Math.min(lease.untilMs, idleSinceMs.value + unusedMs(settings, tenure)));
  return O.some(O.isSome(renewing) ? lease.untilMs : Math.min(lease.untilMs, renewAtMs));
};

/** Two may fail to be heard before a lease runs out. */
const renewMs = ({ tenureMs }: LaneSettings): number => Math.floor(tenureMs / 3);

/**
 * How long a tenure is kept that nobody wants: at least as long as it took to get it, or a slow journal would do little but pass it
 * to and fro; and never longer than one that is wanted.
 */
const unusedMs = ({ idleMs, holdMs }: LaneSettings, { answeredInMs }: Held): number =>
  Math.max(idleMs, Math.min(holdMs, 2 * answeredInMs));

/** Long enough for everybody who waits to ask, also when the journal is slow to answer. */
const yieldMs = ({ pollMs }: LaneSettings, answeredInMs: number): number => 2 * (pollMs + answeredInMs);

const firstPollMs = 5;

/** How long to wait before asking again: longer from try to try up to `pollMs`, and not the same for everybody. */
const backOffMs = ({ owner, pollMs }: LaneSettings, tries: number): number => {
  const mostMs = Math.min(pollMs, firstPollMs * 2 ** tries);
  const draw = createHash('sha256').update(`${owner} ${tries}`).digest().readUInt16BE(0) / 2 ** 16;
  return Math.ceil((mostMs * (1 + draw)) / 2);
};
