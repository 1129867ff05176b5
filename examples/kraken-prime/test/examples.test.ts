import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const run = async (script: string): Promise<string> => {
  const file = fileURLToPath(new URL(`../src/${script}.js`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [file], { timeout: 60_000 });
  return stdout;
};

const ourTransfers = (out: string): ReadonlyArray<string> =>
  out.split('\n').filter((line) => line.includes('caused by our call'));

describe('The examples', () => {
  test('settle comes to the end', async () => {
    expect(await run('settle')).toMatch(/The settlement is (Settled|Final)\./);
  }, 60_000);

  test('watch sends nothing', async () => {
    const out = await run('watch');
    expect(out).toMatch(/PartlySettled: .*USD Settled/);
    expect(ourTransfers(out)).toHaveLength(0);
  }, 60_000);

  test('a request that never arrived is proven void and goes again; one that did is not sent twice', async () => {
    const out = await run('unknown-outcome');
    expect(out).toMatch(/It is proven that attempt 1 to settle 40 ETH of \w+ had no effect/);
    expect(out).toMatch(/Attempt 2 to settle 40 ETH/);
    expect(out).not.toMatch(/Attempt 2 to settle 1\.50000001 BTC/);
    expect(ourTransfers(out)).toHaveLength(2);
  }, 60_000);
});
