import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from './command.js';
import type { Tarball } from './tarball.js';

/** A way to load modules, and what a project's `package.json` says to choose it. */
type Format = 'module' | 'commonjs';

const formats: ReadonlyArray<Format> = ['module', 'commonjs'];

/** What came of one thing that was tried. */
export interface Tried {
  readonly what: string;
  readonly ok: boolean;
  readonly said: string;
}

/** Where a stranger's projects are, and the compilers that are tried on them. */
export interface Site {
  readonly folder: string;
  readonly root: string;
}

const write = (file: string, value: unknown): void =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

/** Makes a project for each format, beside one installation of the tarballs, and of what else is wanted, that both find. */
export const install = async (
  site: Site,
  tarballs: ReadonlyArray<Tarball>,
  others: Readonly<Record<string, string>> = {},
): Promise<Tried> => {
  const ours = Object.fromEntries(tarballs.map(({ manifest, file }) => [manifest.name, `file:${file}`]));
  const fpTs = tarballs.flatMap(({ manifest }) => manifest.dependencies?.['fp-ts'] ?? [])[0] ?? '*';
  mkdirSync(site.folder, { recursive: true });
  write(path.join(site.folder, 'package.json'), {
    private: true,
    dependencies: { ...others, ...ours, 'fp-ts': fpTs },
    devDependencies: { '@types/node': '^20.19.0' },
    overrides: Object.fromEntries(Object.keys(ours).map((name) => [name, `$${name}`])),
  });
  for (const format of formats) project(site, format, tarballs);
  const flags = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const { ok, said } = await run('npm', ['install', ...flags], { cwd: site.folder, timeoutMs: 240_000 });
  return { what: 'npm installs the tarballs', ok, said };
};

const project = ({ folder, root }: Site, format: Format, tarballs: ReadonlyArray<Tarball>): void => {
  const at = path.join(folder, format);
  mkdirSync(at, { recursive: true });
  write(path.join(at, 'package.json'), { private: true, type: format });
  write(path.join(at, 'tsconfig.json'), {
    compilerOptions: {
      module: 'nodenext',
      target: 'es2022',
      lib: ['es2022'],
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      rootDir: '.',
    },
    include: ['*.ts'],
  });
  copyFileSync(path.join(root, 'packages/packed-consumers/consumer/settle.ts'), path.join(at, 'settle.ts'));
  writeFileSync(path.join(at, 'every.ts'), everyImport(tarballs));
};

/** A module that imports every package which can be imported, and knows that none of them is empty. */
const everyImport = (tarballs: ReadonlyArray<Tarball>): string => {
  const names = tarballs.flatMap(({ manifest: { name, exports } }) =>
    exports?.['.'] === undefined ? [] : [name],
  );
  return [
    ...names.map((name, index) => `import * as p${index} from '${name}';`),
    `const every = { ${names.map((name, index) => `'${name}': p${index}`).join(', ')} };`,
    'const empty = Object.entries(every).filter(([, found]) => Object.keys(found).length === 0);',
    "console.log(empty.length === 0 ? 'Every package was imported.' : `${String(empty)} exports nothing`);\n",
  ].join('\n');
};

const compilers = { 'TypeScript 6': 'tsc6', 'TypeScript 7': 'tsc' };

/** Compiles both projects with both compilers, the packages' declarations included. */
export const compile = ({ folder, root }: Site): Promise<ReadonlyArray<Tried>> =>
  Promise.all(
    Object.entries(compilers).flatMap(([compiler, bin]) =>
      formats.map(async (format): Promise<Tried> => {
        const given = ['-p', path.join(folder, format), '--outDir', path.join(folder, format, bin)];
        const { ok, said } = await run(path.join(root, 'node_modules/.bin', bin), given, { cwd: folder });
        return { what: `${compiler} compiles the ${format} project`, ok, said };
      }),
    ),
  );

/** Runs what was compiled on one Node: imports everything, settles a batch, starts the programs. */
export const use = (
  { folder }: Site,
  node: { readonly file: string; readonly version: string },
): Promise<ReadonlyArray<Tried>> => {
  const expectOf = async (what: string, given: ReadonlyArray<string>, printed: RegExp): Promise<Tried> => {
    const { ok, out, said } = await run(node.file, given, { cwd: folder });
    return { what: `Node ${node.version}: ${what}`, ok: ok && printed.test(out), said };
  };
  const ofFormat = (format: Format, bin: string): ReadonlyArray<Promise<Tried>> => [
    expectOf(
      `the ${format} project by ${bin} imports every package`,
      [path.join(folder, format, bin, 'every.js')],
      /^Every package was imported\.$/m,
    ),
    expectOf(
      `the ${format} project by ${bin} loads the curve and settles a batch over either client`,
      [path.join(folder, format, bin, 'settle.js')],
      /^The curve is there\.\nThe settlement over got is Settled\.\nThe settlement over undici is Settled\.$/m,
    ),
  ];
  const ofProgram = (name: string, ...given: ReadonlyArray<string>): Promise<Tried> =>
    expectOf(`${name} says what it does`, [`node_modules/.bin/${name}`, ...given], /^Usage: legwork/m);
  return Promise.all([
    ...formats.flatMap((format) => Object.values(compilers).flatMap((bin) => ofFormat(format, bin))),
    ofProgram('legwork', 'help'),
    ofProgram('legwork-sandbox', '--help'),
  ]);
};
