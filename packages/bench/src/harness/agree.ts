import { isDeepStrictEqual } from 'node:util';

/** Makes sure that contenders come to the same before any of them is timed; a race between different things is no race. */
export const agree = (what: string, results: Readonly<Record<string, unknown>>): void => {
  const [first, ...others] = Object.entries(results);
  for (const [name, result] of others)
    if (!isDeepStrictEqual(result, first?.[1]))
      throw new Error(`invariant: ${what}: ${name} and ${first?.[0]} come to different results`);
};
