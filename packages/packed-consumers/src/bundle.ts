import path from 'node:path';
import { build } from 'esbuild';

/**
 * Makes one file of a package's modules, for its tarball. Run by the package's `prepack`, in its folder.
 *
 * Each module that Node has to find, read and link costs a third of a millisecond; core has two hundred. What is bundled is
 * this package alone: what it depends on stays where it is, so that there is one of each.
 */
await build({
  entryPoints: [path.resolve('dist/src/index.js')],
  outfile: path.resolve('dist/bundle/index.js'),
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'warning',
});
