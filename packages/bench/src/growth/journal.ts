import path from 'node:path';
import { runProgram } from '../harness/program.js';
import { inScratch } from '../harness/scratch.js';
import type { GrowthBench } from './bench.js';
import type { Point } from './growth.js';
import { type Sample, powersOfTen } from './sizes.js';

const programOf = (name: string): string => new URL(`../program/${name}.js`, import.meta.url).pathname;

/** Settlements in one journal in a file. */
export const journal: GrowthBench = {
  title: 'Settlements in a journal',
  run: async ({ quick, tell }) => {
    const samples: Array<readonly [size: number, sample: Sample]> = [];
    for (const size of powersOfTen(1_000, quick ? 10_000 : 1_000_000)) {
      tell(`a journal with ${size.toLocaleString('en')} settlements`);
      await inScratch(async (folder) => {
        const words = [path.join(folder, 'journal'), String(size)];
        await runProgram(programOf('filling-journal'), words);
        samples.push([size, await runProgram<Sample>(programOf('reading-journal'), words)]);
      });
    }
    const of = (line: string): ReadonlyArray<Point> =>
      samples.map(([size, sample]) => ({ size, value: sample[line] ?? Number.NaN }));
    return {
      title: 'Settlements in a journal',
      of: 'settlements',
      lines: [
        { name: 'status: all records of one', unit: 'µs', promise: 'Logarithmic', points: of('read') },
        { name: 'list: a page of 50', unit: 'µs', promise: 'Logarithmic', points: of('page') },
        { name: 'list: a page of 50 open ones', unit: 'µs', promise: 'Logarithmic', points: of('openPage') },
        { name: 'opening the file', unit: 'ms', promise: 'Logarithmic', points: of('open') },
        { name: 'memory of the whole process', unit: 'MB', promise: 'Logarithmic', points: of('memory') },
        { name: 'the file', unit: 'MB', promise: 'Linear', points: of('size') },
      ],
      note: 'One file of SQLite, written through the journal with all of its rules; the last hundred settlements are open. A page and a status are read at another place each time. Opening verifies the last 250 lines and everything that is open.',
    };
  },
};
