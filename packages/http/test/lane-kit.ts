import type { Clock, JournalFailed, NonceFloor } from '@legwork/core';
import { memoryJournal } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import {
  type LaneConfig,
  type LaneError,
  type LaneLimits,
  type LaneTenure,
  type NonceLane,
  type Ticket,
  nonceLane,
} from '../src/index.js';

export const laneOver = (clock: Clock, floor: NonceFloor, config: Partial<LaneConfig> = {}): NonceLane => {
  const made = nonceLane({ clock, floor })({ lane: 'kraken:key-1', ...config });
  if (E.isLeft(made)) throw new Error(`${made.left.setting} ${made.left.detail}`);
  return made.right;
};

/** Enters, and expects a ticket. */
export const ticketOf = async (lane: NonceLane, least?: bigint): Promise<Ticket> => {
  const entered = await lane.enter(least)();
  if (E.isLeft(entered)) throw new Error(entered.left._tag);
  return entered.right;
};

/** Enters, and expects a refusal. */
export const refusalOf = async (lane: NonceLane, least?: bigint): Promise<LaneError> => {
  const entered = await lane.enter(least)();
  if (E.isRight(entered)) throw new Error(`a ticket: ${entered.right.nonce}`);
  return entered.left;
};

/** A journal that processes share, how often it was asked, and what it may be told to do. */
export interface SharedJournal extends Omit<LaneTenure, 'owner'>, NonceFloor {
  readonly asked: { acquire: number; renew: number; release: number };
  /** The names of the leases that were asked for. */
  readonly names: Set<string>;
  /** Answers come after this long. Units: milliseconds. */
  readonly slow: { ms: number };
  readonly ill: { how: 'Well' | 'Fails' | 'Silent' };
}

export const sharedJournal = (clock: Clock): SharedJournal => {
  const journal = memoryJournal(clock);
  const asked = { acquire: 0, renew: 0, release: 0 };
  const names = new Set<string>();
  const slow = { ms: 0 };
  const ill: SharedJournal['ill'] = { how: 'Well' };
  const told = async <A>(
    answer: () => Promise<E.Either<JournalFailed, A>>,
  ): Promise<E.Either<JournalFailed, A>> => {
    if (slow.ms > 0) await clock.sleep(slow.ms / 2).done();
    if (ill.how === 'Silent') return new Promise(() => {});
    if (ill.how === 'Fails') return E.left({ _tag: 'JournalFailed', detail: 'the disk is gone' });
    const given = await answer();
    if (slow.ms > 0) await clock.sleep(slow.ms / 2).done();
    return given;
  };
  return {
    acquire: (lane, owner, ttlMs) => () => {
      asked.acquire += 1;
      names.add(lane);
      return told(journal.acquire(lane, owner, ttlMs));
    },
    renew: (lease, ttlMs) => () => {
      asked.renew += 1;
      return told(journal.renew(lease, ttlMs));
    },
    release: (lease) => () => {
      asked.release += 1;
      return told(journal.release(lease));
    },
    reserve: journal.reserve,
    asked,
    names,
    slow,
    ill,
  };
};

/** The lane of one process of several. */
export const sharedLane = (
  clock: Clock,
  journal: SharedJournal,
  owner: string,
  limits: Partial<LaneLimits> = {},
): NonceLane => {
  const made = nonceLane({ clock, floor: journal, tenure: { ...journal, owner } })({
    lane: 'kraken:key-1',
    limits,
  });
  if (E.isLeft(made)) throw new Error(`${made.left.setting} ${made.left.detail}`);
  return made.right;
};

/** The right side, or a failed test. */
export const right = <A>(either: E.Either<unknown, A>): A => {
  if (E.isRight(either)) return either.right;
  throw new Error(`expected a right: ${JSON.stringify(either.left)}`);
};
