import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { installSize } from '../src/row/install-size.js';

const root = mkdtempSync(path.join(tmpdir(), 'legwork-install-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const write = (name: string, text: string): number => {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return text.length;
};
const manifest = (name: string, fields: object): number =>
  write(`${name}/package.json`, JSON.stringify(fields));

describe('What is installed', () => {
  const a = manifest('node_modules/a', {
    dependencies: { b: '1', c: '1' },
    optionalDependencies: { none: '1' },
  });
  const b =
    manifest('node_modules/b', { dependencies: { c: '1' } }) + write('node_modules/b/dist/b.js', 'bb');
  const c = manifest('node_modules/c', {}) + write('node_modules/c/c.js', 'ccc');
  const nested = manifest('node_modules/b/node_modules/c', {});

  test('is a package and all that it depends on, each version once, as Node finds it', () => {
    expect(installSize([path.join(root, 'node_modules', 'a')])).toEqual({
      bytes: a + b + c + nested,
      packages: 4,
    });
  });

  test('is nothing twice', () => {
    const both = ['a', 'c'].map((name) => path.join(root, 'node_modules', name));
    expect(installSize(both).packages).toBe(4);
  });

  test('leaves out what was compiled here, and of our own packages what is not published', () => {
    const native = manifest('node_modules/native', {}) + write('node_modules/native/binding.gyp', '{}');
    write('node_modules/native/build/big.o', 'x'.repeat(1_000));
    expect(installSize([path.join(root, 'node_modules', 'native')]).bytes).toBe(native);
    const ours = manifest('ours', { files: ['dist/src'] }) + write('ours/dist/src/index.js', 'oo');
    write('ours/test/index.test.js', 'x'.repeat(1_000));
    expect(installSize([path.join(root, 'ours')])).toEqual({ bytes: ours, packages: 1 });
  });
});
