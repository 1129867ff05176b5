import type { IntentId } from '../noun/id.js';
import type { Place } from './bookkeeping.js';

/**
 * The calls of each lane that may still be on their way, and the last one that went out.
 *
 * They hold for everybody who uses the lane: what one mandate sent and does not know the fate of holds back all others
 * until they have read beyond its fence (contract X2), and a reading from before another's call is not acted on (M6).
 */
export interface Lanes {
  readonly last: Map<string, bigint>;
  readonly underway: Map<IntentId, Place>;
}

/** Lanes that nothing went out on. */
export const empty = (): Lanes => ({ last: new Map(), underway: new Map() });

/** A call goes out. */
export const arm = (lanes: Lanes, intent: IntentId, place: Place): void => {
  const last = lanes.last.get(place.lane) ?? 0n;
  lanes.last.set(place.lane, place.order > last ? place.order : last);
  lanes.underway.set(intent, place);
};

/** The call of an intent is not on its way any more. */
export const answer = (lanes: Lanes, intent: IntentId): void => void lanes.underway.delete(intent);

/** The least order of a reading that the next call of the lane may be checked against. */
export const leastReading = (lanes: Lanes, lane: string): bigint => {
  let least = (lanes.last.get(lane) ?? -1n) + 1n;
  for (const place of lanes.underway.values())
    if (place.lane === lane && place.fence > least) least = place.fence;
  return least;
};
