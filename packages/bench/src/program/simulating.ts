// Simulates schedules in a process of its own, from a seed on, and says how many a second of processor time, and how many steps of the engine each took.
import { paperWorld, simulateRandomly } from '@legwork/testkit';
import { millisecondsSince } from '../harness/contender.js';

const from = Number(process.argv[2]);
const count = Number(process.argv[3]);
const warmUps = 20_000;

const make = paperWorld();
const simulate = (seeds: number, begin: number): number => {
  let steps = 0;
  for (let seed = begin; seed < begin + seeds; seed += 1) {
    const { steps: taken, failure } = simulateRandomly(make, seed);
    if (failure !== undefined) throw new Error(`invariant: schedule ${seed} breaks a promise`);
    steps += taken;
  }
  return steps;
};

simulate(warmUps, from + count);
const begun = process.cpuUsage();
const steps = simulate(count, from);
const ms = millisecondsSince(begun);
process.stdout.write(JSON.stringify({ perSecond: (count * 1_000) / ms, steps: steps / count }));
