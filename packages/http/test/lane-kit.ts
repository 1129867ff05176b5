import type { Clock, NonceFloor } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import { type LaneConfig, type LaneError, type NonceLane, type Ticket, nonceLane } from '../src/index.js';

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
