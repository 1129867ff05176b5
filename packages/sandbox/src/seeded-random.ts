/**
 * A stream of numbers that depends on its seed alone: the same seed gives the same ids, chaos and credentials on
 * every machine. Not for secrets that matter.
 */
export interface SeededRandom {
  /** The next whole number from 0 to `count - 1`. */
  readonly below: (count: number) => number;
  /** The next choice among `options`, which must not be empty. */
  readonly pick: <A>(options: readonly [A, ...ReadonlyArray<A>]) => A;
}

/** Starts a stream (splitmix32). Units: `seed` counts modulo 2^32. */
export const make = (seed: number): SeededRandom => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const below = (count: number): number => next() % count;
  return { below, pick: (options) => options[below(options.length)] ?? options[0] };
};
