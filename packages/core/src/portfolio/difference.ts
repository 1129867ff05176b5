import type { SubstanceLine } from './substance.js';

/** One thing that is not as it was approved. */
export interface PortfolioDifference {
  readonly at: string;
  /** As it was approved; empty: it was not in it. */
  readonly was: ReadonlyArray<string>;
  /** As it is now; empty: it is not in it any more. */
  readonly is: ReadonlyArray<string>;
  /** In a sentence. */
  readonly what: string;
}

/** What differs in substance, in the order of what it is about. None exactly when the canonical texts are the same. */
export const differenceOf = (
  approved: ReadonlyArray<SubstanceLine>,
  now: ReadonlyArray<SubstanceLine>,
): ReadonlyArray<PortfolioDifference> => {
  const gone = without(approved, now);
  const fresh = without(now, approved);
  const about = new Set([...gone, ...fresh].map(({ at }) => at));
  return [...about].toSorted().map((at) => {
    const here = (line: SubstanceLine): boolean => line.at === at;
    return between(at, gone.filter(here), fresh.filter(here));
  });
};

const without = (
  lines: ReadonlyArray<SubstanceLine>,
  others: ReadonlyArray<SubstanceLine>,
): ReadonlyArray<SubstanceLine> => {
  const known = new Set(others.map(({ exact }) => exact));
  return lines.filter(({ exact }) => !known.has(exact));
};

const between = (
  at: string,
  gone: ReadonlyArray<SubstanceLine>,
  fresh: ReadonlyArray<SubstanceLine>,
): PortfolioDifference => {
  // What reads the same to a person and is not the same is shown as it is.
  const words = new Set(gone.map((line) => line.words));
  const alike = fresh.some((line) => words.has(line.words));
  const text = (line: SubstanceLine): string => (alike ? line.exact : line.words);
  const [was, is] = [gone.map(text), fresh.map(text)];
  return { at, was, is, what: sentence(at, was, is) };
};

const sentence = (at: string, was: ReadonlyArray<string>, is: ReadonlyArray<string>): string => {
  if (was.length === 0) return `${at}: new: ${is.join('; ')}`;
  if (is.length === 0) return `${at}: no longer there: ${was.join('; ')}`;
  return `${at}: was approved as ${was.join('; ')}; is now ${is.join('; ')}`;
};
