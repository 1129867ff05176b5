import { describe, expect, test } from '@jest/globals';
import { ExpectedLine, Ledger, Reconciliation, ReconciliationOptions } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { type SettlementReport, type Sources, assemble, text } from '../src/index.js';
import { right } from './fixture/must.js';
import { journal, leg, nowMs, settleLeg, settlement, transfer, venue } from './fixture/noun.js';

const reportOf = (changes: Partial<Sources>): SettlementReport => {
  const none = { portfolio: O.none, journals: [], observed: [], group: O.none, reconciliation: O.none };
  return right(assemble({ ...none, title: 't', atMs: nowMs, ...changes }));
};

const one = leg('L1', 'Out', '3', 'BTC');
const two = leg('L2', 'Out', '4', 'ETH');

describe('the lanes of a mandate', () => {
  const of = journal(
    'm',
    [settleLeg(one), settleLeg(two)],
    [
      { _tag: 'Armed', intent: 1 },
      { _tag: 'Unknown', intent: 1 },
      { _tag: 'Seen', intent: 1 },
      { _tag: 'Done', intent: 1 },
      { _tag: 'Armed', intent: 2 },
      { _tag: 'Accepted', intent: 2 },
      { _tag: 'Parked', intent: 2 },
    ],
  );
  const lanes = reportOf({ journals: [of] }).mandates[0]?.lanes ?? [];

  test('have a stretch for each thing that was out, which ends with what ended it', () => {
    expect(lanes.map(({ spans }) => spans)).toEqual([
      [
        { kind: 'Sent', fromMs: nowMs + 400, toMs: nowMs + 800 },
        { kind: 'Unknown', fromMs: nowMs + 800, toMs: nowMs + 1_600 },
      ],
      [
        { kind: 'Sent', fromMs: nowMs + 2_000, toMs: nowMs + 2_400 },
        { kind: 'Accepted', fromMs: nowMs + 2_400, toMs: null },
      ],
    ]);
  });

  test('have a mark for each record about the intent or all of the mandate, and none of another intent', () => {
    expect(lanes.map(({ label, marks }) => [label, ...marks.map(({ kind }) => kind)])).toEqual([
      ['settle 3 BTC', 'Approved', 'Sent', 'Unknown', 'Seen', 'Done'],
      ['settle 4 ETH', 'Approved', 'Sent', 'Accepted', 'Person'],
    ]);
  });
});

describe('a settlement in a report', () => {
  const movedOf = (transfers: ReadonlyArray<ReturnType<typeof transfer>>): string | null | undefined => {
    const read = settlement([leg('L1', 'Out', '3', 'BTC', { transfers })]);
    return reportOf({ observed: [{ _tag: 'Shown', settlement: read, seenAtMs: nowMs }] }).settlements[0]
      ?.legs[0]?.moved;
  };

  test('says of a leg what its completed transfers come to, and nothing where that is not known', () => {
    expect(movedOf([])).toBeNull();
    expect(movedOf([transfer('1', '1'), transfer('2', '1.5')])).toBe('2.5');
    expect(
      movedOf([transfer('1', '1'), transfer('2', '1', 'Pending'), transfer('3', '1', 'Unrecognised')]),
    ).toBe('1');
    expect(movedOf([transfer('1', '1'), transfer('2', undefined)])).toBeNull();
  });

  test('has the mandates that are about it, and not those of another venue under the same id', () => {
    const elsewhere = settlement([one], { venue: venue('other') });
    const observed = [settlement([one]), elsewhere].map(
      (read) => ({ _tag: 'Shown', settlement: read, seenAtMs: nowMs }) as const,
    );
    const report = reportOf({ observed, journals: [journal('m', [settleLeg(one)], [])] });
    expect(report.settlements.map((part) => [part.venue, ...part.mandates])).toEqual([
      ['other'],
      ['paper', 'm'],
    ]);
    expect(text(report).match(/^Mandate m$/gm)).toHaveLength(1);
  });
});

test('what is not due yet leaves a report open', () => {
  const done = journal(
    'm',
    [settleLeg(one)],
    [
      { _tag: 'Armed', intent: 1 },
      { _tag: 'Accepted', intent: 1 },
      { _tag: 'Done', intent: 1 },
    ],
  );
  const ledger = right(Ledger.fold(done.records));
  const lines = O.isSome(ledger) ? ExpectedLine.ofLedger(ledger.value, O.some(nowMs + 10)) : [];
  const options = { ...ReconciliationOptions.strict, asOfMs: O.some(nowMs) };
  const reconciliation = O.some(Reconciliation.reconcile(lines, [], options));
  const report = reportOf({ journals: [done], reconciliation });
  expect([report.standing, report.reconciliation?.waiting.length]).toEqual(['Open', 1]);
});
