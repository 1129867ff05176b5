/** What was expected, what was found, and which of them belong together. */
export interface Pairing<A, B> {
  /** In the order of `found`. */
  readonly pairs: ReadonlyArray<{ readonly found: B; readonly expected: A | undefined }>;
  /** What nothing was found for. */
  readonly missing: ReadonlyArray<A>;
}

/** One way to belong together: by the name of the expected one, and all names that the found one answers to. */
export interface Bond<A, B> {
  readonly nameOf: (expected: A) => string | undefined;
  readonly answersTo: (found: B) => ReadonlyArray<string>;
}

/** Pairs by the strongest bond first; each is in one pair at most. Equal names pair in the order they are given in. */
export const pairUp = <A, B>(
  expected: ReadonlyArray<A>,
  found: ReadonlyArray<B>,
  bonds: ReadonlyArray<Bond<A, B>>,
): Pairing<A, B> => {
  const partners = new Map<number, A>();
  const taken = new Set<number>();
  for (const { nameOf, answersTo } of bonds) {
    const waiting = byName(expected, taken, nameOf);
    for (const [at, one] of found.entries()) {
      if (partners.has(at)) continue;
      const queue = answersTo(one)
        .map((name) => waiting.get(name))
        .find((names) => names !== undefined && names.length > 0);
      const match = queue?.shift();
      if (match === undefined) continue;
      partners.set(at, match.one);
      taken.add(match.at);
    }
  }
  return {
    pairs: found.map((one, at) => ({ found: one, expected: partners.get(at) })),
    missing: expected.filter((_, at) => !taken.has(at)),
  };
};

interface Waiting<A> {
  readonly one: A;
  readonly at: number;
}

const byName = <A>(
  all: ReadonlyArray<A>,
  taken: ReadonlySet<number>,
  nameOf: (one: A) => string | undefined,
): ReadonlyMap<string, Array<Waiting<A>>> => {
  const names = new Map<string, Array<Waiting<A>>>();
  for (const [at, one] of all.entries()) {
    const name = taken.has(at) ? undefined : nameOf(one);
    if (name === undefined) continue;
    const queue = names.get(name);
    if (queue === undefined) names.set(name, [{ one, at }]);
    else queue.push({ one, at });
  }
  return names;
};
