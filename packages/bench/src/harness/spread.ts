/** The middle of some measurements and how far the middle half of them reaches. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly count: number;
}

/** The quartiles of the values, between two neighbours in proportion; all `NaN` when there are no values. */
export const spreadOf = (values: ReadonlyArray<number>): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const below = sorted[Math.floor(place)] ?? Number.NaN;
    const above = sorted[Math.ceil(place)] ?? Number.NaN;
    return below + (above - below) * (place - Math.floor(place));
  };
  return { low: at(0.25), median: at(0.5), high: at(0.75), count: values.length };
};

/** The same measurements, each as one over it. */
export const inverse = ({ low, median, high, count }: Spread): Spread => ({
  low: 1 / high,
  median: 1 / median,
  high: 1 / low,
  count,
});
