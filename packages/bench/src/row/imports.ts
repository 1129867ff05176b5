import { fileURLToPath } from 'node:url';
import type { Bench } from '../harness/bench.js';
import { runProgram } from '../harness/program.js';
import { type Costs, race, ratioOf } from '../harness/race.js';
import type { Row, Target } from '../harness/row.js';
import { ourInstallation } from '../our-installation.js';
import { peersFolder } from '../peer.js';

const program = fileURLToPath(new URL('../program/loading.js', import.meta.url));
const packages = fileURLToPath(new URL('../../../..', import.meta.url));
const units = './bitgo/dist/src/unit/ofc-name.js';

/** Each is loaded in a process of its own; what is written in two module systems, in the faster of the two. */
const programsOf = (installed: string): Readonly<Record<string, ReadonlyArray<string>>> => {
  const ours = (adapter: string): ReadonlyArray<string> =>
    ['core', 'node', 'http', adapter].map((name) => `${installed}#@legwork/${name}`);
  const got = `${installed}#got`;
  return {
    kraken: ours('kraken-prime'),
    bitgo: ours('bitgo'),
    'kraken with got': [...ours('kraken-prime'), got],
    'bitgo with got': [...ours('bitgo'), got],
    'our units': [`${packages}#${units}`],
    ccxt: [`${peersFolder}#ccxt`],
    'sdk-core': [`${peersFolder}#@bitgo/sdk-core`],
    statics: [`${peersFolder}#@bitgo/statics`],
  };
};

/** How long it takes to load, and how much memory that takes. */
export const imports: Bench = {
  title: 'Loading',
  run: async (setting) => {
    const programs = programsOf(await ourInstallation(setting.tell));
    setting.tell('loading each library in processes of its own');
    const bytes = new Map<string, Array<number>>();
    const contenders = Object.entries(programs).map(([name, words]) => ({
      name,
      lap: async () => {
        const loaded = await runProgram<{ readonly ms: number; readonly bytes: number }>(program, words);
        bytes.set(name, [...(bytes.get(name) ?? []), loaded.bytes]);
        return loaded.ms;
      },
    }));
    const costs = await race(contenders, setting.program, () => undefined);
    return [...timeRows(costs), ...memoryRows(bytes)];
  },
};

const timeRows = (costs: Costs): ReadonlyArray<Row> => {
  const row = (what: string, one: string, other: string, target: Target): Row => ({
    what,
    against: againstOf(other),
    target,
    measured: { _tag: 'Ratio', spread: ratioOf(costs, one, other) },
    note: '',
  });
  const times = (factor: number): Target => ({ _tag: 'TimesLess', factor });
  return [
    row('import of core, node, http, kraken-prime', 'kraken', 'ccxt', times(8)),
    row('import of core, node, http, bitgo', 'bitgo', 'sdk-core', times(40)),
    row('the same and the HTTP client', 'kraken with got', 'ccxt', times(2.5)),
    row('the same and the HTTP client', 'bitgo with got', 'sdk-core', times(12)),
    row("the venue's table of units", 'our units', 'statics', { _tag: 'None' }),
  ];
};

const memoryRows = (bytes: Costs): ReadonlyArray<Row> =>
  [
    { one: 'kraken with got', other: 'ccxt' },
    { one: 'bitgo with got', other: 'sdk-core' },
  ].map(({ one, other }): Row => ({
    what: 'memory after the import, HTTP client included',
    against: againstOf(other),
    target: { _tag: 'None' },
    measured: { _tag: 'Ratio', spread: ratioOf(bytes, one, other) },
    note: '',
  }));

const againstOf = (other: string): string => (other === 'ccxt' ? 'ccxt' : `@bitgo/${other}`);
