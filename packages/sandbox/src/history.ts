/**
 * The versions of one value, kept so that a read can be answered as of an earlier instant. Bounded twice: by age and
 * by number; the oldest kept version stands in for everything older.
 */
export interface History<A> {
  readonly current: () => A;
  /** The value as it was at `atMs`; nothing where it did not exist yet. */
  readonly asOf: (atMs: number) => A | undefined;
  readonly push: (atMs: number, value: A) => void;
}

/** How much is kept. */
export interface HistoryLimits {
  readonly ageMs: number;
  readonly versionsMax: number;
}

/** Starts a history with the value that came to be at `bornMs`. */
export const make = <A>(bornMs: number, first: A, limits: HistoryLimits): History<A> => {
  let latest = first;
  const versions: Array<{ readonly atMs: number; readonly value: A }> = [{ atMs: bornMs, value: first }];

  const asOf = (atMs: number): A | undefined => {
    if (atMs < bornMs) return undefined;
    for (let at = versions.length - 1; at > 0; at -= 1) {
      const version = versions[at];
      if (version !== undefined && version.atMs <= atMs) return version.value;
    }
    return versions[0]?.value;
  };

  const push = (atMs: number, value: A): void => {
    latest = value;
    versions.push({ atMs, value });
    const horizonMs = atMs - limits.ageMs;
    while (versions.length > limits.versionsMax || (versions[1]?.atMs ?? atMs + 1) <= horizonMs)
      versions.shift();
  };

  return { current: () => latest, asOf, push };
};
