import type { Lane } from '../lane.js';

/** Where instants are drawn. Half of the width goes by time, and half to every instant alike, so that no two fall together. */
export interface Axis {
  /** Units: milliseconds since the Unix epoch. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Each once, in order. */
  readonly instants: ReadonlyArray<number>;
}

/** From the first thing that happened to the last; while something is out, to the time of the report. */
export const axisOf = (lanes: ReadonlyArray<Lane>, atMs: number): Axis => {
  const isOut = lanes.some(({ spans }) => spans.some(({ toMs }) => toMs === null));
  const marks = lanes.flatMap((lane) => lane.marks.map((mark) => mark.atMs));
  const instants = [...new Set(isOut ? [...marks, atMs] : marks)].toSorted((a, b) => a - b);
  return { fromMs: instants[0] ?? atMs, toMs: instants.at(-1) ?? atMs, instants };
};

const margin = 3;

/** How far to the right an instant is. Units: hundredths of the width. */
export const shareOf = ({ fromMs, toMs, instants }: Axis, ms: number): number => {
  const last = instants.length - 1;
  if (last <= 0) return 50;
  const rank = instants.filter((one) => one <= ms).length - 1;
  return margin + (100 - 2 * margin) * ((rank / last + (ms - fromMs) / (toMs - fromMs)) / 2);
};

/** The same as text, such as `12.50%`. */
export const placeOf = (axis: Axis, ms: number): string => `${shareOf(axis, ms).toFixed(2)}%`;
