import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const fileOf = (where: string): string => fileURLToPath(new URL(where, import.meta.url));

/** What it may take on a machine that does nothing else. Units: milliseconds. */
const mostMs = 25_000;

describe('The demo', () => {
  let out = '';
  /** The same on one line, as lines are broken where a terminal ends. */
  let flat = '';

  beforeAll(async () => {
    const run = promisify(execFile)(process.execPath, [fileOf('../src/demo.js')], { timeout: mostMs });
    out = (await run).stdout;
    flat = out.replaceAll(/\s+/g, ' ');
  }, 60_000);

  afterAll(() => {
    const [first] = filesIn(out);
    if (first !== undefined) rmSync(path.dirname(first), { recursive: true, force: true });
  });

  const filesIn = (text: string): ReadonlyArray<string> =>
    [...text.matchAll(/^ {3}(\/.*\.(?:html|json|csv))$/gm)].map((found) => found[1] ?? '');
  const fileNamed = (name: string): string =>
    readFileSync(filesIn(out).find((file) => path.basename(file) === name) ?? '', 'utf8');
  const report = (): string =>
    flat.slice(flat.indexOf('4. One report'), flat.indexOf('5. Would a difference'));

  test('settles every leg at Kraken Prime once, one of them with a lost reply', () => {
    expect(flat).toMatch(/kraken-prime legwork: Attempt 1 to settle 1\.50000001 BTC of \w+ is unknown/);
    expect(flat).toMatch(/settle 1\.50000001 BTC of (B_\w+): done, as settlement \1/);
    expect(flat).toMatch(/settle 40 ETH of (B_\w+): done, as settlement \1/);
    expect(out.split('\n').filter((line) => line.includes('caused by our call'))).toHaveLength(2);
  });

  test('refuses the payload that was altered before it is signed, and says why', () => {
    expect(flat).toMatch(/nothing of it moved \(Nothing was signed: .{0,90}sendSubtotal: Differs/);
    expect(out).toMatch(
      /payloads altered by the venue: 1; payloads that we signed: 1,\n {2}of which altered: 0/,
    );
  });

  test('settles the honest one at BitGo, once', () => {
    const moved = out.split('\n').filter((line) => line.includes(' pay: '));
    expect(moved.map((line) => line.trim()).toSorted()).toEqual([
      '4625050 ofctusd pay: counterparty -> requester',
      '50000000 ofctbtc pay: requester -> counterparty',
    ]);
    expect(out).toMatch(/Nothing was settled twice\./);
  });

  test('ends with one report over both venues: the plan, who approved it, what happened, and no break', () => {
    expect(out.match(/^4\. One report over both venues:$/gm)).toHaveLength(1);
    expect(report()).toContain('Two venues, one plan: Clean');
    expect(report()).toContain('2 settlements: 6 of 6 legs settled');
    expect(report()).toContain('reconciled: 0 breaks, 0 lines waiting');
    expect(report()).toContain('Plan of 2 settlements');
    expect(report()).toContain('BTC 2.00000001 2.00000001 out');
    const digest = /approves exactly that: ([0-9a-f]{64})/.exec(flat)?.[1] ?? 'none';
    expect(report()).toContain(`Digest: ${digest}`);
    expect(report()).toMatch(new RegExp(`the plan: by example-approver at [-0-9: ]+UTC, digest ${digest}`));
    for (const settlement of [/kraken-prime, B_\w+: Settled/, /bitgo, [0-9a-f-]{36}: Final/])
      expect(report()).toMatch(settlement);
  });

  test('finds the one break that was injected, says that it was, and what to do', () => {
    const found = flat.slice(flat.indexOf('5. Would a difference'));
    expect(found).toContain('This break is injected');
    expect(found.match(/Found: \w+ at /g)).toEqual(['Found: AmountDiffers at ']);
    expect(found).toMatch(/Expected 1\.50000002 BTC; observed 1\.50000001 moved;/);
    expect(found).toContain('do not send it again');
    expect(out.trimEnd().endsWith('Both venues agree with our books.')).toBe(true);
  });

  test('writes the page, the data and the tables outside of the checkout', () => {
    expect(filesIn(out).map((file) => path.basename(file))).toEqual([
      'report.html',
      'report.json',
      'legs.csv',
      'transfers.csv',
      'breaks.csv',
      'postings.csv',
    ]);
    for (const file of filesIn(out)) expect(file.startsWith(fileOf('../../../../'))).toBe(false);
    expect(fileNamed('report.html')).toMatch(
      /^<!doctype html>[\s\S]*Two venues, one plan[\s\S]*<svg role="img"/,
    );
    expect(JSON.parse(fileNamed('report.json'))).toMatchObject({ standing: 'Clean' });
    expect(fileNamed('legs.csv').trimEnd().split('\r\n')).toHaveLength(1 + 6);
    const postings = fileNamed('postings.csv').trimEnd().split('\r\n').slice(1);
    expect(postings).toHaveLength(2 * 6);
    expect(postings.filter((line) => !line.includes(',Booked,'))).toEqual([]);
  });

  test('fits a terminal of 80 columns', () => {
    expect(out.split('\n').filter((line) => line.length > 80 && !line.startsWith('   /'))).toEqual([]);
  });

  test('its program names no venue', () => {
    for (const name of ['program', 'books', 'report']) {
      const text = readFileSync(fileOf(`../../src/${name}.ts`), 'utf8');
      expect(text).not.toMatch(/kraken|bitgo/i);
    }
  });
});
