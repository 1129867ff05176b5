import { createRequire } from 'node:module';
import path from 'node:path';
import { type Plugin, build } from 'esbuild';

/**
 * Makes one file of the modules that a package loads at once, for its tarball. Run by the package's `prepack`, in its folder.
 *
 * Each module that Node has to find, read and link costs a third of a millisecond: core has two hundred, and fp-ts, which has
 * no entry that Node can load as a module, another fifty. So the functions of fp-ts and io-ts that are used come along: they
 * work on plain data, and two copies of them never differ. Everything else that a package depends on stays where it is.
 */
const used: Plugin = {
  name: 'functions that are used',
  setup: (bundler) => {
    const found = createRequire(path.resolve('package.json'));
    const from = (folder: string) => (name: string) => ({ path: found.resolve(name, { paths: [folder] }) });
    bundler.onResolve({ filter: /^fp-ts\/lib\// }, ({ path: name, resolveDir }) =>
      from(resolveDir)(name.replace('/lib/', '/es6/')),
    );
    bundler.onResolve({ filter: /^fp-ts\/es6\// }, ({ path: name, resolveDir }) => from(resolveDir)(name));
    bundler.onResolve({ filter: /^io-ts$/ }, ({ resolveDir }) => from(resolveDir)('io-ts/es6/index.js'));
    bundler.onResolve({ filter: /^[^./]/ }, ({ path: name, kind }) =>
      kind === 'entry-point' ? undefined : { path: name, external: true },
    );
  },
};

await build({
  entryPoints: [path.resolve('dist/src/index.js')],
  outdir: path.resolve('dist/bundle'),
  bundle: true,
  // What is loaded at its first use stays apart.
  splitting: true,
  plugins: [used],
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
});
