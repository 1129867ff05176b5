import { fileURLToPath } from 'node:url';
import type { Bench } from '../harness/bench.js';
import { runProgram } from '../harness/program.js';
import type { Row } from '../harness/row.js';
import { spreadOf } from '../harness/spread.js';

interface Simulated {
  readonly perSecond: number;
  readonly steps: number;
}

const program = fileURLToPath(new URL('../program/simulating.js', import.meta.url));

/** The engine alone, in a world in which nothing else costs anything; each round is a process of its own. */
export const engine: Bench = {
  title: 'The engine',
  run: async (setting): Promise<ReadonlyArray<Row>> => {
    setting.tell('simulating');
    const count = setting.quick ? 60_000 : 200_000;
    const runs: Array<Simulated> = [];
    for (let round = 0; round < setting.program.rounds; round += 1)
      runs.push(await runProgram<Simulated>(program, [String(round * count), String(count)]));
    const each = runs.reduce((sum, { steps }) => sum + steps, 0) / runs.length;
    const rates = runs.map(({ perSecond }) => perSecond);
    const note = `Each schedule has up to six faults, takes ${each.toFixed(0)} steps of the engine in the middle, and is judged by every checker. A second is one of processor time.`;
    return [
      {
        what: 'schedules simulated and judged, one core',
        against: 'a second',
        target: { _tag: 'PerSecond', least: 40_000 },
        measured: { _tag: 'Rate', perSecond: spreadOf(rates) },
        note,
      },
      {
        what: 'steps of the engine in them',
        against: 'a second',
        target: { _tag: 'None' },
        measured: { _tag: 'Rate', perSecond: spreadOf(rates.map((rate) => rate * each)) },
        note: '',
      },
    ];
  },
};
