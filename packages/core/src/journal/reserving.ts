import type { Deed } from '../port/store.js';
import { floorCard } from './card-key.js';
import { counts } from './card.js';
import { newDraft } from './draft.js';

/** Reserves numbers that nobody has had before on this lane. Answers the first of them. */
export const reserve = (lane: string, atLeast: bigint, count: bigint): Deed<bigint> =>
  function* () {
    const draft = newDraft();
    const floor = BigInt((yield* counts.read(draft, floorCard(lane))) ?? '0');
    const first = atLeast > floor ? atLeast : floor;
    counts.write(draft, floorCard(lane), String(first + count));
    return draft.done(first);
  };
