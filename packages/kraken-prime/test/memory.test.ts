import { expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const script = fileURLToPath(new URL('./memory.js', import.meta.url));

/** What `memory.ts` prints of one round. Units: MiB and milliseconds. */
interface Round {
  readonly heapAfterMiB: number;
  readonly heapHeldMiB: number;
  readonly decodeMs: number;
  readonly translateMs: number;
}

test('a batch of 100,000 legs and 1,000,000 trades leaves nothing behind', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--expose-gc',
    '--max-old-space-size=1024',
    script,
  ]);
  const rounds: ReadonlyArray<Round> = JSON.parse(stdout);
  const [first, second, third] = rounds.map(({ heapAfterMiB }) => heapAfterMiB);
  expect(rounds.length).toBe(3);
  expect(Math.abs((third ?? 0) - (first ?? Number.NaN))).toBeLessThan(4);
  expect(Math.abs((second ?? 0) - (first ?? Number.NaN))).toBeLessThan(4);
}, 120_000);
