import { type CutPoint, type Fault, type FaultKind, kindsOf } from './fault.js';
import type { SeededRandom } from './seeded-random.js';

/** Decides at each cut point, counted from 0 over all lives of the process, which fault strikes there, if any. */
export type Plague = (at: number, point: CutPoint) => FaultKind | undefined;

/** Exactly these faults. One that cannot strike at its cut point does not. */
export const exactly =
  (faults: ReadonlyArray<Fault>): Plague =>
  (at, point) => {
    const kind = faults.find((fault) => fault.at === at)?.kind;
    return kind !== undefined && kindsOf(point).includes(kind) ? kind : undefined;
  };

/** Up to `most` faults, at about one in `rarity` cut points each. */
export const random = (numbers: SeededRandom, rarity: number, most: number): Plague => {
  let left = most;
  return (_at, point) => {
    if (left === 0 || numbers.below(rarity) !== 0) return undefined;
    left -= 1;
    const kinds = kindsOf(point);
    return kinds[numbers.below(kinds.length)];
  };
};

/** The same plague, with every fault that strikes written down. */
export const recorded =
  (plague: Plague, struck: Array<Fault>): Plague =>
  (at, point) => {
    const kind = plague(at, point);
    if (kind !== undefined) struck.push({ at, kind });
    return kind;
  };
