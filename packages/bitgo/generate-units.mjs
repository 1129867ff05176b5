// Writes src/unit/ofc-table.ts from @bitgo/statics; with --check, only says whether it is what would be written.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { coins } = createRequire(import.meta.url)('@bitgo/statics');
const { version } = createRequire(import.meta.url)('@bitgo/statics/package.json');

const table = (network) => {
  const byDecimals = new Map();
  coins.forEach(({ name, network: { type }, decimalPlaces }) => {
    if (!name.startsWith('ofc') || type !== network) return;
    byDecimals.set(decimalPlaces, [...(byDecimals.get(decimalPlaces) ?? []), name.slice(3)]);
  });
  return [...byDecimals]
    .toSorted(([a], [b]) => a - b)
    .map(([decimals, names]) => `  '${decimals} ${names.toSorted().join(' ')}',\n`)
    .join('');
};

const text = `// Written by generate-units.mjs from @bitgo/statics ${version} (Apache-2.0). Do not edit.

/** Production currencies: each line the decimals, then the names without \`ofc\`. */
export const productionTable: ReadonlyArray<string> = [
${table('mainnet')}];

/** Test currencies, likewise. */
export const testTable: ReadonlyArray<string> = [
${table('testnet')}];
`;

const file = new URL('src/unit/ofc-table.ts', import.meta.url);
if (process.argv.includes('--check')) process.exitCode = readFileSync(file, 'utf8') === text ? 0 : 1;
else writeFileSync(file, text);
