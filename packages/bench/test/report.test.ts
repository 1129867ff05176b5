import { describe, expect, test } from '@jest/globals';
import { exponent, isKept } from '../src/growth/growth.js';
import { barsOf } from '../src/report/bars.js';
import { pageOf } from '../src/report/page.js';
import { plotsOf } from '../src/report/plots.js';
import { growthLines, sectionLines } from '../src/report/terminal.js';
import { finding, growth, ratio, row } from './fixture.js';

const reached = row({ _tag: 'AtMost', ratio: 1.25 }, ratio(1.1, 1.2, 1.3));
const missed = row({ _tag: 'TimesLess', factor: 4 }, ratio(0.5), 'A check is not given up.');
const lost = row({ _tag: 'None' }, ratio(1.5));

/** Every tag that is opened is closed, and no sign is left that XML takes for another. */
const isWellFormed = (svg: string): boolean => {
  const open: Array<string> = [];
  for (const [, closing, name = '', own] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) return false;
    } else if (own !== '/') open.push(name);
  }
  return open.length === 0 && !/&(?!amp;|lt;|gt;|quot;)/.test(svg);
};

describe('The page', () => {
  const page = pageOf(finding([reached, missed, lost], [growth(1)]));

  test('has every comparison, those that we lose as well', () => {
    expect(page).toContain('| 1.20 | 1.15 – 1.25 | ≤ 1.25 | yes |');
    expect(page).toContain('| 2.00× less |  | ≥ 4× less | no |');
    expect(page).toContain('| 1.50 |  |  |  |');
  });

  test('says again what was missed, and why', () => {
    const [, after = ''] = page.split('## Missed');
    expect(after).toContain('theirs: 2.00× less, target ≥ 4× less. A check is not given up.');
    expect(after.split('## Growth')[0]).not.toContain('1.20');
  });

  test('says what it was made with, and when', () => {
    expect(page).toContain('2026-11-21; do not edit. Node 20.20.2, A & B, 2 cores, 24 GiB');
    expect(page).toContain('| ccxt | 4.5.84 |');
  });

  test('warns where it comes from a quick run', () => {
    const quick = finding([]);
    expect(pageOf({ ...quick, surroundings: { ...quick.surroundings, quick: true } })).toContain(
      'A quick run',
    );
    expect(page).not.toContain('A quick run');
  });
});

describe('Growth', () => {
  test.each([
    [1, 'Linear', true],
    [1.5, 'Linear', false],
    [0.1, 'Logarithmic', true],
    [0.6, 'Logarithmic', false],
  ] as const)('by the power of %d, promised %s', (power, promise, kept) => {
    const [line] = growth(power, promise).lines;
    expect(line === undefined ? undefined : exponent(line)).toBeCloseTo(power, 9);
    expect(line === undefined ? undefined : isKept(line)).toBe(kept);
  });

  test('of a single point says nothing', () => {
    const line = { name: 'one', unit: 'ms', promise: 'Linear', points: [{ size: 10, value: 1 }] } as const;
    expect(isKept(line)).toBeUndefined();
  });
});

describe('The pictures', () => {
  test('are well-formed, whatever is in a name', () => {
    expect(isWellFormed(barsOf(finding([reached, missed, lost])))).toBe(true);
    expect(isWellFormed(plotsOf([growth(1), growth(0.5), { ...growth(1), title: 'a < b & "c"' }]))).toBe(
      true,
    );
    expect(isWellFormed('<svg><text></svg>')).toBe(false);
  });

  test('a bar goes to the right where we cost less, and to the left where we cost more', () => {
    const xOf = (svg: string): number => Number(/<rect x="([\d.]+)" y="62"/.exec(svg)?.[1]);
    expect(xOf(barsOf(finding([missed])))).toBeGreaterThan(xOf(barsOf(finding([lost]))));
    expect(barsOf(finding([missed]))).toContain('#d4772c');
    expect(barsOf(finding([reached]))).toContain('#2da44e');
  });
});

describe('The terminal', () => {
  test('shows a row on a line, and the sizes of what grows', () => {
    const lines = sectionLines('Section', [reached]);
    expect(lines).toHaveLength(3);
    expect(lines[2]).toMatch(/^decode <a> & net +theirs +1\.20 +1\.15 – 1\.25 +≤ 1\.25 +yes$/);
    expect(growthLines(growth(1)).join('\n')).toContain(
      'legs 10: 5.00, 100: 50.0, 1,000: 500, 10,000: 5,000  (size^1.00)',
    );
  });
});
