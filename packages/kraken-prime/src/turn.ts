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

/** What stands between us and the venue's limits: the lane of the key and, if the operator uses one, the rate governor. */
export interface Gates {
  readonly lane: NonceLane;
  readonly governor: O.Option<RateGovernor>;
}

/** Waits until a call may be made, and takes the turn. Errors: `NoTurn`; nothing was sent. */
export const takeTurn =
  ({ lane, governor }: Gates, least: O.Option<CallOrder>): TE.TaskEither<NoTurn, Ticket> =>
  async () => {
    const passed = O.isSome(governor) ? await governor.value.pass()() : E.right(undefined);
    if (E.isLeft(passed)) return E.left(ofGovernor(passed.left));
    const ticket = await lane.enter(O.isSome(least) ? least.value : undefined)();
    return E.isLeft(ticket) ? E.left(ofLane(ticket.left)) : ticket;
  };

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
