import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from '@jest/globals';

describe('Crash and resume', () => {
  let out = '';

  beforeAll(async () => {
    const file = fileURLToPath(new URL('../src/crash.js', import.meta.url));
    out = (await promisify(execFile)(process.execPath, [file], { timeout: 60_000 })).stdout;
  }, 60_000);

  test('the first process dies with a call under way, and the next one does not send it again', () => {
    expect(out).toMatch(/It ended with SIGKILL\./);
    const [before = '', after = ''] = out.split('2. Another process');
    const armed = /Attempt \d+ to settle [\d.]+ (\w+) of \w+ is written down/g;
    const [first, ...others] = [...before.matchAll(armed)].map((one) => one[1]);
    expect(others).toEqual([]);
    expect([...after.matchAll(armed)].map((one) => one[1])).not.toContain(first);
    expect(after.match(/settle [\d.]+ \w+ of \w+: done\./g)).toHaveLength(2);
  });

  test('everything is settled once, by the books of the venue', () => {
    expect(out.split('\n').filter((line) => line.includes('caused by our call'))).toHaveLength(2);
    expect(out).toMatch(/Nothing moved twice\./);
    expect(out).toMatch(/It ended with exit code 0\./);
  });
});
