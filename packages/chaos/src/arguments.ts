import { parseArgs } from 'node:util';
import type { EngineName } from './engine/engine.js';
import type { Planted } from './message.js';

/** What `npm run chaos` is asked to do. */
export interface Request {
  readonly kills: number;
  readonly seed: number;
  readonly engine: EngineName;
  readonly planted: Planted | undefined;
  readonly json: boolean;
}

/** How it is used. */
export const usage = `npm run chaos -- [--kills N] [--seed S]   kills N workers (30) at every point, and judges by the venues' own books
  --engine NAME      sqlite (the usual); dbos, or postgres with core's own runner: there the database crashes as well
  --planted NAME     workers that do one thing wrong, which must be found: resend, ignore-lease, forget-armed
  --json             one JSON object instead of text
`;

const options = {
  kills: { type: 'string' },
  seed: { type: 'string' },
  engine: { type: 'string' },
  planted: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

const killsMax = 100_000;
const seedMax = 4_294_967_290;

const whole = (text: string, least: number, most: number): number | undefined => {
  const value = /^(0|[1-9]\d{0,9})$/.test(text) ? Number(text) : -1;
  return value >= least && value <= most ? value : undefined;
};

const isPlanted = (name: string): name is Planted =>
  ['resend', 'ignore-lease', 'forget-armed'].includes(name);

/** Reads the command line; a text is what is wrong with it, as a sentence; `undefined`: help was asked for. */
export const readArguments = (given: ReadonlyArray<string>): Request | string | undefined => {
  try {
    const { values } = parseArgs({ args: [...given], options, strict: true, allowPositionals: false });
    if (values.help === true) return undefined;
    const kills = whole(values.kills ?? '30', 0, killsMax);
    if (kills === undefined) return '--kills needs a whole number up to 100,000.';
    const seed = whole(values.seed ?? String(Date.now() % seedMax), 0, seedMax);
    if (seed === undefined) return '--seed needs a whole number from 0 to 4,294,967,290.';
    const { engine = 'sqlite', planted, json = false } = values;
    if (engine !== 'sqlite' && engine !== 'postgres' && engine !== 'dbos')
      return `There is no engine named ${engine}.`;
    if (planted !== undefined && !isPlanted(planted)) return `Nothing wrong is named ${planted}.`;
    return { kills, seed, engine, planted, json };
  } catch (error) {
    return error instanceof Error ? error.message : 'The arguments cannot be read.';
  }
};
