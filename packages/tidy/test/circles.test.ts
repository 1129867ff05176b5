import { posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type SourceFile, filesLike, importsOf } from './repository.js';

/** Where no file may lead back to itself, not even by its types: whoever reads one can read on downwards. */
const sources = filesLike(/^packages\/(?:core|http|bitgo|kraken-prime)\/src\/.*\.ts$/);

/** The files that a circle goes through, in the order of their imports; none if there is none. */
const circleIn = (files: ReadonlyArray<SourceFile>): ReadonlyArray<string> => {
  const imports = new Map(
    files.map((file) => [
      file.name,
      importsOf(file)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => posix.join(posix.dirname(file.name), specifier.replace(/\.js$/, '.ts'))),
    ]),
  );
  const done = new Set<string>();
  const walk = (name: string, path: ReadonlyArray<string>): ReadonlyArray<string> => {
    if (path.includes(name)) return path.slice(path.indexOf(name));
    if (done.has(name)) return [];
    for (const next of imports.get(name) ?? []) {
      const circle = walk(next, [...path, name]);
      if (circle.length > 0) return circle;
    }
    done.add(name);
    return [];
  };
  for (const name of imports.keys()) {
    const circle = walk(name, []);
    if (circle.length > 0) return circle;
  }
  return [];
};

describe('Imports', () => {
  test('lead in no circle where money is decided', () => {
    expect(sources.length).toBeGreaterThan(200);
    expect(circleIn(sources)).toEqual([]);
  });

  test('the check can fail: a circle of three is found, types and re-exports included', () => {
    const file = (name: string, text: string): SourceFile => ({
      name: `packages/core/src/${name}`,
      text,
      lines: 1,
    });
    const planted = [
      file('a.ts', "import { b } from './in/b.js';"),
      file('in/b.ts', "export type { C } from './c.js';"),
      file('in/c.ts', "import type { A } from '../a.js';"),
      file('d.ts', "import { a } from './a.js';"),
    ];
    expect(circleIn(planted)).toEqual([
      'packages/core/src/a.ts',
      'packages/core/src/in/b.ts',
      'packages/core/src/in/c.ts',
    ]);
    expect(circleIn(planted.slice(1))).toEqual([]);
  });
});
