import { describe, expect, test } from '@jest/globals';
import { isReached } from '../src/harness/row.js';
import { spreadOf } from '../src/harness/spread.js';
import { figure, medianText, spreadText } from '../src/report/figure.js';
import { ratio, row } from './fixture.js';

const rate = { _tag: 'Rate', perSecond: spreadOf([39_000, 41_000, 45_000]) } as const;

describe('A row', () => {
  test.each([
    ['at most, reached', row({ _tag: 'AtMost', ratio: 1.25 }, ratio(1, 1.25, 9)), true, '1.25'],
    ['at most, missed', row({ _tag: 'AtMost', ratio: 1.25 }, ratio(1, 1.26, 1.3)), false, '1.26'],
    ['times less, reached', row({ _tag: 'TimesLess', factor: 4 }, ratio(0.2, 0.25, 0.5)), true, '4.00× less'],
    ['times less, missed', row({ _tag: 'TimesLess', factor: 4 }, ratio(0.26)), false, '3.85× less'],
    ['a rate, reached', row({ _tag: 'PerSecond', least: 41_000 }, rate), true, '41,000'],
    ['a rate, missed', row({ _tag: 'PerSecond', least: 41_001 }, rate), false, '41,000'],
    ['no target, we cost less', row({ _tag: 'None' }, ratio(0.5)), undefined, '2.00× less'],
    ['no target, we cost more', row({ _tag: 'None' }, ratio(2)), undefined, '2.00'],
    [
      'not measured',
      row({ _tag: 'AtMost', ratio: 1 }, { _tag: 'NotMeasured', why: 'not there' }),
      undefined,
      'not measured',
    ],
  ])('%s', (_, one, reached, text) => {
    expect(isReached(one)).toBe(reached);
    expect(medianText(one)).toBe(text);
  });

  test('the middle half is told in the terms of the target, lesser first', () => {
    expect(spreadText(row({ _tag: 'AtMost', ratio: 1 }, ratio(1, 2, 3, 4, 5)))).toBe('2.00 – 4.00');
    expect(spreadText(row({ _tag: 'TimesLess', factor: 1 }, ratio(0.1, 0.2, 0.25, 0.5, 1)))).toBe(
      '2.00× – 5.00×',
    );
    expect(spreadText(row({ _tag: 'None' }, ratio(0.5)))).toBe('');
  });

  test.each([
    [0, '0.00'],
    [0.0123, '0.012'],
    [0.9, '0.90'],
    [12.34, '12.3'],
    [123.4, '123'],
    [41_234, '41,234'],
    [Number.NaN, '–'],
  ])('%d is written %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });
});
