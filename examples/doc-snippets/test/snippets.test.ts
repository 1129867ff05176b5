import { readdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const folder = new URL('../src/', import.meta.url);
const snippets = readdirSync(folder).filter((file) => file.endsWith('.js') && !file.endsWith('.norun.js'));

test('there are snippets to run', () => {
  expect(snippets.length).toBeGreaterThan(2);
});

test.each(snippets)('%s runs to its end', async (file) => {
  await expect(import(new URL(file, folder).href)).resolves.toBeDefined();
});
