import { paperWorld, simulateRandomly } from '@legwork/testkit';
import type { Bench } from '../harness/bench.js';
import { millisecondsSince } from '../harness/contender.js';
import { race } from '../harness/race.js';
import { spreadOf } from '../harness/spread.js';

const make = paperWorld();
let seed = 0;

/** How fast the engine is where nothing but the engine costs anything, each schedule judged by every checker. */
export const engine: Bench = {
  title: 'The engine',
  run: async (setting) => {
    setting.tell('simulating');
    let steps = 0;
    let schedules = 0;
    const lap = (times: number): number => {
      const begun = process.cpuUsage();
      for (let done = 0; done < times; done += 1) {
        const { steps: taken, failure } = simulateRandomly(make, seed);
        if (failure !== undefined) throw new Error(`invariant: schedule ${seed} breaks a promise`);
        seed += 1;
        schedules += 1;
        steps += taken;
      }
      return millisecondsSince(begun);
    };
    const costs = await race(
      [{ name: 'schedules', lap }],
      { ...setting.short, lap: setting.quick ? 400 : 1_000, warmUps: 8 },
      setting.settle,
    );
    const perSecond = (costs.get('schedules') ?? []).map((ms) => 1_000 / ms);
    const each = steps / schedules;
    const note = `Each schedule has up to six faults, takes ${each.toFixed(0)} steps of the engine in the middle, and is judged by every checker. A second is one of processor time.`;
    return [
      {
        what: 'schedules simulated and judged, one core',
        against: 'a second',
        target: { _tag: 'PerSecond', least: 40_000 },
        measured: { _tag: 'Rate', perSecond: spreadOf(perSecond) },
        note,
      },
      {
        what: 'steps of the engine in them',
        against: 'a second',
        target: { _tag: 'None' },
        measured: { _tag: 'Rate', perSecond: spreadOf(perSecond.map((rate) => rate * each)) },
        note: '',
      },
    ];
  },
};
