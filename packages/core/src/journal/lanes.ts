import type { IntentId } from '../noun/id.js';
import type { Looking } from '../port/store.js';
import type { Place } from './bookkeeping.js';
import { laneCard } from './card-key.js';
import { lanes } from './card.js';
import type { Draft } from './draft.js';

// The calls of each lane that may still be on their way, and the last one that went out. They hold for everybody who uses
// the lane: what one mandate sent and does not know the fate of holds back all others until they have read beyond its
// fence (contract X2), and a reading from before another's call is not acted on (M6).

/** A lane that nothing went out on. */
const unused = { last: '-1', underway: {}, passed: '0' } as const;

/** A call goes out. */
export const arm = function* (draft: Draft, intent: IntentId, place: Place): Looking<void> {
  const key = laneCard(place.lane);
  const lane = yield* lanes.read(draft, key);
  const last = lane === undefined ? place.order : greatest(BigInt(lane.last), place.order);
  const { underway, passed } = lane ?? unused;
  lanes.write(draft, key, {
    last: String(last),
    underway: { ...underway, [intent]: String(place.fence) },
    passed,
  });
};

/** The call of an intent is not on its way any more. */
export const answer = function* (draft: Draft, intent: IntentId, name: string): Looking<void> {
  const lane = yield* lanes.read(draft, laneCard(name));
  if (lane === undefined) return;
  const { [intent]: _answered, ...underway } = lane.underway;
  lanes.write(draft, laneCard(name), { ...lane, underway });
};

/** Whoever sends next on the lane has to read beyond this fence, whatever becomes of the call that it belongs to. */
export const pass = function* (draft: Draft, name: string, fence: bigint): Looking<void> {
  const lane = yield* lanes.read(draft, laneCard(name));
  if (lane === undefined) return;
  lanes.write(draft, laneCard(name), { ...lane, passed: String(greatest(BigInt(lane.passed), fence)) });
};

/** The least order of a reading that the next call of the lane may be checked against. */
export const leastReading = function* (draft: Draft, name: string): Looking<bigint> {
  const lane = yield* lanes.read(draft, laneCard(name));
  if (lane === undefined) return 0n;
  const fences = Object.values(lane.underway).map(BigInt);
  return [BigInt(lane.passed), ...fences].reduce(greatest, BigInt(lane.last) + 1n);
};

const greatest = (a: bigint, b: bigint): bigint => (a > b ? a : b);
