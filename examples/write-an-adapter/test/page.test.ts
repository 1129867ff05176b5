import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { planted } from './fixture/planted.js';

const here = new URL('../../', import.meta.url);
const pageUrl = new URL('../../docs/how-to/write-an-adapter.md', here);
const page = readFileSync(pageUrl, 'utf8');

/** A block of code on the page, and the file that it was last said to stand in. */
interface Excerpt {
  readonly file: string;
  readonly code: string;
}

const excerptsOf = (text: string): ReadonlyArray<Excerpt> => {
  const excerpts: Array<Excerpt> = [];
  let file = '';
  for (const { groups } of text.matchAll(
    /^`(?<file>(?:src|test)\/\S+)`:$|^```(?<kind>\w+)\n(?<code>[\s\S]*?)\n```$/gm,
  )) {
    if (groups?.['file'] !== undefined) file = groups['file'];
    else if (groups?.['kind'] === 'typescript') excerpts.push({ file, code: groups['code'] ?? '' });
  }
  return excerpts;
};

/** The lines as they are, but for the indentation that all of them share. */
const dedented = (lines: ReadonlyArray<string>): string => {
  const indents = lines.filter((line) => line !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  return lines.map((line) => line.slice(Math.min(...indents))).join('\n');
};

const standsIn = (source: string, code: string): boolean => {
  const lines = source.split('\n');
  const length = code.split('\n').length;
  return lines.some((_, at) => dedented(lines.slice(at, at + length)) === code);
};

const sourceOf = (file: string): string => readFileSync(new URL(file, here), 'utf8');

const excerpts = excerptsOf(page);

describe('docs/how-to/write-an-adapter.md', () => {
  test('shows something of every step', () => {
    expect(excerpts.length).toBeGreaterThan(15);
    expect(page).not.toMatch(/^```ts\b/m);
  });

  test.each(excerpts)('what it shows of $file stands there to the letter', ({ file, code }) => {
    expect(standsIn(sourceOf(file), code)).toBe(true);
  });

  test('the check can fail: a letter, a line or an indentation that is another', () => {
    const source = 'const a = {\n  b: 1,\n};\n';
    expect(standsIn(source, 'const a = {\n  b: 1,\n};')).toBe(true);
    for (const other of ['const a = {\n  b: 2,\n};', 'const a = {\n};', 'const a = {\nb: 1,\n};'])
      expect(standsIn(source, other)).toBe(false);
  });

  test('names the mistakes that are planted, each with the case that catches it', () => {
    const rows = [...page.matchAll(/^\| (?<mistake>.*?) +\| (?<by>.*?) +\|$/gm)].map(({ groups }) => ({
      mistake: groups?.['mistake'],
      caughtBy: groups?.['by'],
    }));
    const listed = planted.map(({ mistake, caughtBy }) => ({ mistake, caughtBy }));
    const from = rows.findIndex(({ mistake }) => mistake === listed[0]?.mistake);
    expect(rows.slice(from, from + listed.length)).toEqual(listed);
  });

  test('every link leads to a file', () => {
    const links = [...page.matchAll(/\]\((?<to>[^)#]+)/g)].map(({ groups }) => groups?.['to'] ?? '');
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((to) => !existsSync(fileURLToPath(new URL(to, pageUrl))))).toEqual([]);
  });

  test('the table of files names every file of the adapter', () => {
    const files = readdirSync(new URL('src/adapter', here)).filter((file) => file !== 'index.ts');
    expect(files.filter((file) => !page.includes(`| \`${file}\``))).toEqual([]);
  });
});

describe('The example', () => {
  const linesOf = (folder: string): number =>
    readdirSync(new URL(folder, here)).flatMap((file) => sourceOf(`${folder}/${file}`).trimEnd().split('\n'))
      .length;

  test('has fewer than 400 lines in the adapter, counted whole, and fewer than 400 lines in the sandbox', () => {
    expect(linesOf('src/adapter')).toBeGreaterThan(100);
    expect(linesOf('src/adapter')).toBeLessThan(400);
    expect(linesOf('src/sandbox')).toBeLessThan(400);
  });

  test('lets adapter and sandbox share no line, and the program name no part of the adapter but its front door', () => {
    const importsOf = (folder: string): ReadonlyArray<string> =>
      readdirSync(new URL(folder, here)).flatMap((file) =>
        [...sourceOf(`${folder}/${file}`).matchAll(/from '([^']+)'/g)].map((found) => found[1] ?? ''),
      );
    expect(importsOf('src/sandbox').filter((name) => !/^node:|^\.\/[a-z]+\.js$/.test(name))).toEqual([]);
    expect(importsOf('src/adapter').filter((name) => name.includes('sandbox'))).toEqual([]);
    expect(sourceOf('src/settle-a-deal.ts').match(/\.\/adapter\/[a-z-]+\.js/g)).toEqual([
      './adapter/index.js',
    ]);
  });
});
