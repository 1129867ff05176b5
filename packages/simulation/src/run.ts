import { Plague, Schedule, type Tally, check, enumerate, simulate, simulateRandomly } from '@legwork/testkit';
import { worlds, wrongWorlds } from './worlds.js';

/** One row of a result. */
export interface Row {
  readonly name: string;
  readonly schedules: number;
  readonly steps: number;
  readonly violations: number;
  /** The first failing schedule, and what it broke. */
  readonly first?: { readonly schedule: string; readonly what: string };
}

const rowOf = (name: string, setup: string, { schedules, steps, failures }: Tally): Row => {
  const [first] = failures;
  const row = { name, schedules, steps, violations: failures.length };
  if (first === undefined) return row;
  const what = first.violations.map((one) => `${one.rule}: ${one.what}`).join('; ');
  return { ...row, first: { schedule: Schedule.encode({ setup, faults: first.faults }), what } };
};

/** Every schedule with up to `depth` faults, in every world. */
export const enumerated = (depth: number, tell: (row: Row) => void): ReadonlyArray<Row> =>
  [...worlds].map(([name, make]) => {
    const row = rowOf(name, name, enumerate(make, depth));
    tell(row);
    return row;
  });

/** Every planted wrong rule and every broken assumption, with every single fault. Each must have violations. */
export const caught = (tell: (row: Row) => void): ReadonlyArray<Row> =>
  [...wrongWorlds].map(([name, make]) => {
    const row = rowOf(name, 'wrong', enumerate(make, 1));
    tell(row);
    return row;
  });

/** Random schedules, the worlds in turn. */
export const randomly = (
  schedules: number,
  seed: number,
  tell: (done: number, violations: number) => void,
): ReadonlyArray<Row> => {
  const all = [...worlds];
  const rows = new Map<string, Row>();
  let violations = 0;
  for (let at = 0; at < schedules; at += 1) {
    const [name, make] = all[at % all.length] ?? [];
    if (name === undefined || make === undefined) break;
    const { steps, failure } = simulateRandomly(make, seed + at);
    const failures = failure === undefined ? [] : [failure];
    violations += failures.length;
    const next = rowOf(name, name, { schedules: 1, steps, failures });
    const before = rows.get(name);
    rows.set(name, before === undefined ? next : sum(before, next));
    if ((at + 1) % 1_000 === 0) tell(at + 1, violations);
  }
  return [...rows.values()];
};

const sum = (a: Row, b: Row): Row => {
  const first = a.first ?? b.first;
  return {
    name: a.name,
    schedules: a.schedules + b.schedules,
    steps: a.steps + b.steps,
    violations: a.violations + b.violations,
    ...(first === undefined ? {} : { first }),
  };
};

/** Runs one schedule again and tells every step; a text is why it cannot. */
export const replay = (text: string, tell: (line: string) => void): ReadonlyArray<string> | string => {
  const schedule = Schedule.decode(text);
  if (schedule === undefined) return 'This is no schedule; one looks like prompt@6=LostAfter,9=Stale.';
  const make = worlds.get(schedule.setup);
  if (make === undefined)
    return `There is no scenario ${schedule.setup}; there are ${[...worlds.keys()].join(', ')}.`;
  const setup = make();
  const history = simulate(setup, Plague.exactly(schedule.faults), (event, next) =>
    tell(
      `${String(event.at.monotonicMs).padStart(6)} ms  ${event._tag.padEnd(14)} then ${next?._tag ?? 'nothing'}`,
    ),
  );
  return check(setup, history).map((one) => `${one.rule}: ${one.what}`);
};
