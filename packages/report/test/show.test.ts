import { describe, expect, test } from '@jest/globals';
import { Reconciliation, ReconciliationOptions, mandateId } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type SettlementReport, type Sources, assemble, html, markdown, text } from '../src/index.js';
import { day } from './fixture/day.js';
import { right } from './fixture/must.js';
import { journal, leg, settleLeg, settlement } from './fixture/noun.js';

const renderings = { text, markdown, html, json: (report: SettlementReport) => JSON.stringify(report) };

describe('a report', () => {
  const report = right(assemble(day));

  test('is plain data: read back from JSON it is the same', () => {
    expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  });

  test('is the same for sources in another order, and given twice over', () => {
    const { journals, observed } = day;
    const other = {
      ...day,
      journals: journals.toReversed(),
      observed: [...observed.toReversed(), ...observed],
    };
    expect(right(assemble(other))).toEqual(report);
  });

  test.each(Object.entries(renderings))(
    'as %s says who approved what, what happened, what is open and what differs',
    (_, render) => {
      const shown = render(report);
      for (const words of [
        'ada',
        day.portfolio._tag === 'Some' ? day.portfolio.value.portfolio.digest.slice(0, 40) : '?',
        '1.50000001',
        '220929.31',
        'the reply was lost',
        'waits for a person',
        'AmountDiffers',
        'DeclareVoid',
        'Nothing was signed: sendSubtotal differs',
      ])
        // Lines are broken anywhere in a text, and Markdown escapes what could be markup.
        expect(shown.replaceAll(/\s+/g, ' ').replaceAll('\\', '')).toContain(words);
    },
  );

  test.each(Object.entries(renderings))(
    'as %s has no body, mark, exclusion or raw object in it',
    (_, render) => {
      expect(render(report)).not.toContain('planted-secret');
    },
  );

  test('as text fits 80 columns', () => {
    expect(
      text(report)
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  test('names the transfer and the intent behind each movement', () => {
    expect(
      report.settlements.flatMap(({ transfers }) => transfers).map(({ leg: of, intent }) => [of, intent]),
    ).toEqual([
      ['P1', 'sale-again/1'],
      ['P2', 'sale-again/1'],
      ['L1', 'settle/B_1/1'],
      ['L3', null],
    ]);
  });

  test('of nothing can be read as well', () => {
    const none = { portfolio: O.none, journals: [], observed: [], group: O.none, reconciliation: O.none };
    const quiet = right(assemble({ ...none, title: 'A quiet day', atMs: Number.NaN }));
    expect(text(quiet)).toContain('A quiet day: NotReconciled');
    expect(html(quiet)).toContain('an instant beyond our years');
  });

  test('says of a plan that another one was approved', () => {
    const portfolio = O.map((planned: Extract<Sources['portfolio'], { _tag: 'Some' }>['value']) => ({
      ...planned,
      approval: O.some({ digest: 'of something else', by: 'ada', atMs: 0 }),
    }))(day.portfolio);
    const other = right(assemble({ ...day, portfolio }));
    expect(other.approvals[0]).toMatchObject({ mandate: null, isOfPlan: false });
    expect(text(other)).toContain('another plan than this one');
    expect(report.approvals[0]).toMatchObject({ isOfPlan: true });
  });

  test('is refused where a journal does not follow, or comes twice', () => {
    const [first] = day.journals;
    const journals = first === undefined ? [] : [first];
    const broken = journals.map((one) => ({ ...one, records: one.records.slice(1) }));
    expect(assemble({ ...day, journals: broken })).toMatchObject({
      left: { _tag: 'JournalBroken', mandate: 'settle/B_1', because: { at: 0 } },
    });
    expect(assemble({ ...day, journals: [...journals, ...journals] })).toMatchObject({
      left: { _tag: 'MandateTwice', mandate: 'settle/B_1' },
    });
  });

  test('tells of an id that was barred, and leaves out one that has no records', () => {
    const barred = { _tag: 'MandateBarred', atMs: 5, by: 'ada', why: 'a mistake' } as const;
    const journals = [
      { id: right(mandateId('barred')), records: [barred] },
      { id: right(mandateId('nothing')), records: [] },
    ];
    const told = right(assemble({ ...day, journals }));
    expect(told.mandates).toEqual([
      expect.objectContaining({ id: 'barred', venue: null, settlement: null, intents: [] }),
    ]);
    expect(text(told)).toContain('Barred the id');
  });
});

describe('where everything stands', () => {
  const one = leg('L1', 'Out', '1', 'BTC');
  const clean = O.some(Reconciliation.reconcile([], [], ReconciliationOptions.strict));
  const done = journal(
    'm',
    [settleLeg(one)],
    [
      { _tag: 'Armed', intent: 1 },
      { _tag: 'Accepted', intent: 1 },
      { _tag: 'Done', intent: 1 },
    ],
  );
  const of = (changes: Partial<Sources>): string => {
    const none = { portfolio: O.none, observed: [], group: O.none, title: 't', atMs: 0 };
    return right(assemble({ ...none, journals: [done], reconciliation: clean, ...changes })).standing;
  };

  test('clean: all is done and reconciled', () => {
    expect(of({})).toBe('Clean');
    expect(of({ reconciliation: O.none })).toBe('NotReconciled');
  });

  test('open: something was approved and not begun', () => {
    expect(of({ journals: [journal('m', [settleLeg(one)], [])] })).toBe('Open');
  });

  test('halted, unknown and breaks, each worse than the one before', () => {
    const halt = { _tag: 'AccountHalted', atMs: 1, why: 'another amount' } as const;
    const halted = { ...done, records: [...done.records, halt] };
    const out = journal('n', [settleLeg(one)], [{ _tag: 'Armed', intent: 1 }]);
    const odd = settlement([leg('L1', 'Out', '1', 'BTC', { status: 'Unrecognised' })]);
    const observed = [{ _tag: 'Shown', settlement: odd, seenAtMs: 0 }] as const;
    expect(of({ journals: [halted] })).toBe('Halted');
    expect(of({ journals: [halted, out] })).toBe('Unknown');
    expect(of({ journals: [halted], observed })).toBe('Unknown');
    expect(of({ journals: [halted, out], reconciliation: day.reconciliation })).toBe('Breaks');
  });
});
