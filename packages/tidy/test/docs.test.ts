import { posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { deadLinks, linksOf, proseOf } from './markdown.js';
import { type SourceFile, filesLike, textOf } from './repository.js';

const pages = filesLike(/\.md$/);
const byName = new Map(pages.map((page) => [page.name, page]));
const files = filesLike(/^/).map(({ name }) => name);
const foldersOf = (name: string): ReadonlyArray<string> => {
  const folder = posix.dirname(name);
  return folder === '.' ? [] : [folder, ...foldersOf(folder)];
};
const names = new Set([...files, ...files.flatMap(foldersOf)]);
const page = (name: string, text: string): SourceFile => ({ name, text, lines: text.split('\n').length });

const glossaryName = 'docs/explanation/glossary.md';
const glossary = page(glossaryName, textOf(glossaryName));
const nouns = (index: string): ReadonlyArray<string> =>
  [...index.matchAll(/^export \* as (\w+) from/gm)].map(([, noun = '']) => noun);
const withoutEntry = (index: string): ReadonlyArray<string> => {
  const entries = linksOf(glossary);
  return nouns(index).filter(
    (noun) =>
      !entries.some(
        ({ text, target }) => text === noun && target === `docs/api/modules/_legwork_core.${noun}.html`,
      ),
  );
};

describe('Documentation', () => {
  test('no link leads nowhere, and no link to a heading either', () => {
    expect(pages.length).toBeGreaterThan(10);
    expect(pages.flatMap((one) => deadLinks(one, byName, names))).toEqual([]);
  });

  test.each([
    ['a file that is not there', '[a](nowhere.md)'],
    ['a heading that is not there', '[a](../README.md#what-it-never-was)'],
    ['a heading of its own page that is not there', '# One\n[a](#two)'],
  ])('the check of links finds %s', (_what, text) => {
    expect(deadLinks(page('docs/planted.md', text), byName, names)).toHaveLength(1);
  });

  test('the check of links lets the others pass', () => {
    const text =
      '# One & only: `x`\n[a](#one--only-x) [b](../README.md#in-code) [c](../packages/core) [d](https://example.org/x) [e](how-to/)';
    const planted = page('docs/planted.md', text);
    expect(
      deadLinks(planted, new Map([...byName, [planted.name, planted]]), new Set([...names, planted.name])),
    ).toEqual([]);
  });

  test('every page is found from the index', () => {
    const linked = new Set(
      linksOf(page('docs/README.md', textOf('docs/README.md'))).map(({ target }) => target),
    );
    const lost = pages
      .map(({ name }) => name)
      .filter((name) => name.startsWith('docs/') && name !== 'docs/README.md' && !linked.has(name));
    expect(lost).toEqual([]);
  });

  test('every noun that core exports as a module is in the glossary, and leads to its reference', () => {
    const index = textOf('packages/core/src/index.ts');
    expect(nouns(index).length).toBeGreaterThan(30);
    expect(withoutEntry(index)).toEqual([]);
    expect(withoutEntry("export * as Planted from './planted.js';")).toEqual(['Planted']);
  });

  test('the glossary has no entry twice', () => {
    const words = linksOf(glossary).map(({ text }) => text);
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([]);
  });

  test('the page on outcomes names every way in which a run does not begin, and every ending', () => {
    const outcomes = textOf('docs/how-to/integrate.md');
    const notBegun = textOf('packages/core/src/program/explain.ts').matchAll(/case '(\w+)'/g);
    const endings = textOf('packages/core/src/engine/ending.ts').matchAll(/_tag: '(\w+)'/g);
    const tags = [...notBegun, ...endings].map(([, tag = '']) => tag);
    expect(tags.length).toBeGreaterThan(15);
    expect(tags.filter((tag) => !outcomes.includes(`\`${tag}\``))).toEqual([]);
  });

  test('every example in a doc comment is code that is compiled and run', () => {
    const unfenced = ({ name, text }: SourceFile): ReadonlyArray<string> =>
      [...text.matchAll(/@example\n(?! *\* ```ts( no-run)?\n)(.*)/g)].map(
        ([, , line]) => `${name}: ${line ?? ''}`,
      );
    expect(filesLike(/^packages\/[a-z0-9-]+\/src\/.*\.ts$/).flatMap(unfenced)).toEqual([]);
    expect(unfenced(page('planted.ts', '/**\n * @example\n * x(1)\n */'))).toEqual(['planted.ts:  * x(1)']);
  });

  test('every script that a page tells its reader to run is there', () => {
    const scripts = new Set(
      filesLike(/(^|\/)package\.json$/).flatMap(({ text }) => {
        const manifest: { scripts?: Readonly<Record<string, string>> } = JSON.parse(text);
        return Object.keys(manifest.scripts ?? {});
      }),
    );
    const told = pages.flatMap(({ name, text }) =>
      [...text.matchAll(/\bnpm (?:test\b|run (?:-s )?(?<script>[a-z][\w:-]*))/g)].map(
        ({ groups }) => `${name}: ${groups?.['script'] ?? 'test'}`,
      ),
    );
    expect(told.length).toBeGreaterThan(5);
    expect(told.filter((one) => !scripts.has(one.split(': ')[1] ?? ''))).toEqual([]);
  });

  test('the reference is made of every package that can be imported', () => {
    const importable = filesLike(/^packages\/[a-z0-9-]+\/package\.json$/)
      .filter(({ text }) => !text.includes('"private": true') && text.includes('".": {'))
      .map(({ name }) => `../${posix.dirname(name)}`);
    const { entryPoints }: { entryPoints: ReadonlyArray<string> } = JSON.parse(textOf('docs/typedoc.json'));
    expect(entryPoints.toSorted()).toEqual(importable.toSorted());
  });

  test('every public package says what it is, in a README that the table of the front page leads to', () => {
    const published = filesLike(/^packages\/[a-z0-9-]+\/package\.json$/)
      .filter(({ text }) => !text.includes('"private": true'))
      .map(({ name }) => posix.dirname(name));
    const front = new Set(linksOf(page('README.md', textOf('README.md'))).map(({ target }) => target));
    expect(published.filter((name) => !names.has(`${name}/README.md`))).toEqual([]);
    expect(published.filter((name) => !front.has(name))).toEqual([]);
  });

  test('no page is a wall: a paragraph has at most 900 characters', () => {
    const walls = pages.flatMap((one) =>
      proseOf(one)
        .split(/\n{2,}/)
        .filter((part) => part.length > 900 && !/^[|<\-\d]/.test(part.trim()))
        .map((part) => `${one.name}: ${part.slice(0, 60)}`),
    );
    expect(walls).toEqual([]);
  });
});
