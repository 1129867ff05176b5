import type { Setting } from '../harness/bench.js';
import { runProgram } from '../harness/program.js';
import type { Point } from './growth.js';

/** What a program measured at one size, by the names of its lines. */
export type Sample = Readonly<Record<string, number>>;

const flags = ['--expose-gc', '--no-flush-bytecode', '--max-old-space-size=12000'];

/** Powers of ten from one to another. */
export const powersOfTen = (from: number, to: number): ReadonlyArray<number> =>
  Array.from({ length: Math.round(Math.log10(to / from)) + 1 }, (_, at) => from * 10 ** at);

/** Runs a program once for each size, each in a process of its own, and answers the points of each line. */
export const pointsOver = async (
  { tell }: Setting,
  file: URL,
  of: string,
  sizes: ReadonlyArray<number>,
): Promise<(line: string) => ReadonlyArray<Point>> => {
  const samples: Array<readonly [size: number, sample: Sample]> = [];
  for (const size of sizes) {
    tell(`${size.toLocaleString('en')} ${of}`);
    samples.push([size, await runProgram<Sample>(file.pathname, [String(size)], flags)]);
  }
  return (line) => samples.map(([size, sample]) => ({ size, value: sample[line] ?? Number.NaN }));
};
