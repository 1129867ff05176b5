// Makes a module of every ```ts block in the Markdown files and in the packages' doc comments, so that the build
// type-checks it and a test runs it. A block that opens with ```ts no-run is type-checked only; one that imports Jest's
// functions is a test, which Jest runs with all the others. What stands behind `// =>` has to be what comes out.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '..', '..');
const target = path.join(here, 'src');
const skipped = new Set(['node_modules', 'dist', 'api', 'test']);

const filesBelow = (folder, endings) =>
  readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(file, endings);
    return endings.some((ending) => file.endsWith(ending)) ? [file] : [];
  });

/** The code blocks of a text, each with the line it begins on; a doc comment's ` * ` is taken off. */
const blocksOf = (text) => {
  const blocks = [];
  let open;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.replace(/^\s*\* ?/, '');
    const fence = /^\s*```(.*)$/.exec(line)?.[1]?.trim();
    if (open === undefined && (fence === 'ts' || fence === 'ts no-run'))
      open = { line: index + 1, run: fence === 'ts', comment: raw !== line, code: [] };
    else if (open !== undefined && fence === '') {
      blocks.push(open);
      open = undefined;
    } else if (open !== undefined) open.code.push(open.comment ? line : raw);
  }
  return blocks;
};

const showing = /^(?<before>\s*(?:if \(.+?\) (?=[A-Z]))?)(?<expression>.+); \/\/ => (?<said>.+)$/;

/** Code in which every `expression; // => value` fails unless it is that value. */
const checked = (code) => {
  let values = 0;
  const lines = code.map((line) => {
    const { before, expression, said } = showing.exec(line)?.groups ?? {};
    if (expression === undefined) return line;
    values += 1;
    return `${before}shows(${expression}, ${JSON.stringify(said)});`;
  });
  return values === 0
    ? code
    : ["import { allShown, shows } from '../test/shows.js';", ...lines, `allShown(${values});`];
};

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
const sources = ['README.md', ...filesBelow('docs', ['.md']), ...filesBelow('packages', ['.md', '.ts'])];
for (const source of sources) {
  for (const { line, run, code } of blocksOf(readFileSync(path.join(root, source), 'utf8'))) {
    const kind = run ? (code.some((one) => one.includes("'@jest/globals'")) ? '.test' : '') : '.norun';
    const name = `${source.replaceAll(/[^A-Za-z0-9]+/g, '-')}-L${line}${kind}.ts`;
    writeFileSync(
      path.join(target, name),
      `// From ${source}, line ${line}.\n${checked(code).join('\n')}\nexport {};\n`,
    );
  }
}
