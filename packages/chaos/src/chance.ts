/** Chance that a seed repeats. */
export interface Chance {
  /** A whole number from 0 to one less than `below`. */
  readonly whole: (below: number) => number;
  readonly pick: <A>(from: readonly [A, ...ReadonlyArray<A>]) => A;
  readonly yes: (share: number) => boolean;
}

/** Mulberry32: enough for a plan, and for nothing that must be unpredictable. */
export const chanceOf = (seed: number): Chance => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const whole = (below: number): number => Math.floor(next() * below);
  return {
    whole,
    pick: (from) => from[whole(from.length)] ?? from[0],
    yes: (share) => next() < share,
  };
};
