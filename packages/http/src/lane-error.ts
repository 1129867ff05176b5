import type { NonceFloorFailed } from '@legwork/core';

/**
 * Why a lane gives no nonce. In every case nothing was sent, and nothing may be sent with this key for now.
 *
 * The tags are append-only; `detail` is for people.
 */
export type LaneError =
  | LanePoisoned
  | LaneLockedOut
  | LaneWaitTooLong
  | LaneTooManyWaiting
  | LaneEntryWithdrawn
  | NoncesExhausted
  | NonceFloorFailed
  | LaneHeldElsewhere
  | LaneTenureFailed;

/** The venue refused several nonces in a row. Somebody must look, make a new key, and reset the lane. */
export interface LanePoisoned {
  readonly _tag: 'LanePoisoned';
  readonly detail: string;
}

/** The venue locked the key out, for longer than this entry may wait. */
export interface LaneLockedOut {
  readonly _tag: 'LaneLockedOut';
  /** What is left of the pause. Units: milliseconds. */
  readonly leftMs: number;
}

/** The turn did not come within `waitMs`. */
export interface LaneWaitTooLong {
  readonly _tag: 'LaneWaitTooLong';
  readonly waitMs: number;
}

/** `waitingMax` entries are waiting already. */
export interface LaneTooManyWaiting {
  readonly _tag: 'LaneTooManyWaiting';
  readonly waitingMax: number;
}

/** The caller gave up waiting. */
export interface LaneEntryWithdrawn {
  readonly _tag: 'LaneEntryWithdrawn';
}

/** The next nonce would not be an exact integer everywhere (above 2^53 - 1). The key has no future. */
export interface NoncesExhausted {
  readonly _tag: 'NoncesExhausted';
  readonly detail: string;
}

/** Other processes had the lane for all of `waitMs`. One that died keeps it until its tenure runs out. */
export interface LaneHeldElsewhere {
  readonly _tag: 'LaneHeldElsewhere';
  readonly waitMs: number;
}

/** The journal could not say whose turn it is. */
export interface LaneTenureFailed {
  readonly _tag: 'LaneTenureFailed';
  readonly detail: string;
}

export const lanePoisoned: LanePoisoned = {
  _tag: 'LanePoisoned',
  detail:
    'the venue refuses the nonces of this key: another program uses it, or it was once used with finer nonces; make a new key',
};

export const noncesExhausted: NoncesExhausted = {
  _tag: 'NoncesExhausted',
  detail: 'the next nonce would be above 2^53 - 1; make a new key',
};
