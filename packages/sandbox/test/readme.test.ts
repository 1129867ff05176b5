import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { SCENARIOS, SWITCHES } from '../src/index.js';
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

const TABLES: Readonly<Record<string, string>> = {
  scenarios: table(
    ['name', 'what it is for'],
    Object.entries(SCENARIOS).map(([name, { says }]) => [`\`${name}\``, says]),
  ),
  switches: table(
    ['name', 'default', 'takes', 'what it decides', 'source'],
    Object.entries(SWITCHES).map(([name, spec]) => [
      `\`${name}\``,
      `\`${spec.default}\``,
      spec.takes,
      spec.says,
      spec.source,
    ]),
  ),
  faults: table(
    ['kind', '`with`', 'what it does'],
    Object.entries(FAULTS).map(([kind, { takes, says }]) => [`\`${kind}\``, `\`${takes}\``, says]),
  ),
  damages: `${Object.keys(KRAKEN_DAMAGE)
    .map((name) => `\`${name}\``)
    .join(', ')}.`,
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

  it('names every control route and no other', async () => {
    const routes = controlRoutes(Machine.make(), FaultQueue.make(FAULTS, undefined), OffsetClock.make(0));
    const text = await readFile(README, 'utf8');
    const named = [...text.matchAll(/^\| `((?:GET|POST|DELETE) \/[a-z-]+)`/gm)].map(
      (found) => found[1] ?? '',
    );
    expect(named.toSorted()).toEqual(Object.keys(routes).toSorted());
  });
});
