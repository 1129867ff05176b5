import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import { instantText, stretchText } from '../../src/portfolio/instant-text.js';
import { left, list, paragraph, right as rightColumn, table } from '../../src/portfolio/page.js';
import { pageMarkdown } from '../../src/portfolio/page-markdown.js';
import { pageText } from '../../src/portfolio/page-text.js';
import { columnsOf } from '../../src/portfolio/plain-text.js';
import * as Portfolio from '../../src/portfolio/portfolio.js';
import { right } from '../fixture/must.js';
import * as Treasury from './treasury.js';

const { digest, memberOf, purchase, requestOf, sale } = Treasury;
const planned = () =>
  right(
    Portfolio.plan(digest)(
      requestOf({
        members: [
          memberOf({
            ...Treasury.waivedDeal(sale),
            changes: { oddities: [{ at: 'S-sale', what: '\u001b[2J <b>odd</b> | `x`' }] },
          }),
          memberOf(purchase),
        ],
        balances: [],
      }),
    ),
  );

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 120 }),
  fc.string({ maxLength: 200 }),
  fc.constantFrom('日本語'.repeat(30), 'x'.repeat(300), ''),
);

describe('a plan as text', () => {
  test('has the amounts, the times and the warnings in it, and nothing that steers a screen', () => {
    const shown = Portfolio.text(planned());
    for (const words of [
      'STOPS member sale',
      '64000.25',
      'not given',
      '5 h 30 min',
      '0.5 out',
      '33500 in',
      'Digest: ',
    ])
      expect(shown).toContain(words);
    expect(shown).toContain(String.raw`\u001b[2J`);
    expect(shown.includes('\u001b')).toBe(false);
  });

  test('fits 80 columns, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 4, maxLength: 4 }), ([a = '', b = '', c = '', d = '']) => {
        const shown = pageText({
          title: a,
          sections: [
            {
              heading: b,
              blocks: [
                paragraph(c),
                list([d, a]),
                table(
                  [left(b), rightColumn(c)],
                  [
                    [d, a],
                    [b, c],
                  ],
                ),
              ],
            },
          ],
        });
        expect(Math.max(...shown.split('\n').map(columnsOf))).toBeLessThanOrEqual(80);
      }),
    );
  });

  test('cuts nothing of what does not fit into a table', () => {
    const long = '1234567890'.repeat(12);
    const shown = pageText({
      title: 't',
      sections: [{ heading: 'h', blocks: [table([left('id'), rightColumn('sum')], [[long, '7']])] }],
    });
    expect(shown.replaceAll(/\s/g, '')).toContain(`-id${long},sum7`);
  });
});

describe('a plan as Markdown', () => {
  test('has its tables, and no markup of others in it', () => {
    const shown = Portfolio.markdown(planned());
    expect(shown).toContain('| asset | send | charges at most | receive | net |');
    expect(shown).toContain(String.raw`\\u001b\[2J &lt;b&gt;odd&lt;/b&gt; \| \`x\``);
  });

  test('has in a table as many cells as columns, whatever is in them', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const shown = pageMarkdown({
          title: 't',
          sections: [{ heading: 'h', blocks: [table([left('x'), left('y')], [[a, b]])] }],
        });
        const rows = shown.split('\n').filter((line) => line.startsWith('| '));
        const cells = rows.map((row) => row.replaceAll(/\\[\\|]/g, '').split('|').length);
        expect(cells).toStrictEqual([4, 4, 4]);
      }),
    );
  });

  test('makes no links of addresses', () => {
    const shown = pageMarkdown({
      title: 't',
      sections: [{ heading: 'h', blocks: [paragraph('https://evil.example WWW.evil.example [a](b)')] }],
    });
    expect(shown).toContain(String.raw`https:&#47;/evil.example WWW&#46;evil.example \[a\](b)`);
  });
});

describe('times for people', () => {
  test.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3_900_000, '1 h 05 min'],
    [-3_900_000, '1 h 05 min'],
    [90_000_000, '1 d 1 h'],
    [Number.POSITIVE_INFINITY, 'for ever'],
  ])('%d is %s', (ms, words) => {
    expect(stretchText(ms)).toBe(words);
  });

  test('are never an error', () => {
    expect(instantText(Treasury.nowMs)).toBe('2026-11-23 12:00 UTC');
    expect([Number.NaN, 9e15, -9e15, 0.5].map(instantText)).toStrictEqual(
      Array(4).fill('an instant beyond our years'),
    );
    const far = memberOf({
      ...sale,
      changes: { consents: [{ by: Treasury.them('paper'), status: 'Awaited', lapsesAtMs: O.some(9e15) }] },
    });
    expect(
      Portfolio.text(right(Portfolio.plan(digest)(requestOf({ members: [far], cutOffs: [] })))),
    ).toContain('an instant beyond our years');
  });
});
