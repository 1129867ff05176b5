/** How something grows with a number of things. */
export interface Growth {
  readonly title: string;
  /** What is counted, in the plural. */
  readonly of: string;
  /** What each line is, with its unit. */
  readonly lines: ReadonlyArray<Line>;
  /** What a reader must know to judge it; empty: nothing. */
  readonly note: string;
}

/** One measure over the sizes. */
export interface Line {
  readonly name: string;
  readonly unit: 'ms' | 'µs' | 'MB';
  /** What is promised. */
  readonly promise: 'Linear' | 'Logarithmic';
  readonly points: ReadonlyArray<Point>;
}

/** One measurement. */
export interface Point {
  readonly size: number;
  readonly value: number;
}

/**
 * By which power of the size a line grows, between its last point and one of a hundredth of that size, or the first:
 * 1 is linear, 0 is not at all. `undefined` with fewer than two points.
 */
export const exponent = ({ points }: Line): number | undefined => {
  const last = points.at(-1);
  const first = points.findLast(({ size }) => last !== undefined && size <= last.size / 100) ?? points[0];
  if (last === undefined || first === undefined || first === last) return undefined;
  if (first.value <= 0 || last.value <= 0) return undefined;
  return Math.log(last.value / first.value) / Math.log(last.size / first.size);
};

const slack: Readonly<Record<Line['promise'], number>> = { Linear: 1.15, Logarithmic: 0.25 };

/** Whether a line grows no faster than promised, with room for the noise of a measurement. */
export const isKept = (line: Line): boolean | undefined => {
  const power = exponent(line);
  return power === undefined ? undefined : power <= slack[line.promise];
};
