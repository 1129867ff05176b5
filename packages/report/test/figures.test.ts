import { describe, expect, test } from '@jest/globals';
import { axisOf, shareOf } from '../src/html/axis.js';
import { flowFigure } from '../src/html/flow-figure.js';
import { timelineFigure } from '../src/html/timeline-figure.js';
import { assemble } from '../src/index.js';
import { day } from './fixture/day.js';
import { right } from './fixture/must.js';

const report = right(assemble(day));
const textsOf = (markup: string): ReadonlyArray<string> =>
  [...markup.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map((found) => found[1] ?? '');

describe('who pays whom, drawn', () => {
  const [whole] = report.settlements;
  const legs = whole === undefined ? [] : whole.legs.slice(0, 1);
  const drawn = (count: number, settlements = 1): string =>
    flowFigure(
      report.settlements.slice(0, settlements).map((one) => ({
        ...one,
        legs: Array.from({ length: count }, () => legs).flat(),
      })),
      'c1',
    ).markup;

  test('has the payer at the left, the receiver at the right, and dashes for what is not settled', () => {
    expect(textsOf(drawn(1)).slice(1)).toEqual([
      '0.5 BTC',
      'Settled',
      'Us',
      'desk',
      'Counterparty',
      'c96a60..b90897',
    ]);
    const all = flowFigure(report.settlements, 'c1').markup;
    expect([all.match(/class="flow settled"/g)?.length, all.match(/class="flow open"/g)?.length]).toEqual([
      4, 1,
    ]);
  });

  test('has sixty legs at most, and says how many more there are', () => {
    expect(drawn(61).match(/class="flow /g)).toHaveLength(60);
    expect(drawn(61)).toContain('1 more leg in the tables only');
    expect(drawn(60)).not.toContain('more leg');
    expect(drawn(40, 2).match(/class="flow /g)).toHaveLength(60);
    expect(drawn(40, 2)).toContain('20 more legs in the tables only');
  });
});

describe('what happened, drawn', () => {
  const mandate = report.mandates.filter(({ id }) => id === 'settle/B_1');
  const lanes = mandate.flatMap((one) => one.lanes);

  test('has sixty lanes at most, and says how many more there are', () => {
    const many = mandate.map((one) => ({ ...one, lanes: Array.from({ length: 31 }, () => lanes).flat() }));
    const { markup } = timelineFigure(many, report.atMs, 'c1');
    expect(markup.match(/<line class="axis"/g)).toHaveLength(60);
    expect(markup).toContain('2 more are in the lists only');
  });

  test('goes on to the time of the report while something is out, and stays within its frame', () => {
    const axis = axisOf(lanes, report.atMs);
    expect(axis.toMs).toBe(report.atMs);
    expect(axis.instants.map((ms) => shareOf(axis, ms)).toSorted((a, b) => a - b)).toEqual(
      axis.instants.map((ms) => shareOf(axis, ms)),
    );
    expect([shareOf(axis, axis.fromMs), shareOf(axis, axis.toMs)]).toEqual([3, 97]);
    expect(shareOf({ fromMs: 1, toMs: 1, instants: [1] }, 1)).toBe(50);
  });
});
