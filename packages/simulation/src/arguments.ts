import { parseArgs } from 'node:util';

/** What `npm run simulate` is asked to do. */
export type Request =
  | { readonly _tag: 'Help' }
  | { readonly _tag: 'Random'; readonly schedules: number; readonly seed: number; readonly json: boolean }
  | { readonly _tag: 'Replay'; readonly schedule: string }
  | { readonly _tag: 'Pairs'; readonly json: boolean }
  | { readonly _tag: 'Planted'; readonly json: boolean };

/** How it is used. */
export const usage = `npm run simulate -- [--schedules N] [--seed S]   random fault schedules over all scenarios (10,000 from seed 1)
npm run simulate -- --pairs                      every fault and every pair of faults, in every scenario
npm run simulate -- --planted                    wrong rules and broken assumptions, each of which must be caught
npm run simulate -- --replay SCHEDULE            one schedule, step by step, as a failing run prints it
  --json                                         one JSON object instead of text
`;

const options = {
  schedules: { type: 'string' },
  seed: { type: 'string' },
  replay: { type: 'string' },
  pairs: { type: 'boolean' },
  planted: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const schedulesMax = 1_000_000_000;
const seedMax = 4_294_967_295;

const whole = (text: string, least: number, most: number): number | undefined => {
  const value = /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : -1;
  return value >= least && value <= most ? value : undefined;
};

/** Reads the command line; a text is what is wrong with it, as a sentence. */
export const readArguments = (given: ReadonlyArray<string>): Request | string => {
  try {
    const { values } = parseArgs({ args: [...given], options, strict: true, allowPositionals: false });
    const { json = false } = values;
    if (values.help === true) return { _tag: 'Help' };
    if (values.replay !== undefined) return { _tag: 'Replay', schedule: values.replay };
    if (values.pairs === true) return { _tag: 'Pairs', json };
    if (values.planted === true) return { _tag: 'Planted', json };
    const schedules = whole(values.schedules ?? '10000', 1, schedulesMax);
    if (schedules === undefined) return '--schedules needs a whole number from 1 to 1,000,000,000.';
    const seed = whole(values.seed ?? '1', 0, seedMax);
    if (seed === undefined) return '--seed needs a whole number from 0 to 4,294,967,295.';
    return { _tag: 'Random', schedules, seed, json };
  } catch (error) {
    return error instanceof Error ? error.message : 'The arguments cannot be read.';
  }
};
