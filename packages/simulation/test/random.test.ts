import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { Plague, Schedule, simulate } from '@legwork/testkit';
import { randomly, replay } from '../src/run.js';
import { worlds } from '../src/worlds.js';

const main = fileURLToPath(new URL('../src/main.js', import.meta.url));

describe('Random schedules', () => {
  test('2,000 of them, with up to six faults each, break no promise', () => {
    const rows = randomly(2_000, 20_261_121, () => undefined);
    expect(rows.filter((row) => row.violations > 0)).toEqual([]);
    expect(rows.length).toBe(worlds.size);
  }, 60_000);

  test.each(['async', 'bitgo-affirm-async'])('the same schedule is the same run: %s', (setup) => {
    const schedule = {
      setup,
      faults: [
        { at: 6, kind: 'LostAfter' },
        { at: 9, kind: 'Stale' },
      ],
    } as const;
    const once = (): ReadonlyArray<unknown> => {
      const make = worlds.get(schedule.setup);
      return make === undefined ? [] : simulate(make(), Plague.exactly(schedule.faults)).records;
    };
    expect(once()).toEqual(once());
    expect(once().length).toBeGreaterThan(3);
    expect(Schedule.decode(Schedule.encode(schedule))).toEqual(schedule);
  });

  test('a replay tells every step, and a schedule that is none is refused in a sentence', () => {
    const lines: Array<string> = [];
    expect(replay('prompt@6=LostAfter', (line) => lines.push(line))).toEqual([]);
    expect(lines.some((line) => line.includes('Sent'))).toBe(true);
    expect(replay('prompt@6=Nothing', () => undefined)).toMatch(/no schedule/);
    expect(replay('nowhere@6=Lost', () => undefined)).toMatch(/no scenario nowhere/);
  });

  test('the command prints its count as JSON, and refuses wrong arguments', () => {
    const printed: unknown = JSON.parse(
      execFileSync(process.execPath, [main, '--schedules', '40', '--seed', '3', '--json'], {
        encoding: 'utf8',
      }),
    );
    expect(printed).toMatchObject({ schedules: 40, violations: 0 });
    const wrong = spawnSync(process.execPath, [main, '--schedules', '-1'], { encoding: 'utf8' });
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toMatch(/schedules/);
  });
});
