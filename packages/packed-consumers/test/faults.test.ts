import { describe, expect, test } from '@jest/globals';
import { faultsOf } from '../src/faults.js';
import type { Manifest } from '../src/manifest.js';
import type { Tarball } from '../src/tarball.js';

const manifest: Manifest = {
  name: '@legwork/planted',
  version: '1.2.3',
  license: 'Apache-2.0',
  type: 'module',
  engines: { node: '>=20.19' },
  exports: {
    '.': { types: './dist/src/index.d.ts', default: './dist/src/index.js' },
    './package.json': './package.json',
  },
  bin: { planted: './bin/planted.js' },
  dependencies: { 'fp-ts': '^2.16.11' },
};

const good: Readonly<Record<string, string>> = {
  'package.json': '{}',
  'README.md': '',
  LICENSE: '',
  'bin/planted.js': "import { a } from '../dist/src/index.js';",
  'src/index.ts': '',
  'dist/src/index.js':
    "import { pipe } from 'fp-ts/lib/function.js';\nimport fs from 'node:fs';\nconst a = await import('./a.js');",
  'dist/src/index.js.map': '',
  'dist/src/index.d.ts':
    "export type { A } from './a.js';\nexport declare const b: import('fp-ts/lib/Either.js').Either<string, A>;",
  'src/a.ts': '',
  'dist/src/a.js': "export const word = 'import';\nexport const from = 'elsewhere';",
  'dist/src/a.d.ts': "export type A = 'from' | 'b';",
};

const packed = (changed: Partial<Manifest>, files: Readonly<Record<string, string>> = good): Tarball => ({
  file: 'planted.tgz',
  size: 1_000,
  manifest: { ...manifest, ...changed },
  files: new Map(Object.entries(files)),
});

const without = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(good).filter(([file]) => file !== name));

describe('What is wrong with a tarball', () => {
  test('nothing, when nothing is', () => {
    expect(faultsOf(packed({}))).toEqual([]);
  });

  test('nothing, when a bundle holds what it runs and the declarations are there', () => {
    const { 'dist/src/a.js': _, 'dist/src/index.js': __, ...declared } = good;
    const files = { ...declared, 'bin/planted.js': '', 'dist/bundle/index.js': '' };
    const exports = { '.': { types: './dist/src/index.d.ts', default: './dist/bundle/index.js' } };
    expect(faultsOf(packed({ exports }, files))).toEqual([]);
  });

  test.each([
    ['no LICENSE', packed({}, without('LICENSE')), 'LICENSE is missing'],
    ['no README', packed({}, without('README.md')), 'README.md is missing'],
    [
      'no types where it points to them',
      packed({}, without('dist/src/index.d.ts')),
      'dist/src/index.d.ts is missing',
    ],
    ['no program where it points to one', packed({}, without('bin/planted.js')), 'bin/planted.js is missing'],
    ['nothing to import', packed({ exports: {}, bin: {} }), 'it exports nothing'],
    ['another module format', packed({ type: 'commonjs' }), 'its type is not module'],
    ['another license', packed({ license: 'MIT' }), 'its license is another one'],
    ['no word on Node', packed({ engines: {} }), 'it does not say which Node it needs'],
    ['more than it may weigh', { ...packed({}), size: 1_048_577 }, 'it weighs 1048577 bytes'],
    [
      'a test',
      packed({}, { ...good, 'dist/test/a.test.js': '' }),
      'dist/test/a.test.js does not belong there',
    ],
    ['a hidden file', packed({}, { ...good, 'src/.env': '' }), 'src/.env does not belong there'],
    [
      'what the compiler remembers',
      packed({}, { ...good, 'dist/src/.tsbuildinfo': '' }),
      'dist/src/.tsbuildinfo does not belong there',
    ],
    [
      'a script that runs where it is installed',
      packed({ scripts: { postinstall: 'node evil.js' } }),
      'its script postinstall would run where it is installed',
    ],
    ['what was built of a source that is gone', packed({}, without('src/a.ts')), 'dist/src/a has no source'],
    ['a source that was not built', packed({}, { ...good, 'src/c.ts': '' }), 'src/c.ts is not built'],
    [
      'an import of a file that is not there',
      packed({}, without('dist/src/a.js')),
      'dist/src/index.js imports ./a.js, which is not there',
    ],
    [
      'a type of a package that does not come along',
      packed({}, { ...good, 'dist/src/a.d.ts': "export type A = typeof import('pg');" }),
      'dist/src/a.d.ts imports pg, which it does not declare',
    ],
    [
      'an import of a package that does not come along',
      packed({ dependencies: {} }),
      'dist/src/index.js imports fp-ts, which it does not declare',
    ],
    [
      'a version that only means something at home',
      packed({ dependencies: { 'fp-ts': 'catalog:' } }),
      'it asks for fp-ts as catalog:',
    ],
    [
      'a peer of the workspace',
      packed({ peerDependencies: { '@legwork/core': 'workspace:^' } }),
      'it asks for @legwork/core as workspace:^',
    ],
  ])('%s', (_what, tarball, fault) => {
    expect(faultsOf(tarball)).toContain(`@legwork/planted: ${fault}`);
  });
});
