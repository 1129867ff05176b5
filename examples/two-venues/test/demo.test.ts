import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';

const fileOf = (where: string): string => fileURLToPath(new URL(where, import.meta.url));

describe('The demo', () => {
  let out = '';

  beforeAll(async () => {
    const run = promisify(execFile)(process.execPath, [fileOf('../src/demo.js')], { timeout: 30_000 });
    out = (await run).stdout;
  }, 60_000);

  test('settles every leg at Kraken Prime once, one of them with a lost reply', () => {
    expect(out).toMatch(/kraken-prime legwork: Attempt 1 to settle 1\.50000001 BTC of \w+ is unknown/);
    expect(out).toMatch(/settle 1\.50000001 BTC of B_\w+: done\./);
    expect(out).toMatch(/settle 40 ETH of B_\w+: done\./);
    expect(out.split('\n').filter((line) => line.includes('caused by our call'))).toHaveLength(2);
  });

  test('refuses the payload that was altered before it is signed, and says why', () => {
    expect(out).toMatch(/bitgo, bitcoin-sale: nothing was created/);
    expect(out).toMatch(/nothing of it moved \(Nothing was signed: .*sendSubtotal: Differs/);
    expect(out).toMatch(
      /payloads altered by the venue: 1; payloads that we signed: 1,\n {2}of which altered: 0/,
    );
  });

  test('settles the honest one at BitGo, once', () => {
    expect(out).toMatch(/bitgo, bitcoin-sale-again: Final/);
    const moved = out.split('\n').filter((line) => line.includes(' pay: '));
    expect(moved.map((line) => line.trim()).toSorted()).toEqual([
      '4625050 ofctusd pay: counterparty -> requester',
      '50000000 ofctbtc pay: requester -> counterparty',
    ]);
  });

  test('prints one report of both, and that nothing was settled twice', () => {
    expect(out.match(/^3\. Report:$/gm)).toHaveLength(1);
    expect(out).toMatch(/Nothing was settled twice\./);
  });

  test('its program names no venue', () => {
    for (const name of ['program', 'report']) {
      const text = readFileSync(fileOf(`../../src/${name}.ts`), 'utf8');
      expect(text).not.toMatch(/kraken|bitgo/i);
    }
  });
});
