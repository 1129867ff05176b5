import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { whyNoPostgres } from '@legwork/postgres-for-tests';

const run = async (): Promise<string> => {
  const file = fileURLToPath(new URL('../src/many.js', import.meta.url));
  return (await promisify(execFile)(process.execPath, [file], { timeout: 90_000 })).stdout;
};

test('the job of a worker that was killed is finished by another one, once', async () => {
  const why = whyNoPostgres();
  if (why !== undefined) {
    // Where there has to be a server, a test that did not run has failed.
    expect(process.env['CI']).toBeUndefined();
    return;
  }
  const out = await run();
  expect(out).toMatch(/the first time: Created\n {3}the second time: Existing/);
  const [, killed = '', next = ''] =
    /2\. (settler-\d) has it, and is killed .*\n {3}(settler-\d) has it/.exec(out) ?? [];
  expect(next).not.toBe(killed);
  expect(out.split('\n').filter((line) => line.includes('caused by our call'))).toHaveLength(2);
  expect(out).toMatch(/Nothing moved twice\./);
}, 100_000);
