import type { CallOrder } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { GovernorError } from './governor-state.js';
import type { LaneError } from './lane-error.js';
import type { Ticket } from './lane-state.js';
import type { NonceLane } from './nonce-lane.js';
import type { RateGovernor } from './rate-governor.js';

/** Why no call may be made now. Nothing was sent. */
export interface NoTurn {
  /** For people: a clause without its full stop. */
  readonly why: string;
  /** Whether waiting cannot help: a person has to do something. */
  readonly lasts: 'Passing' | 'Lasting';
}

/**
 * What stands between us and a venue: the rate governor, if the operator uses one, and the lane of the key.
 *
 * A venue without nonces has a lane all the same: for one write at a time (contract X2), and for an order of calls that only
 * grows, also across restarts.
 */
export interface Gates {
  readonly lane: NonceLane;
  readonly governor: O.Option<RateGovernor>;
}

/** Waits until a call may be made, and takes the turn. Errors: `NoTurn`; nothing was sent. */
export const takeTurn =
  (gates: Gates, least: O.Option<CallOrder>): TE.TaskEither<NoTurn, Ticket> =>
  async () => {
    const { governor } = gates;
    if (O.isSome(governor)) {
      const passed = await governor.value.pass()();
      if (E.isLeft(passed)) return E.left(ofGovernor(passed.left));
    }
    const ticket = await gates.lane.enter(O.isSome(least) ? least.value : undefined)();
    return E.isLeft(ticket) ? E.left(ofLane(ticket.left)) : ticket;
  };

/** Waits until a call that takes no turn may be made. Errors: `NoTurn`; nothing was sent. */
export const passGovernor =
  ({ governor }: Pick<Gates, 'governor'>): TE.TaskEither<NoTurn, void> =>
  async () => {
    if (O.isNone(governor)) return E.right(undefined);
    const passed = await governor.value.pass()();
    return E.isLeft(passed) ? E.left(ofGovernor(passed.left)) : passed;
  };

/** A reason to send nothing once the turn has passed on; asked at the last instant. */
export const holdsTurn = ({ lane }: Pick<Gates, 'lane'>, ticket: Ticket): O.Option<string> =>
  lane.valid(ticket) ? O.none : O.some('the turn of the key had passed on');

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
    case 'LanePoisoned':
      return {
        why: 'another program uses the key, or it was used with finer nonces: somebody has to make a new key',
        lasts: 'Lasting',
      };
    case 'LaneLockedOut':
      return { why: 'the venue has locked the key out for a while', lasts: 'Passing' };
    case 'LaneWaitTooLong':
      return { why: 'the turn of the key did not come in time', lasts: 'Passing' };
    case 'LaneTooManyWaiting':
      return { why: 'too many calls are waiting for the key', lasts: 'Passing' };
    case 'LaneEntryWithdrawn':
      return { why: 'the wait for the key was given up', lasts: 'Passing' };
    case 'NoncesExhausted':
      return { why: 'the key has no nonces left: somebody has to make a new one', lasts: 'Lasting' };
    case 'NonceFloorFailed':
      return { why: 'the next nonces could not be reserved durably', lasts: 'Passing' };
    case 'LaneHeldElsewhere':
      return { why: 'other processes had the turn of the key for all that time', lasts: 'Passing' };
    case 'LaneTenureFailed':
      return { why: 'the journal could not say which process has the turn of the key', lasts: 'Passing' };
  }
};
