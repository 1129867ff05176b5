import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { enumerate, faultsAt } from '@legwork/testkit';
import { worlds } from '../src/worlds.js';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));

describe('M1, M2, M4, M5, M9, X1, D1, D2, L1, against the ground truth', () => {
  test.each([...worlds])('every fault: %s', (_name, make) => {
    const { schedules, failures } = enumerate(make, 1);
    expect(failures).toEqual([]);
    expect(schedules).toBeGreaterThan(10);
  });

  test('every fault and every pair of faults, in every scenario', () => {
    // In a process of its own: the code runs there as it does in production, and several times faster than in here.
    const printed = execFileSync(process.execPath, [main, '--pairs', '--json'], { encoding: 'utf8' });
    const { rows, violations }: { rows: ReadonlyArray<{ schedules: number }>; violations: number } =
      JSON.parse(printed);
    expect(violations).toBe(0);
    expect(rows.length).toBe(worlds.size);
    expect(Math.min(...rows.map((row) => row.schedules))).toBeGreaterThan(90);
  }, 240_000);

  test('every kind of cut point has faults', () => {
    expect(Object.values(faultsAt).every((kinds) => kinds.length > 0)).toBe(true);
  });
});
