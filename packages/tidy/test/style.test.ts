import { describe, expect, test } from '@jest/globals';
import { type SourceFile, filesLike } from './repository.js';

const sources = filesLike(/^packages\/[a-z-]+\/src\/.*\.ts$/);
const tests = filesLike(/^(packages|examples)\/(?!tidy\/)[a-z-]+\/test\/.*\.ts$/);
const all = filesLike(/^(packages|examples)\/.*\.(ts|mjs|js)$/);

const withoutComments = ({ text }: SourceFile): string =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=\s)\/\/.*$/gm, '');
const where = (files: ReadonlyArray<SourceFile>, pattern: RegExp): ReadonlyArray<string> =>
  files.flatMap((file) =>
    withoutComments(file)
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${file.name}: ${line.trim()}`),
  );

describe('Style', () => {
  test('no file of code is longer than 300 lines; tables of cases in tests may be', () => {
    const isTest = /\/test\//;
    const most = (name: string): number => (isTest.test(name) ? 700 : 300);
    expect(
      all.filter((file) => file.lines > most(file.name)).map((file) => `${file.name}: ${file.lines}`),
    ).toEqual([]);
  });

  test('no file has a name that says nothing', () => {
    const vague = /(^|\/)(utils?|helpers?|common|misc|manager|service|types)(\.[a-z]+)?$/;
    expect(all.map((file) => file.name).filter((name) => vague.test(name))).toEqual([]);
  });

  test('no source of a library throws but the assertion of an invariant', () => {
    const libraries = sources.filter(
      (file) => !/\/(invariant|sandbox|simulation|conformance)/.test(file.name),
    );
    expect(where(libraries, /\bthrow\b(?!.*['`]invariant: )/)).toEqual([]);
  });

  test('no test sleeps or mocks a module', () => {
    expect(
      where(tests, /jest\.mock|unstable_mockModule|setTimeout\((resolve|done)|timers\/promises/),
    ).toEqual([]);
  });

  test('N2: no JS number is made of an amount in the modules that handle money', () => {
    const money = sources.filter((file) =>
      /\/core\/src\/(amount|plan)\/|\/kraken-prime\/src\/(translate|judge)/.test(file.name),
    );
    expect(money.length).toBeGreaterThan(5);
    expect(where(money, /\bNumber\(|parseFloat|parseInt|Math\.(round|floor|ceil|trunc)|toPrecision/)).toEqual(
      [],
    );
  });

  test('K2: nothing that looks like a key is in the repository outside the files of published vectors', () => {
    const keyLike =
      /(?<![A-Za-z0-9+/]|sha512-)[A-Za-z0-9+/]{86}==|xprv[A-Za-z0-9]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY/;
    const secret = `${'A'.repeat(86)}==`;
    expect(keyLike.test(`"secret": "${secret}"`)).toBe(true);
    // The sum of a package in a lock file.
    expect(keyLike.test(`"integrity": "sha512-${secret}"`)).toBe(false);
    const files = filesLike(/^(packages|examples|docs|README|ARCHITECTURE|CONTRIBUTING|\.ci)/);
    const found = files.filter((file) => keyLike.test(file.text)).map((file) => file.name);
    expect(found.filter((name) => !/vector|fixture|\.pem$/.test(name))).toEqual([]);
  });
});
