import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { enumerate, faultsAt } from '@legwork/testkit';
import { scenarios } from '../src/kraken-prime/scenario.js';
import { makeSetup } from '../src/kraken-prime/setup.js';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));

describe('M1, M2, M4, M5, M9, X1, D1, D2, L1, against the ground truth', () => {
  test.each(Object.entries(scenarios))('every fault: %s', (_name, scenario) => {
    const { schedules, failures } = enumerate(() => makeSetup(scenario), 1);
    expect(failures).toEqual([]);
    expect(schedules).toBeGreaterThan(30);
  });

  test('every fault and every pair of faults, in every scenario', () => {
    // In a process of its own: the code runs there as it does in production, and several times faster than in here.
    const printed = execFileSync(process.execPath, [main, '--pairs', '--json'], { encoding: 'utf8' });
    const { rows, violations }: { rows: ReadonlyArray<{ schedules: number }>; violations: number } =
      JSON.parse(printed);
    expect(violations).toBe(0);
    expect(rows.length).toBe(Object.keys(scenarios).length);
    expect(Math.min(...rows.map((row) => row.schedules))).toBeGreaterThan(500);
  }, 240_000);

  test('every kind of cut point has faults', () => {
    expect(Object.values(faultsAt).every((kinds) => kinds.length > 0)).toBe(true);
  });
});
