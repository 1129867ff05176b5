import path from 'node:path';
import type { Bench } from '../harness/bench.js';
import type { Row } from '../harness/row.js';
import { spreadOf } from '../harness/spread.js';
import { ourInstallation } from '../our-installation.js';
import { peersFolder } from '../peer.js';
import { type InstallSize, installSize } from './install-size.js';

const oursIn =
  (installed: string) =>
  (...names: ReadonlyArray<string>): InstallSize =>
    installSize(
      ['core', 'node', 'http', ...names].map((name) =>
        path.join(installed, 'node_modules', '@legwork', name),
      ),
    );
const theirs = (...names: ReadonlyArray<string>): InstallSize =>
  installSize(names.map((name) => path.join(peersFolder, 'node_modules', name)));

/** How much is installed. */
export const installing: Bench = {
  title: 'Installing',
  run: async ({ tell }) => {
    const ours = oursIn(await ourInstallation(tell));
    tell('adding up what is installed');
    const ccxt = theirs('ccxt');
    const trio = theirs('@bitgo/statics', '@bitgo/sdk-core', '@bitgo/sdk-api');
    const kraken = ours('kraken-prime');
    const bitgo = ours('bitgo');
    const all = ours('kraken-prime', 'bitgo', 'journal-sqlite');
    return [
      row('core, node, http, kraken-prime', kraken, 'ccxt', ccxt, 4),
      row('core, node, http, bitgo', bitgo, '@bitgo/statics, sdk-core, sdk-api', trio, 8),
      row(
        'both adapters and the SQLite journal',
        all,
        'ccxt and the three of BitGo',
        sum(ccxt, trio),
        undefined,
      ),
    ];
  },
};

const row = (
  what: string,
  one: InstallSize,
  against: string,
  other: InstallSize,
  factor: number | undefined,
): Row => ({
  what: `installed: ${what}`,
  against,
  target: factor === undefined ? { _tag: 'None' } : { _tag: 'TimesLess', factor },
  measured: { _tag: 'Ratio', spread: spreadOf([one.bytes / other.bytes]) },
  note: `${shown(one)} against ${shown(other)}.`,
});

const shown = ({ bytes, packages }: InstallSize): string =>
  `${(bytes / 1e6).toFixed(1)} MB in ${packages} packages`;

const sum = (a: InstallSize, b: InstallSize): InstallSize => ({
  bytes: a.bytes + b.bytes,
  packages: a.packages + b.packages,
});
