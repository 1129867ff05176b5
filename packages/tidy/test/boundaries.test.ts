import { posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type SourceFile, filesLike, importsOf, textOf } from './repository.js';

/** What the sources of a package may import besides their own files. Node built-ins count as `node`. */
const allowed: Readonly<Record<string, ReadonlyArray<string>>> = {
  core: ['decimal.js', 'fp-ts', 'io-ts'],
  node: ['@legwork/core', 'fp-ts', 'node'],
  http: ['@legwork/core', 'fp-ts', 'got', 'node', 'undici'],
  'journal-sqlite': ['@legwork/core', '@legwork/node', 'fp-ts', 'libsql', 'node'],
  cli: ['@legwork/core', '@legwork/journal-sqlite', '@legwork/node', '@legwork/runner-dbos', 'fp-ts', 'node'],
  opentelemetry: ['@legwork/core', '@opentelemetry/api', 'fp-ts'],
  bitgo: ['@legwork/core', '@legwork/http', 'fp-ts', 'io-ts', 'node', 'secp256k1'],
  'kraken-prime': ['@legwork/core', '@legwork/http', 'fp-ts', 'io-ts', 'node'],
  'packed-consumers': ['esbuild', 'node'],
  'postgres-for-tests': ['node', 'pg'],
  'runner-dbos': ['@dbos-inc/dbos-sdk', '@legwork/core', '@legwork/node', 'fp-ts', 'node', 'pg'],
  bench: [
    '@legwork/bitgo',
    '@legwork/chaos',
    '@legwork/core',
    '@legwork/http',
    '@legwork/journal-sqlite',
    '@legwork/kraken-prime',
    '@legwork/node',
    '@legwork/packed-consumers',
    '@legwork/testkit',
    'decimal.js',
    'fp-ts',
    'io-ts',
    'node',
  ],
  chaos: [
    '@legwork/bitgo',
    '@legwork/core',
    '@legwork/http',
    '@legwork/journal-sqlite',
    '@legwork/kraken-prime',
    '@legwork/node',
    '@legwork/postgres-for-tests',
    '@legwork/runner-dbos',
    '@legwork/sandbox',
    '@legwork/testkit',
    'fp-ts',
    'node',
    'pg',
  ],
  report: ['@legwork/core', 'fp-ts'],
  sandbox: ['node'],
  testkit: ['@legwork/core', 'fp-ts'],
  simulation: [
    '@legwork/bitgo',
    '@legwork/core',
    '@legwork/http',
    '@legwork/kraken-prime',
    '@legwork/sandbox',
    '@legwork/testkit',
    'fp-ts',
    'node',
  ],
};

const sources = filesLike(/^packages\/[a-z-]+\/src\/.*\.ts$/);
const packageOf = (name: string): string => name.split('/')[1] ?? '';
const moduleOf = (specifier: string): string => {
  if (specifier.startsWith('node:')) return 'node';
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
};

const strays = (file: SourceFile): ReadonlyArray<string> =>
  importsOf(file)
    .filter((specifier) => !specifier.startsWith('.'))
    .map(moduleOf)
    .filter((name) => !(allowed[packageOf(file.name)] ?? []).includes(name))
    .map((name) => `${file.name} imports ${name}`);

describe('Boundaries', () => {
  test('every package that has sources has its list of what it may import', () => {
    const packages = new Set(sources.map((file) => packageOf(file.name)));
    expect([...packages].filter((name) => allowed[name] === undefined)).toEqual([]);
  });

  test('no source imports what its package may not', () => {
    expect(sources.flatMap(strays)).toEqual([]);
  });

  test('the check can fail: a planted import of an adapter in core is found', () => {
    const planted = { name: 'packages/core/src/x.ts', text: "import { a } from '@legwork/bitgo';", lines: 1 };
    expect(strays(planted)).toEqual(['packages/core/src/x.ts imports @legwork/bitgo']);
  });

  test('no file reaches into another package by a path', () => {
    const home = (name: string): string => name.split('/').slice(0, 2).join('/');
    const reaching = filesLike(/^(packages|examples)\/.*\.ts$/).flatMap((file) =>
      importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .filter((specifier) => home(posix.join(posix.dirname(file.name), specifier)) !== home(file.name))
        .map((specifier) => `${file.name}: ${specifier}`),
    );
    expect(reaching).toEqual([]);
  });

  test('core and the testkit use no word of a venue in their code', () => {
    const words = /kraken|bitgo|api-sign|can_settle/i;
    const code = (file: SourceFile): string => file.text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    const found = sources.filter(
      (file) => ['core', 'testkit', 'http'].includes(packageOf(file.name)) && words.test(code(file)),
    );
    expect(found.map((file) => file.name)).toEqual([]);
  });

  test('every dependency that a package ships with is justified in ARCHITECTURE.md', () => {
    const architecture = textOf('ARCHITECTURE.md');
    const published = filesLike(/^packages\/[a-z-]+\/package\.json$/).filter(
      ({ text }) => !text.includes('"private": true'),
    );
    const shipped = published.flatMap(({ text }) => {
      const found = /"dependencies": \{([^}]*)\}/.exec(text)?.[1] ?? '';
      return [...found.matchAll(/"([^"]+)":/g)].map((one) => one[1] ?? '');
    });
    const missing = [...new Set(shipped)].filter((name) => !architecture.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });
});
