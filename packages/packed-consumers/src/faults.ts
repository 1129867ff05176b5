import { isBuiltin } from 'node:module';
import path from 'node:path';
import { requirementsOf, targetsOf } from './manifest.js';
import type { Tarball } from './tarball.js';

/** The most that one package may weigh. Units: bytes, compressed. */
const sizeMax = 1024 * 1024;
const always = new Set(['package.json', 'README.md', 'LICENSE']);

/** Everything that is wrong with a package as it would be published, in sentences; nothing, if it may go out. */
export const faultsOf = (tarball: Tarball): ReadonlyArray<string> =>
  [missing, leaked, unlike, dangling, undeclared, unresolved].flatMap((check) =>
    check(tarball).map((what) => `${tarball.manifest.name}: ${what}`),
  );

const missing = ({ manifest, files, size }: Tarball): ReadonlyArray<string> => [
  ...[...always, ...targetsOf(manifest)]
    .filter((name) => !files.has(name))
    .map((name) => `${name} is missing`),
  ...(targetsOf(manifest).length === 0 ? ['it exports nothing'] : []),
  ...(manifest.type === 'module' ? [] : ['its type is not module']),
  ...(manifest.license === 'Apache-2.0' ? [] : ['its license is another one']),
  ...(manifest.engines?.['node'] === undefined ? ['it does not say which Node it needs'] : []),
  ...(size <= sizeMax ? [] : [`it weighs ${size} bytes`]),
];

/** What is in it and should have stayed at home. */
const leaked = ({ manifest, files }: Tarball): ReadonlyArray<string> => [
  ...[...files.keys()]
    .filter((name) => !always.has(name) && !/^(dist\/(src|bundle)|src|bin)\//.test(name))
    .concat(
      [...files.keys()].filter((name) =>
        /(^|\/)(\.|tests?\/|fixtures?\/)|\.(test|spec)\.|tsbuildinfo/.test(name),
      ),
    )
    .map((name) => `${name} does not belong there`),
  ...Object.keys(manifest.scripts ?? {})
    .filter((name) => /install$|^prepare$/.test(name))
    .map((name) => `its script ${name} would run where it is installed`),
];

/** What was built of a source that is gone, and what was not built; a bundle holds what its package runs. */
const unlike = ({ files }: Tarball): ReadonlyArray<string> => {
  const bundled = files.has('dist/bundle/index.js');
  const names = [...files.keys()];
  const sources = names.filter((name) => /^src\/.*\.ts$/.test(name)).map((name) => name.slice(4, -3));
  const built = names.flatMap((name) => /^dist\/src\/(.*?)\.(?:d\.ts|js)(?:\.map)?$/.exec(name)?.[1] ?? []);
  return [
    ...[...new Set(built)]
      .filter((name) => !sources.includes(name))
      .map((name) => `dist/src/${name} has no source`),
    ...sources
      .filter((name) => !files.has(`dist/src/${name}.d.ts`) || !(bundled || files.has(`dist/src/${name}.js`)))
      .map((name) => `src/${name}.ts is not built`),
  ];
};

/** Imports of files that are not there. */
const dangling = ({ files }: Tarball): ReadonlyArray<string> =>
  specifiers(files)
    .filter(([, specifier]) => specifier.startsWith('.'))
    .filter(([name, specifier]) => {
      const target = path.posix.join(path.posix.dirname(name), specifier);
      return !files.has(name.endsWith('.d.ts') ? target.replace(/\.js$/, '.d.ts') : target);
    })
    .map(([name, specifier]) => `${name} imports ${specifier}, which is not there`);

/** Imports of packages that it does not bring along. */
const undeclared = ({ manifest, files }: Tarball): ReadonlyArray<string> => {
  const declared = new Set(requirementsOf(manifest).map(([name]) => name));
  return specifiers(files)
    .filter(([, specifier]) => !specifier.startsWith('.') && !isBuiltin(specifier))
    .map(([name, specifier]): readonly [string, string] => [name, packageOf(specifier)])
    .filter(([, needed]) => !declared.has(needed) && needed !== manifest.name)
    .map(([name, needed]) => `${name} imports ${needed}, which it does not declare`);
};

/** Versions that only mean something inside this repository. */
const unresolved = ({ manifest }: Tarball): ReadonlyArray<string> =>
  requirementsOf(manifest)
    .filter(([, range]) => /^(workspace|catalog|file|link):/.test(range))
    .map(([name, range]) => `it asks for ${name} as ${range}`);

/** A static import or re-export, an import of nothing, and an import at run time or in a type. */
const importing =
  /^(?:import|export)\b[^'";=]*?\bfrom ['"]([^'"]+)['"]|^import ['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm;

const specifiers = (
  files: ReadonlyMap<string, string>,
): ReadonlyArray<readonly [file: string, specifier: string]> =>
  [...files]
    .filter(([name]) => /\.(js|d\.ts)$/.test(name))
    .flatMap(([name, text]) => {
      const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '');
      const found = code.matchAll(importing);
      return [...found].map(([, ...one]): readonly [string, string] => [
        name,
        one.find((some) => some !== undefined) ?? '',
      ]);
    });

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
