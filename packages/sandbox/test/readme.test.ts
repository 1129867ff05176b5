import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { BITGO_SCENARIOS, BITGO_SWITCHES, REFUSALS, SCENARIOS, SWITCHES } from '../src/index.js';
import { controlRoutes as bitgoRoutes } from '../src/bitgo/control-routes.js';
import { BITGO_DAMAGE } from '../src/bitgo/damage.js';
import { FAULTS as BITGO_FAULTS } from '../src/bitgo/faults.js';
import { LIES } from '../src/bitgo/lies.js';
import * as BitgoMachine from '../src/bitgo/machine.js';
import { ODD_FORMS } from '../src/bitgo/odd-error.js';
import { controlRoutes } from '../src/kraken-prime/control-routes.js';
import { KRAKEN_DAMAGE } from '../src/kraken-prime/damage.js';
import { FAULTS } from '../src/kraken-prime/faults.js';
import * as FaultQueue from '../src/fault/fault-queue.js';
import * as Machine from '../src/kraken-prime/machine.js';
import * as OffsetClock from '../src/offset-clock.js';

const README = new URL('../../README.md', import.meta.url);

const row = (...cells: ReadonlyArray<string>): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((cells) => row(...cells))].join('\n');

interface Described {
  readonly says: string;
}

const scenarioTable = (scenarios: Readonly<Record<string, Described>>): string =>
  table(
    ['name', 'what it is for'],
    Object.entries(scenarios).map(([name, { says }]) => [`\`${name}\``, says]),
  );

const switchTable = (
  switches: Readonly<
    Record<string, Described & { readonly default: unknown; readonly takes: string; readonly source: string }>
  >,
): string =>
  table(
    ['name', 'default', 'takes', 'what it decides', 'source'],
    Object.entries(switches).map(([name, spec]) => [
      `\`${name}\``,
      `\`${String(spec.default)}\``,
      spec.takes,
      spec.says,
      spec.source,
    ]),
  );

const faultTable = (faults: Readonly<Record<string, Described & { readonly takes: string }>>): string =>
  table(
    ['kind', '`with`', 'what it does'],
    Object.entries(faults).map(([kind, { takes, says }]) => [`\`${kind}\``, `\`${takes}\``, says]),
  );

const names = (list: ReadonlyArray<string>): string => `${list.map((name) => `\`${name}\``).join(', ')}.`;

const TABLES: Readonly<Record<string, string>> = {
  scenarios: scenarioTable(SCENARIOS),
  switches: switchTable(SWITCHES),
  faults: faultTable(FAULTS),
  damages: names(Object.keys(KRAKEN_DAMAGE)),
  'bitgo-scenarios': scenarioTable(BITGO_SCENARIOS),
  'bitgo-switches': switchTable(BITGO_SWITCHES),
  'bitgo-faults': faultTable(BITGO_FAULTS),
  'bitgo-damages': names(Object.keys(BITGO_DAMAGE)),
  'bitgo-odd-errors': names(ODD_FORMS),
  'bitgo-lies': table(
    ['lie', 'what is wrong with the payload'],
    Object.entries(LIES).map(([name, { says }]) => [`\`${name}\``, says]),
  ),
  'bitgo-refusals': table(
    ['name', 'status', '`errorName`', '`error`'],
    Object.entries(REFUSALS).map(([name, { status, errorName, error }]) => [
      `\`${name}\``,
      `${status}`,
      `\`${errorName}\``,
      error,
    ]),
  ),
};

/** The file with every generated table put in its place. `UPDATE=1` writes it. */
const fresh = (text: string): string =>
  Object.entries(TABLES).reduce((whole, [name, content]) => {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before = '', rest = ''] = whole.split(open);
    return `${before}${open}\n\n${content}\n\n${close}${rest.split(close)[1] ?? ''}`;
  }, text);

/** The formatter pads the cells of a table; what they say is the same. */
const unpadded = (text: string): string => text.replaceAll(/-{3,}/g, '---').replaceAll(/[ \n]+/g, ' ');

describe('the README', () => {
  it('has the tables that the code gives (UPDATE=1 rewrites them)', async () => {
    const text = await readFile(README, 'utf8');
    if (process.env['UPDATE'] === '1') await writeFile(README, fresh(text));
    expect(unpadded(await readFile(README, 'utf8'))).toBe(unpadded(fresh(text)));
  });

  it('names every control route of each venue and no other', async () => {
    const [kraken = '', bitgo = ''] = (await readFile(README, 'utf8')).split('\n## BitGo\n');
    const clock = OffsetClock.make(0);
    const krakenRoutes = controlRoutes(Machine.make(), FaultQueue.make(FAULTS, undefined), clock);
    expect(routesIn(kraken)).toEqual(Object.keys(krakenRoutes).toSorted());
    const routes = bitgoRoutes(BitgoMachine.make(), FaultQueue.make(BITGO_FAULTS, undefined), clock);
    expect(routesIn(bitgo)).toEqual(Object.keys(routes).toSorted());
  });
});

const routesIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/^\| `((?:GET|POST|DELETE) \/[a-z-]+)`/gm)].map((found) => found[1] ?? '').toSorted();
