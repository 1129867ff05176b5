import type { NonceFloor, NonceFloorFailed } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';

/** A floor in memory, which outlives the lanes made over it. */
export interface MemoryFloor extends NonceFloor {
  /** The greatest number ever reserved. */
  readonly reserved: () => bigint;
  readonly reservations: () => number;
  /** The next reservations fail. */
  readonly fail: (failing: boolean) => void;
}

export const memoryFloor = (pause: () => Promise<unknown> = () => Promise.resolve()): MemoryFloor => {
  let greatest = -1n;
  let count = 0;
  let failing = false;
  const failure: NonceFloorFailed = { _tag: 'NonceFloorFailed', detail: 'the disk is gone' };
  return {
    reserve: (_lane, atLeast, size) => async () => {
      count += 1;
      await pause();
      if (failing) return E.left(failure);
      const first = atLeast > greatest ? atLeast : greatest + 1n;
      greatest = first + size - 1n;
      await pause();
      return E.right(first);
    },
    reserved: () => greatest,
    reservations: () => count,
    fail: (now) => {
      failing = now;
    },
  };
};
