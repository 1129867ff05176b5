import type { CallOrder } from '@legwork/core';
import type { GovernorError, LaneError, NonceLane, RateGovernor, Ticket } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

/** Why no call may be made now. Nothing was sent. */
export interface NoTurn {
  readonly why: string;
  /** Whether waiting cannot help: a person has to do something. */
  readonly lasts: 'Passing' | 'Lasting';
}

/**
 * What stands between us and the venue: the rate governor, if the operator uses one, and the lane that gives orders.
 *
 * BitGo knows no nonces of requests. The lane is there for one write at a time (contract X2) and for orders that only grow, also
 * across restarts: microseconds of the wall clock, reserved durably.
 */
export interface Gates {
  readonly lane: NonceLane;
  readonly governor: O.Option<RateGovernor>;
}

/** Waits until a call may be made, and takes the turn. Errors: `NoTurn`; nothing was sent. */
export const takeTurn =
  (gates: Gates, least: O.Option<CallOrder>): TE.TaskEither<NoTurn, Ticket> =>
  async () => {
    const passed = await pass(gates)();
    if (E.isLeft(passed)) return passed;
    const ticket = await gates.lane.enter(O.isSome(least) ? least.value : undefined)();
    return E.isLeft(ticket) ? E.left(ofLane(ticket.left)) : ticket;
  };

/** Waits until a call that takes no turn may be made. Errors: `NoTurn`; nothing was sent. */
export const pass =
  ({ governor }: Gates): TE.TaskEither<NoTurn, void> =>
  async () => {
    const passed = O.isSome(governor) ? await governor.value.pass()() : E.right(undefined);
    return E.isLeft(passed) ? E.left(ofGovernor(passed.left)) : passed;
  };

/** A reason to send nothing once the turn has passed on. */
export const holdsTurn = ({ lane }: Gates, ticket: Ticket): O.Option<string> =>
  lane.valid(ticket) ? O.none : O.some('the turn had passed on');

const ofGovernor = (error: GovernorError): NoTurn => {
  switch (error._tag) {
    case 'TooManyWaiting':
      return { why: 'too many calls are waiting for the rate limit', lasts: 'Passing' };
    case 'WaitTooLong':
      return { why: 'the rate limit left no room in time', lasts: 'Passing' };
    case 'CostTooGreat':
      return { why: 'the rate limit is set so low that no call fits', lasts: 'Lasting' };
    case 'EntryWithdrawn':
      return { why: 'the wait for the rate limit was given up', lasts: 'Passing' };
  }
};

const ofLane = (error: LaneError): NoTurn => {
  switch (error._tag) {
    case 'LaneWaitTooLong':
      return { why: 'the turn did not come in time', lasts: 'Passing' };
    case 'LaneTooManyWaiting':
      return { why: 'too many calls are waiting for their turn', lasts: 'Passing' };
    case 'LaneEntryWithdrawn':
      return { why: 'the wait for the turn was given up', lasts: 'Passing' };
    case 'NonceFloorFailed':
      return { why: 'the next orders could not be reserved durably', lasts: 'Passing' };
    case 'LaneHeldElsewhere':
      return { why: 'other processes had the turn for all that time', lasts: 'Passing' };
    case 'LaneTenureFailed':
      return { why: 'the journal could not say which process has the turn', lasts: 'Passing' };
    case 'NoncesExhausted':
    case 'LanePoisoned':
    case 'LaneLockedOut':
      return { why: 'the lane gives no more orders', lasts: 'Lasting' };
  }
};
