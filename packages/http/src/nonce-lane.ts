import type { Clock, NonceFloor } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { alarm } from './alarm.js';
import type { ConfigRefused } from './config-refused.js';
import { entries } from './entries.js';
import { type LaneConfig, readLaneConfig } from './lane-config.js';
import type { LaneError } from './lane-error.js';
import { type LaneEffect, type LaneEvent, type NonceSeen, type Ticket, newLane } from './lane-state.js';
import { isValid, stepLane, wakeAtMs } from './lane-step.js';

/**
 * The turns of one API key: one request at a time, each with a nonce greater than every one before.
 *
 * One key has one lane, in one process that owns it. The nonces are reserved durably before they are given, so they
 * never repeat, after a crash included; the wall clock only ever lifts them.
 */
export interface NonceLane {
  /**
   * Waits for a turn: first come, first served, one ticket out at a time. The nonce is at least `least` and at most
   * 2^53 - 1. A turn ends with `leave`, or when the ticket runs out. Aborting the signal gives the place up.
   *
   * Errors: every `LaneError`; nothing was sent, and no nonce was used.
   */
  readonly enter: (least?: bigint, signal?: AbortSignal) => TE.TaskEither<LaneError, Ticket>;
  /**
   * Whether this ticket still holds the turn. Asked in the permit of a request, so that nothing leaves under a ticket
   * that ran out, or with a key that was locked out or poisoned in the meantime.
   */
  readonly valid: (ticket: Ticket) => boolean;
  /**
   * Ends the turn and says what the venue made of the nonce. Only the first report on a ticket counts; it counts for
   * the breaker even when the ticket had run out before.
   */
  readonly leave: (ticket: Ticket, seen: NonceSeen) => void;
  /** Opens a poisoned lane again. For a person who has found the cause; a program that calls it defeats the breaker. */
  readonly reset: () => void;
}

/**
 * Makes the lane of a key. Nothing is reserved yet.
 *
 * Errors: `ConfigRefused`, with the setting that cannot be used.
 */
export const nonceLane =
  (ports: { readonly clock: Clock; readonly floor: NonceFloor }) =>
  (config: LaneConfig): E.Either<ConfigRefused, NonceLane> => {
    const checked = readLaneConfig(config);
    if (E.isLeft(checked)) return checked;
    const settings = checked.right;
    const { clock, floor } = ports;
    const queue = entries<LaneError, Ticket>({ _tag: 'LaneEntryWithdrawn' });
    let state = newLane;

    const happen = (event: LaneEvent): void => {
      const now = { monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() };
      const [next, effects] = stepLane(settings, state, event, now);
      state = next;
      for (const effect of effects) perform(effect);
      wake.set(wakeAtMs(state, now.monotonicMs));
    };
    const perform = (effect: LaneEffect): void => {
      switch (effect._tag) {
        case 'Give':
          return queue.answer(effect.id, E.right(effect.ticket));
        case 'Refuse':
          return queue.answer(effect.id, E.left(effect.error));
        case 'Reserve':
          return void reserve(effect.atLeast, effect.count);
      }
    };
    const reserve = async (atLeast: bigint, count: bigint): Promise<void> => {
      const first = await floor.reserve(config.lane, atLeast, count)();
      if (E.isRight(first)) happen({ _tag: 'Reserved', first: first.right, count });
      else happen({ _tag: 'ReserveFailed', error: first.left });
    };
    const wake = alarm(clock, () => happen({ _tag: 'Ticked' }));

    return E.right({
      enter: (least = 0n, signal) =>
        queue.enter(
          (id) => happen({ _tag: 'Entered', id, least }),
          (id) => happen({ _tag: 'Withdrawn', id }),
          signal,
        ),
      valid: (ticket) => isValid(settings, state, ticket, clock.monotonicMs()),
      leave: (ticket, seen) => happen({ _tag: 'Left', nonce: ticket.nonce, seen }),
      reset: () => happen({ _tag: 'Reset' }),
    });
  };
