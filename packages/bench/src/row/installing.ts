import { fileURLToPath } from 'node:url';
import type { Bench } from '../harness/bench.js';
import type { Row } from '../harness/row.js';
import { spreadOf } from '../harness/spread.js';
import { peersFolder } from '../peer.js';
import { type InstallSize, installSize } from './install-size.js';

const home = fileURLToPath(new URL('../../..', import.meta.url));
const base = ['@legwork/core', '@legwork/node', '@legwork/http'];

/** How much is installed. */
export const installing: Bench = {
  title: 'Installing',
  run: async ({ tell }) => {
    tell('adding up what is installed');
    const ccxt = installSize(peersFolder, ['ccxt']);
    const trio = installSize(peersFolder, ['@bitgo/statics', '@bitgo/sdk-core', '@bitgo/sdk-api']);
    const kraken = installSize(home, [...base, '@legwork/kraken-prime']);
    const bitgo = installSize(home, [...base, '@legwork/bitgo']);
    const all = installSize(home, [
      ...base,
      '@legwork/kraken-prime',
      '@legwork/bitgo',
      '@legwork/journal-sqlite',
    ]);
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
  ours: InstallSize,
  against: string,
  theirs: InstallSize,
  factor: number | undefined,
): Row => ({
  what: `installed: ${what}`,
  against,
  target: factor === undefined ? { _tag: 'None' } : { _tag: 'TimesLess', factor },
  measured: { _tag: 'Ratio', spread: spreadOf([ours.bytes / theirs.bytes]) },
  note: `${shown(ours)} against ${shown(theirs)}.`,
});

const shown = ({ bytes, packages }: InstallSize): string =>
  `${(bytes / 1e6).toFixed(1)} MB in ${packages} packages`;

const sum = (a: InstallSize, b: InstallSize): InstallSize => ({
  bytes: a.bytes + b.bytes,
  packages: a.packages + b.packages,
});
