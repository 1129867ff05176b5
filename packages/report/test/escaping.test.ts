import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type SettlementReport, assemble, html, markdown, text } from '../src/index.js';
import { escaped, written } from '../src/html/markup.js';
import { day } from './fixture/day.js';
import { right } from './fixture/must.js';

const report = right(assemble(day));

const nasty = fc.oneof(
  fc.constantFrom(
    '</script><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    '--><!--',
    ']]></style><style>*{display:none}',
    '&lt;b&gt; &#60;',
    '\u202Egnp.exe\u2066',
    '\u0000\u0007\u001B[2J\u0085\u2028',
    'javascript:alert(1)',
    '</title></svg></table>',
    '`${1}`',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
);

/** Every text of a report that is not a word of ours, replaced. Closed lists and the names of columns stay as they are. */
const closed = new Set(['_tag', 'columns', 'format', 'standing', 'kind', 'ending', 'toldBy']);
const poisoned = (value: unknown, poison: string, key = ''): unknown => {
  if (closed.has(key)) return value;
  if (typeof value === 'string') return poison;
  if (Array.isArray(value)) return value.map((one: unknown) => poisoned(one, poison, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, poisoned(one, poison, name)]));
};

const isReport = (made: unknown): made is SettlementReport =>
  typeof made === 'object' && made !== null && 'standing' in made && made.standing === report.standing;

const poisonedReport = (poison: string): SettlementReport => {
  const made = poisoned(report, poison);
  if (!isReport(made)) throw new Error('unreachable');
  return made;
};

/** The markup alone: every tag with the names of its attributes, and none of the texts. */
const skeleton = (page: string): string =>
  [...page.matchAll(/<[!/]?[a-zA-Z][^\s>]*(?:\s+[a-zA-Z-]+(?:="[^"]*")?)*\s*\/?>/g)]
    .map(([tag]) => tag.replaceAll(/="[^"]*"/g, ''))
    .join('');

const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

describe('whatever stands in names, ids and reasons', () => {
  const plain = skeleton(html(poisonedReport('x')));

  test('property: the page has the same markup, no script, no address, and nothing that is hidden or turns text', () => {
    fc.assert(
      fc.property(nasty, (poison) => {
        const page = html(poisonedReport(poison));
        expect(skeleton(page) === plain).toBe(true);
        expect(forbidden.test(page.replaceAll('\n', ''))).toBe(false);
        expect(page).not.toMatch(/<script|<img|<link|<iframe|<object|(?:src|href)="(?!#c\d+")/i);
      }),
      { numRuns: 120 },
    );
  });

  test('property: text and Markdown have no control character but the line break, and text fits 80 columns', () => {
    fc.assert(
      fc.property(nasty, (poison) => {
        const made = poisonedReport(poison);
        expect(text(made).replaceAll('\n', '')).not.toMatch(forbidden);
        const marked = markdown(made);
        expect(marked.replaceAll('\n', '')).not.toMatch(forbidden);
        expect(marked).not.toMatch(/<(?!\/?$)|\]\(/);
      }),
      { numRuns: 120 },
    );
  });

  test('property: what is escaped is read back by a browser as what was visible of it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (one) => {
        const read = escaped(one).replaceAll(/&#(\d+);/g, (_, code: string) =>
          String.fromCharCode(Number(code)),
        );
        expect(read).toBe(one);
        expect(escaped(one)).not.toMatch(/[<>"'`]/);
      }),
    );
  });

  test('a control character and one that turns text around are shown', () => {
    expect(escaped('a\u0007b\u202Ec')).toBe(String.raw`a\u0007b\u202ec`);
  });

  test('a template escapes its parts, and leaves its own markup', () => {
    const items = ['<i>', '&'].map((one) => written`<li title="${one}">${one}</li>`);
    expect(written`<ul>${items}${2}</ul>`.markup).toBe(
      '<ul><li title="&#60;i&#62;">&#60;i&#62;</li><li title="&#38;">&#38;</li>2</ul>',
    );
  });

  test('the page forbids everything that is not its own style', () => {
    expect(html(report)).toContain(
      `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    );
  });
});
