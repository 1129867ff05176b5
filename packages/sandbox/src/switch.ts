import { type Checked, bad, good } from './checked.js';

/** One thing about a venue that nobody outside it knows, made into a choice with a documented default. */
export interface Switch<A> {
  readonly default: A;
  /** What it decides, in one sentence. */
  readonly says: string;
  /** The values that it takes, for people. */
  readonly takes: string;
  /** Where the notes on the venue discuss the unknown. */
  readonly source: string;
  readonly parse: (text: string) => Checked<A>;
}

/** A switch between words. */
export const choice = <A extends string>(
  words: readonly [A, ...ReadonlyArray<A>],
  says: string,
  source: string,
): Switch<A> => ({
  default: words[0],
  says,
  takes: words.join(', '),
  source,
  parse: (given) => {
    const found = words.find((word) => word === given);
    return found === undefined ? bad(`must be one of: ${words.join(', ')}`) : good(found);
  },
});

/** A switch that is on or off. */
export const flag = (standard: boolean, says: string, source: string): Switch<boolean> => ({
  default: standard,
  says,
  takes: 'true, false',
  source,
  parse: (given) => {
    if (given === 'true') return good(true);
    return given === 'false' ? good(false) : bad('must be true or false');
  },
});

/** A switch that is a whole number from 0 to `most`: a time in milliseconds, or a count. */
export const count = (standard: number, most: number, says: string, source: string): Switch<number> => ({
  default: standard,
  says,
  takes: `0 to ${most}`,
  source,
  parse: (given) =>
    /^\d{1,15}$/.test(given) && Number(given) <= most
      ? good(Number(given))
      : bad(`must be a whole number from 0 to ${most}`),
});

/** A switch that is an exact number of nonce ticks. */
export const ticks = (standard: bigint, says: string, source: string): Switch<bigint> => ({
  default: standard,
  says,
  takes: 'a whole number of at most 18 digits',
  source,
  parse: (given) =>
    /^\d{1,18}$/.test(given) ? good(BigInt(given)) : bad('must be a whole number of at most 18 digits'),
});
