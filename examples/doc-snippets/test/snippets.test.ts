import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const folder = new URL('../src/', import.meta.url);
const snippets = readdirSync(folder).filter((file) => /^[^.]*\.js$/.test(file));

test('there are snippets to run', () => {
  expect(snippets.length).toBeGreaterThan(2);
});

test.each(snippets)(
  '%s runs to its end',
  async (file) => {
    // In a process of its own, as a reader would run it: it has to end by itself.
    const { stderr } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL(file, folder))], {
      timeout: 60_000,
    });
    expect(stderr).toBe('');
  },
  90_000,
);
