/** Numbers that look random and are the same for the same seed. */
export interface SeededRandom {
  /** A whole number from 0 up to and without `bound`; `bound` is between 1 and 2^31. */
  readonly below: (bound: number) => number;
  /** One of the elements. */
  readonly pick: <A>(from: readonly [A, ...ReadonlyArray<A>]) => A;
}

/** A generator (mulberry32) from a seed; the same seed gives the same numbers on every machine. */
export const seededRandom = (seed: number): SeededRandom => {
  let state = seed >>> 0;
  const below = (bound: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * bound);
  };
  return { below, pick: (from) => from[below(from.length)] ?? from[0] };
};
