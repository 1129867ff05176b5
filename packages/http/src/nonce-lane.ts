import type { Clock, Journal, NonceFloor } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { alarm } from './alarm.js';
import { type ConfigRefused, configRefused } from './config-refused.js';
import { entries } from './entries.js';
import { type LaneConfig, readLaneConfig } from './lane-config.js';
import type { LaneError } from './lane-error.js';
import {
  type LaneEffect,
  type LaneEvent,
  type NonceSeen,
  type Ticket,
  newLane,
  newSharedLane,
} from './lane-state.js';
import { isValid, stepLane, wakeAtMs } from './lane-step.js';
import type { LaneNow, TenureEffect } from './lane-tenure.js';

/**
 * The turns of one API key: one request at a time, each with a nonce greater than every one before.
 *
 * The nonces are reserved durably before they are given, so they never repeat, after a crash included; the wall clock
 * only ever lifts them. A key that one process has for itself needs no more. Processes that share a key have a lane each,
 * over the same floor and with the same tenure: then one of them at a time gives tickets, and none is valid any more when
 * another one's turn can begin.
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

/** What a lane needs of the world. */
export interface LanePorts {
  readonly clock: Clock;
  /** Where the nonces of the key are reserved: the same place for every process that uses the key. */
  readonly floor: NonceFloor;
  /** Required as soon as a second process may use the key, also for a moment, as when one replaces another. */
  readonly tenure?: LaneTenure;
}

/** How processes that share a key take turns: leases of a journal that they share. */
export interface LaneTenure extends Pick<Journal, 'acquire' | 'renew' | 'release'> {
  /** The name of this process, different from every other. */
  readonly owner: string;
}

/**
 * Makes the lane of a key. Nothing is reserved yet.
 *
 * Errors: `ConfigRefused`, with the setting that cannot be used.
 */
export const nonceLane =
  ({ clock, floor, tenure }: LanePorts) =>
  (config: LaneConfig): E.Either<ConfigRefused, NonceLane> => {
    if (tenure?.owner === '') return E.left(configRefused('tenure.owner', 'must be a name'));
    const checked = readLaneConfig(config, tenure?.owner);
    if (E.isLeft(checked)) return checked;
    const settings = checked.right;
    const queue = entries<LaneError, Ticket>({ _tag: 'LaneEntryWithdrawn' });
    let state = tenure === undefined ? newLane : newSharedLane;

    const happen = (event: LaneEvent): void => {
      const now = nowOf(clock);
      const [next, effects] = stepLane(settings, state, event, now);
      state = next;
      for (const effect of effects) perform(effect);
      wake.set(wakeAtMs(settings, state, now.monotonicMs));
    };
    const perform = (effect: LaneEffect): void => {
      switch (effect._tag) {
        case 'Give':
          return queue.answer(effect.id, E.right(effect.ticket));
        case 'Refuse':
          return queue.answer(effect.id, E.left(effect.error));
        case 'Reserve':
          return void reserve(effect.atLeast, effect.count);
        case 'Acquire':
        case 'Renew':
        case 'Release':
          return tenure === undefined ? undefined : void askJournal(tenure, effect);
      }
    };
    const askJournal = async (journal: LaneTenure, effect: TenureEffect): Promise<void> => {
      const event = await tenureEvent(journal, config.lane, effect);
      if (event !== undefined) happen(event);
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
      valid: (ticket) => isValid(settings, state, ticket, nowOf(clock)),
      leave: (ticket, seen) => happen({ _tag: 'Left', nonce: ticket.nonce, seen }),
      reset: () => happen({ _tag: 'Reset' }),
    });
  };

const nowOf = (clock: Clock): LaneNow => ({ monotonicMs: clock.monotonicMs(), wallMs: clock.wallMs() });

/** Does with the lease what the lane wants, and says what came of it. A lease that was given back is of no more interest. */
const tenureEvent = async (
  journal: LaneTenure,
  lane: string,
  effect: TenureEffect,
): Promise<LaneEvent | undefined> => {
  switch (effect._tag) {
    case 'Acquire': {
      const taken = await journal.acquire(leaseName(lane), journal.owner, effect.ttlMs)();
      if (E.isLeft(taken)) return { _tag: 'TenureFailed', detail: taken.left.detail };
      return O.isNone(taken.right)
        ? { _tag: 'TenureElsewhere' }
        : { _tag: 'TenureTaken', lease: taken.right.value };
    }
    case 'Renew': {
      const { lease } = effect;
      const renewed = await journal.renew(lease, effect.ttlMs)();
      return E.isLeft(renewed) || O.isNone(renewed.right)
        ? { _tag: 'TenureLost', lease }
        : { _tag: 'TenureRenewed', lease: renewed.right.value };
    }
    case 'Release':
      await journal.release(effect.lease)();
      return undefined;
  }
};

/** Another lease than the one of sending: that one is taken while a nonce is waited for. */
const leaseName = (lane: string): string => `nonces of ${lane}`;
