import type { Contender } from './contender.js';
import { type Spread, spreadOf } from './spread.js';

/** How long a race takes. */
export interface Pace {
  readonly rounds: number;
  /** About how much one lap of each contender costs, in the unit of the contenders; 0: a lap is one run. */
  readonly lap: number;
  /** How many laps of each come before anything counts. */
  readonly warmUps: number;
}

/** What one run cost each contender, round by round. */
export type Costs = ReadonlyMap<string, ReadonlyArray<number>>;

const timesMax = 2 ** 24;

/**
 * Runs contenders beside each other: all of them in each round, each round begun by another one, so that whatever slows the
 * machine down slows all of them. `settle` comes before each lap.
 */
export const race = async (
  contenders: ReadonlyArray<Contender>,
  { rounds, lap, warmUps }: Pace,
  settle: () => void,
): Promise<Costs> => {
  const times = new Map<string, number>();
  for (const contender of contenders) times.set(contender.name, await timesFor(contender, lap));
  const costs = new Map<string, Array<number>>(contenders.map(({ name }) => [name, []]));
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const { name, lap: run } of rotated(contenders, round + warmUps)) {
      settle();
      const runs = times.get(name) ?? 1;
      const cost = (await run(runs)) / runs;
      if (round >= 0) costs.get(name)?.push(cost);
    }
  }
  return costs;
};

/** How many runs make a lap: doubled until a lap costs enough, so that the compiler has seen them by then. */
const timesFor = async ({ lap: run }: Contender, lap: number): Promise<number> => {
  if (lap <= 0) return 1;
  let times = 1;
  let cost = await run(times);
  while (cost < lap / 2 && times < timesMax) {
    times *= 2;
    cost = await run(times);
  }
  // A lap that something else disturbed would make all later ones too short.
  for (let again = 0; again < 3; again += 1) cost = Math.min(cost, await run(times));
  return Math.max(1, Math.round((times * lap) / Math.max(cost, lap / 100)));
};

/** The list, begun elsewhere. */
export const rotated = <A>(list: ReadonlyArray<A>, by: number): ReadonlyArray<A> => {
  const first = list.length === 0 ? 0 : by % list.length;
  return [...list.slice(first), ...list.slice(0, first)];
};

/** What one costs for each unit that the other costs, compared within each round. */
export const ratioOf = (costs: Costs, one: string, other: string): Spread => {
  const others = costs.get(other) ?? [];
  return spreadOf((costs.get(one) ?? []).map((cost, round) => cost / (others[round] ?? Number.NaN)));
};
