import type * as TE from 'fp-ts/lib/TaskEither.js';

/**
 * Where the nonces of a key are reserved, so that none is ever used twice, also after a crash (contract X1).
 *
 * `reserve(lane, atLeast, count)` answers the first of `count` consecutive numbers, every one of them greater than all
 * numbers reserved before for that lane and not less than `atLeast`. The answer comes only once the reservation would
 * survive the death of the process. Numbers that are reserved and never used are lost on purpose.
 *
 * Errors: `NonceFloorFailed`, nothing was reserved for sure; nothing may be sent for that lane.
 */
export interface NonceFloor {
  /** Reserves `count` numbers for a lane and answers the first of them. */
  readonly reserve: (lane: string, atLeast: bigint, count: bigint) => TE.TaskEither<NonceFloorFailed, bigint>;
}

/** The reservation could not be made durable. No money is concerned: nothing is sent without one. */
export interface NonceFloorFailed {
  readonly _tag: 'NonceFloorFailed';
  readonly detail: string;
}
