import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { enumerate, faultsAt } from '@legwork/testkit';
import { worlds } from '../src/worlds.js';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));

/** Where the venue lies, nothing is sent, so that there are few points at which a fault can strike. */
const isShort = (name: string): boolean => name.includes('lying');

describe('M1, M2, M4, M5, M9, X1, D1, D2, L1, against the ground truth', () => {
  test.each([...worlds])('every fault: %s', (name, make) => {
    const { schedules, failures } = enumerate(make, 1);
    expect(failures).toEqual([]);
    expect(schedules).toBeGreaterThan(isShort(name) ? 10 : 30);
  });

  test('every fault and every pair of faults, in every scenario', () => {
    // In a process of its own: the code runs there as it does in production, and several times faster than in here.
    const printed = execFileSync(process.execPath, [main, '--pairs', '--json'], { encoding: 'utf8' });
    const {
      rows,
      violations,
    }: {
      rows: ReadonlyArray<{ name: string; schedules: number }>;
      violations: number;
    } = JSON.parse(printed);
    expect(violations).toBe(0);
    expect(rows.length).toBe(worlds.size);
    expect(rows.filter(({ name, schedules }) => schedules <= (isShort(name) ? 90 : 500))).toEqual([]);
  }, 240_000);

  test('every kind of cut point has faults', () => {
    expect(Object.values(faultsAt).every((kinds) => kinds.length > 0)).toBe(true);
  });
});
