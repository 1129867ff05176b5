import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { csv } from '../src/csv/csv.js';
import { Csv, assemble, postingsOf } from '../src/index.js';
import { day } from './fixture/day.js';
import { right } from './fixture/must.js';
import { readCsv } from './fixture/read-csv.js';

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ',', '"', "'", ' ', '1', '\uFF1D'),
    maxLength: 6,
  }),
);

describe('CSV', () => {
  test('property: what is read back is exactly what was written, and each row has its cells', () => {
    const tables = fc
      .integer({ min: 1, max: 5 })
      .chain((width) =>
        fc.array(fc.array(nasty, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    fc.assert(
      fc.property(tables, ([columns = [], ...rows]) => {
        expect(readCsv(csv({ columns, rows }))).toEqual([columns, ...rows]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('property: no cell begins as a formula does, in whatever it is wrapped', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const written = csv({ columns: [text], rows: [] }).replace(/^"/, '');
        expect(written).not.toMatch(/^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^\t/);
      }),
      { numRuns: 2_000 },
    );
  });

  test('ends every row with CRLF, and quotes only what needs it', () => {
    const rows = [
      ['a', 'b c', '1.5'],
      ['x,y', 'say "no"', 'two\r\nlines'],
      ['=1+1', ' @SUM(A1)', "'twas"],
    ];
    expect(csv({ columns: ['p', 'q', 'r'], rows })).toBe(
      'p,q,r\r\na,b c,1.5\r\n"x,y","say ""no""","two\r\nlines"\r\n\'=1+1,\' @SUM(A1),\'\'twas\r\n',
    );
  });

  test('has a row for each leg, transfer, break and posting of a report, with exact amounts', () => {
    const report = right(assemble(day));
    const posted = postingsOf({ ...day, venues: [], expected: [] });
    const [columns = [], ...rows] = readCsv(Csv.legs(report));
    const cell = (row: ReadonlyArray<string>, name: string): string => row[columns.indexOf(name)] ?? '?';
    expect(rows.map((row) => `${cell(row, 'quantity')} ${cell(row, 'asset')} ${cell(row, 'moved')}`)).toEqual(
      ['0.5 BTC 0.5', '46250.5 USD 46250', '1.50000001 BTC 1.50000001', '40 ETH ', '220929.31 USD 220929.31'],
    );
    expect(readCsv(Csv.transfers(report))).toHaveLength(1 + 4);
    expect(readCsv(Csv.breaks(report))).toHaveLength(1 + 3);
    expect(readCsv(Csv.postings(posted))).toHaveLength(1 + 2 * posted.entries.length);
    for (const table of [Csv.legs(report), Csv.transfers(report), Csv.breaks(report), Csv.postings(posted)])
      expect(new Set(readCsv(table).map((row) => row.length)).size).toBe(1);
  });
});
