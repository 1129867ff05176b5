import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRecord } from '../../src/engine/journal-record.js';
import type { Instruction } from '../../src/noun/instruction.js';
import { choices } from '../../src/operator/choice.js';
import { type OpenIntent, of, stateText } from '../../src/operator/overview.js';
import { endings, given, haltedRecord, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { present, right, some } from '../fixture/must.js';
import { intentId, legId, settleLeg, settlementId } from '../fixture/noun.js';

const first = storyOf('M/1');
const second = storyOf('M/2');
const at = (atMs: number, record: JournalRecord): JournalRecord => ({ ...record, atMs });
const twoLegs = mandateOf([settleLeg(), settleLeg({ leg: legId('L2') })]);

const openAfter = (...records: ReadonlyArray<JournalRecord>): OpenIntent =>
  present(some(right(of([given(mandateOf(), 5), ...records]))).open[0]);

const armed = at(10, first.armed());
const unknown = at(20, first.outcome(outcomes.Unknown));
const accepted = at(20, first.outcome(outcomes.Accepted));
const parked = at(90, first.parked());

describe('an intent that is not over (L3)', () => {
  test.each<[string, ReadonlyArray<JournalRecord>, Partial<OpenIntent>, string]>([
    [
      'was never sent',
      [],
      {
        state: 'Waiting',
        sinceMs: 5,
        asOf: 1,
        attempts: 0,
        lane: O.none,
        known: 'nothing of it was ever sent',
      },
      'waiting',
    ],
    [
      'may be leaving',
      [armed],
      { state: 'MayBeSent', sinceMs: 10, asOf: 2, attempts: 1, lane: O.some('paper key 1') },
      'may have been sent',
    ],
    [
      'is unknown',
      [armed, unknown],
      {
        state: 'Unknown',
        sinceMs: 20,
        asOf: 3,
        lane: O.some('paper key 1'),
        known: 'it was sent and may have happened: no answer',
        wouldResolve: 'a worker that reads beyond the call, until it is shown, or proven void',
      },
      'unknown',
    ],
    [
      'is unknown, and something was seen',
      [armed, unknown, at(30, first.changed())],
      {
        state: 'Unknown',
        sinceMs: 20,
        asOf: 4,
        known: 'it was sent and may have happened: no answer; a reading shows what was not there before it',
        wouldResolve: 'a worker that reads until the venue shows how it ended',
      },
      'unknown',
    ],
    [
      'was accepted',
      [armed, accepted],
      { state: 'Accepted', sinceMs: 20, known: 'the venue accepted it and has not finished it' },
      'accepted, not finished',
    ],
    [
      'came to nothing once',
      [armed, unknown, at(40, first.voided())],
      {
        state: 'Waiting',
        sinceMs: 40,
        attempts: 1,
        lane: O.none,
        known: 'nothing of it is out; no earlier attempt had an effect',
      },
      'waiting',
    ],
    [
      'waits for a person',
      [armed, unknown, parked],
      {
        state: 'Unknown',
        sinceMs: 20,
        asOf: 3,
        waitsForPersonSinceMs: O.some(90),
        known: 'this',
        wouldResolve: 'that',
      },
      'unknown; waits for a person',
    ],
    [
      'waits for a person, and nothing is out',
      [parked],
      { state: 'Waiting', waitsForPersonSinceMs: O.some(90) },
      'waits for a person',
    ],
    [
      'is out while the account was halted',
      [armed, haltedRecord],
      { state: 'MayBeSent', asOf: 2 },
      'may have been sent',
    ],
  ])('%s', (_name, records, expected, words) => {
    const open = openAfter(...records);
    expect(open).toMatchObject({ intent: 'M/1', number: 1, ...expected });
    expect(stateText(open)).toBe(words);
  });

  test('changes what it is as of with every change of its standing, and not with others', () => {
    const asOf = (...records: ReadonlyArray<JournalRecord>): number =>
      present(some(right(of([given(twoLegs), ...records]))).open[0]).asOf;
    expect(asOf(second.armed(), second.outcome(outcomes.Unknown))).toBe(asOf());
    expect(asOf(armed, second.armed(1, { name: 'L2', once: true }))).toBe(asOf(armed));
    const steps = [asOf(), asOf(armed), asOf(armed, unknown), asOf(armed, unknown, first.changed())];
    expect(new Set(steps).size).toBe(steps.length);
  });
});

describe('an overview', () => {
  test('has what is open and what is over, with their places in the mandate', () => {
    const seen = some(right(of([given(twoLegs), first.ended(endings.NotDone)])));
    expect(seen.over).toMatchObject([{ intent: 'M/1', number: 1, ending: endings.NotDone }]);
    expect(seen.open).toMatchObject([{ intent: 'M/2', number: 2 }]);
    expect(seen.length).toBe(2);
  });

  test('of nothing is nothing; of a barred id and of damage it says so', () => {
    expect(of([])).toStrictEqual(E.right(O.none));
    const barred: JournalRecord = { _tag: 'MandateBarred', atMs: 1, by: 'ann', why: 'a mistake' };
    expect(of([barred])).toMatchObject(E.left({ _tag: 'MandateIsBarred', by: 'ann' }));
    expect(of([given(), unknown])).toMatchObject(E.left({ _tag: 'BrokenJournal', at: 1 }));
  });
});

describe('what a person may decide', () => {
  const names = (...records: ReadonlyArray<JournalRecord>): ReadonlyArray<string> =>
    openAfter(...records).choices.map(({ name }) => name);

  test('is never to withdraw what is out, nor to declare void what is not', () => {
    expect(names()).toEqual(['Adopt', 'Withdraw']);
    for (const records of [[armed], [armed, unknown], [armed, accepted], [armed, unknown, parked]])
      expect(names(...records)).toEqual(['Adopt', 'DeclareVoid']);
  });

  const term = {
    asset: settleLeg().asset,
    quantity: settleLeg().quantity,
    flow: settleLeg().flow,
    feeMax: settleLeg().quantity,
  };
  const instructions: ReadonlyArray<[Instruction, string]> = [
    [settleLeg(), '1.5 BTC move twice'],
    [{ _tag: 'CreateSettlement', scope: 'spot', trades: O.none, terms: [] }, 'there are two settlements'],
    [{ _tag: 'Affirm', settlement: settlementId, terms: [term] }, 'money can move twice'],
    [{ _tag: 'Reject', settlement: settlementId, reason: 'no' }, 'no money moves'],
    [{ _tag: 'Cancel', settlement: settlementId, reason: 'no' }, 'no money moves'],
  ];

  test.each(instructions)('says what it means for the money: $_tag', (instruction, twice) => {
    const [adopt, declare] = choices('Unknown', instruction);
    expect(declare?.means).toContain(twice);
    expect(adopt?.means).toMatch(/never sent again\. The attempt that is out is followed no more\./);
    expect(choices('Waiting', instruction)[0]?.means).not.toContain('followed no more');
    expect(choices('Waiting', instruction)[1]?.means).toContain('No money moves');
  });

  test('is about the intent by its own id', () => {
    expect(openAfter().intent).toBe(intentId('M/1'));
  });
});
