import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Tried, compile, install, use } from './consumer.js';
import { faultsOf } from './faults.js';
import { nodeBinary } from './node-binary.js';
import { packAll } from './pack.js';
import type { Tarball } from './tarball.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..');
const usage = `Usage: npm run packed -- [--nodes 20,22,24,26] [--out FOLDER]

Packs every public package, looks at what is in it, installs the tarballs in a clean ESM and a clean CommonJS project, compiles
both with TypeScript 6 and 7 and skipLibCheck off, and settles sandbox batches in them, over got and over undici, on each Node.

  --nodes LIST   the major versions of Node; the others than this one come from npm's registry
  --out FOLDER   only packs, and leaves the tarballs there
`;

const out = (text: string): void => void process.stdout.write(`${text}\n`);

const show = (tried: ReadonlyArray<Tried>): boolean => {
  for (const { what, ok, said } of tried) out(ok ? `ok    ${what}` : `FAILS ${what}\n${said}`);
  return tried.every(({ ok }) => ok);
};

/** What somebody asks for on the command line; `undefined` when it cannot be read. */
const readArguments = (
  args: Array<string>,
): { readonly nodes: ReadonlyArray<string>; readonly only?: string } | undefined => {
  const options = { nodes: { type: 'string', default: '20,22,24,26' }, out: { type: 'string' } } as const;
  try {
    const { nodes, out: only } = parseArgs({ args, options }).values;
    if (!/^\d+(,\d+)*$/.test(nodes)) return undefined;
    return { nodes: nodes.split(','), ...(only === undefined ? {} : { only: path.resolve(only) }) };
  } catch {
    return undefined;
  }
};

/** What the packages use where somebody has installed it, such as undici, in the versions that they take. */
const peersOf = (tarballs: ReadonlyArray<Tarball>): Readonly<Record<string, string>> =>
  Object.assign({}, ...tarballs.map(({ manifest }) => manifest.peerDependencies));

const judge = async (folder: string, nodes: ReadonlyArray<string>): Promise<boolean> => {
  const tarballs = await packAll(root, path.join(folder, 'tarballs'));
  if (typeof tarballs === 'string') return show([{ what: 'packing', ok: false, said: tarballs }]);
  for (const { manifest, size, files } of tarballs)
    out(`      ${manifest.name} ${manifest.version}: ${files.size} files, ${Math.ceil(size / 1024)} KiB`);
  const faults = tarballs.flatMap(faultsOf);
  const good = show([
    { what: 'the tarballs hold what they should', ok: faults.length === 0, said: faults.join('\n') },
  ]);
  const site = { folder: path.join(folder, 'projects'), root };
  if (!show([await install(site, tarballs, peersOf(tarballs))]) || !show(await compile(site))) return false;
  const found = await Promise.all(nodes.map((major) => nodeBinary(major, folder)));
  const onEach = found.map(async (node) => {
    if (node._tag === 'Found') return show(await use(site, node));
    out(
      `\n***** SKIPPED: Node ${node.major} cannot be had here, so nothing was tried on it (${node.why}) *****\n`,
    );
    return true;
  });
  const somewhere = found.some(({ _tag }) => _tag === 'Found');
  return (await Promise.all(onEach)).every((one) => one) && good && somewhere;
};

const main = async (): Promise<number> => {
  const asked = readArguments(process.argv.slice(2));
  if (asked === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  if (asked.only !== undefined) {
    const tarballs = await packAll(root, asked.only);
    out(typeof tarballs === 'string' ? tarballs : `${tarballs.length} tarballs are in ${asked.only}`);
    return typeof tarballs === 'string' ? 1 : 0;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'legwork-packed-'));
  try {
    return (await judge(folder, asked.nodes)) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

process.exitCode = await main();
