import type { NonceFloorFailed } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { LaneError } from './lane-error.js';
import { type Tenure, type TenureEffect, type TenureEvent, newTenure } from './lane-tenure.js';

/** The right to send one request with this nonce, as long as it is valid. Only one is out at a time. */
export interface Ticket {
  readonly nonce: bigint;
}

/**
 * What the venue's answer said about a nonce.
 *
 * `Used` it accepted it; `Unused` nothing was sent; `Unknown` no answer that tells; `InvalidNonce` it refused it;
 * `LockedOut` it refuses the key for a while.
 */
export type NonceSeen = 'Used' | 'Unused' | 'Unknown' | 'InvalidNonce' | 'LockedOut';

/** Everything a lane knows. Plain data: the same state, event and time always give the same next state. */
export interface LaneState {
  /** The greatest nonce given so far; every later one is greater. */
  readonly last: bigint;
  /** Reserved and not given: from `next` up to, not including, `end`. */
  readonly block: { readonly next: bigint; readonly end: bigint };
  /** The reservation under way. */
  readonly reserving: O.Option<Reservation>;
  readonly out: O.Option<TicketOut>;
  /** Nonces whose ticket ran out before anybody said what became of them; the latest few. */
  readonly overdue: ReadonlyArray<bigint>;
  /** First come, first served. */
  readonly waiting: ReadonlyArray<Waiter>;
  readonly invalidInARow: number;
  readonly lockedUntilMs: number;
  readonly tenure: Tenure;
}

/** Numbers that were asked for. */
interface Reservation {
  /** The least number it asked for. */
  readonly atLeast: bigint;
  /** The term that it is good for. */
  readonly term: number;
}

/** A ticket that somebody has. */
interface TicketOut {
  readonly nonce: bigint;
  readonly untilMs: number;
  /** The term that it is good for. */
  readonly term: number;
}

/** Somebody in the queue. */
export interface Waiter {
  readonly id: number;
  readonly least: bigint;
  readonly untilMs: number;
}

/** What happens to a lane. */
export type LaneEvent =
  | TenureEvent
  | { readonly _tag: 'TenureFailed'; readonly detail: string }
  | { readonly _tag: 'Entered'; readonly id: number; readonly least: bigint }
  | { readonly _tag: 'Withdrawn'; readonly id: number }
  | { readonly _tag: 'Reserved'; readonly first: bigint; readonly count: bigint }
  | { readonly _tag: 'ReserveFailed'; readonly error: NonceFloorFailed }
  | { readonly _tag: 'Left'; readonly nonce: bigint; readonly seen: NonceSeen }
  | { readonly _tag: 'Reset' }
  | { readonly _tag: 'Ticked' };

/** What a lane wants done. */
export type LaneEffect =
  | TenureEffect
  | { readonly _tag: 'Reserve'; readonly atLeast: bigint; readonly count: bigint }
  | { readonly _tag: 'Give'; readonly id: number; readonly ticket: Ticket }
  | { readonly _tag: 'Refuse'; readonly id: number; readonly error: LaneError };

export type LaneStep = readonly [LaneState, ReadonlyArray<LaneEffect>];

/** A lane nobody has used yet, of a key that one process has for itself. */
export const newLane: LaneState = {
  last: -1n,
  block: { next: 0n, end: 0n },
  reserving: O.none,
  out: O.none,
  overdue: [],
  waiting: [],
  invalidInARow: 0,
  lockedUntilMs: Number.NEGATIVE_INFINITY,
  tenure: { _tag: 'Unshared' },
};

/** A lane nobody has used yet, of a key that several processes share. */
export const newSharedLane: LaneState = { ...newLane, tenure: newTenure };
