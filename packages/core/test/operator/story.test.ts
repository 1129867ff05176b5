import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as O from 'fp-ts/lib/Option.js';
import type { Decision, JournalRecord } from '../../src/engine/journal-record.js';
import type { Ending } from '../../src/engine/ending.js';
import { endingText, known, moment, tell } from '../../src/operator/story.js';
import { endings, given, haltedRecord, mandateOf, outcomes, receipt, storyOf } from '../fixture/mandate.js';
import { amount, intentId, settlementId, transferId } from '../fixture/noun.js';
import { records } from '../fixture/record.js';

const mandate = mandateOf();
const about = storyOf('M/1');
const line = (record: JournalRecord): string => {
  const { who, what } = moment(mandate.intents, record);
  return `${who}: ${what}`;
};
const decided = (decision: Decision): JournalRecord => ({
  _tag: 'IntentDecided',
  atMs: 1,
  intent: intentId('M/1'),
  decision,
  by: 'ann',
  why: 'the venue confirmed it by telephone',
});
const attempt = 'ttempt 1 to settle 1.5 BTC of S1';
const transfer = { id: transferId('T9'), status: 'Pending', quantity: O.none } as const;

describe('a moment of the story', () => {
  test.each<[string, JournalRecord, string]>([
    ['a mandate', given(mandate), 'ann: Approved: settle 1.5 BTC of S1.'],
    [
      'a mandate that is followed only',
      given({ ...mandate, intents: [] }),
      'ann: Approved, and nothing is asked of the venue by it.',
    ],
    [
      'an attempt',
      about.armed(),
      `legwork: A${attempt} is written down and may leave now, as call 10 of paper key 1.`,
    ],
    [
      'nothing sent',
      about.outcome(outcomes.NotSent),
      `legwork: A${attempt} was not sent, and nothing of it moved: no connection.`,
    ],
    [
      'a refusal',
      about.outcome(outcomes.RejectedPointless),
      `the venue: A${attempt} was refused, and nothing of it moved: no.`,
    ],
    [
      'an acceptance',
      about.outcome(outcomes.Accepted),
      `the venue: A${attempt} was accepted for S1. It is not done yet.`,
    ],
    [
      'an acceptance with a transfer and something odd',
      about.outcome({
        _tag: 'Accepted',
        receipt: receipt({ transfer: O.some(transfer), oddities: ['a field that is not known'] }),
      }),
      `the venue: A${attempt} was accepted as transfer T9 of S1, with what was not asked for (a field that is not known). It is not done yet.`,
    ],
    [
      'an unknown',
      about.outcome(outcomes.Unknown),
      `legwork: A${attempt} is unknown. It may have happened: no answer.`,
    ],
    [
      'a change',
      about.changed(),
      `the venue: Shows what was not there before a${attempt}. It cannot be proven void any more.`,
    ],
    ['a proof', about.voided(), `legwork: It is proven that a${attempt} had no effect and never will.`],
    ['an end', about.ended(endings.Done), 'legwork: Settle 1.5 BTC of S1: done, as settlement S1.'],
    [
      'a parking',
      about.parked(),
      'legwork: Settle 1.5 BTC of S1: waits for a person. Known: this. It would be resolved by: that.',
    ],
    [
      'a halt',
      haltedRecord,
      'legwork: The account is halted, nothing more is sent for it: a person said so.',
    ],
    [
      'an adoption',
      decided({ _tag: 'Adopted', settlement: settlementId, reference: 'T9' }),
      'ann: Decided: settle 1.5 BTC of S1 is done, as T9 of settlement S1. Reason: the venue confirmed it by telephone.',
    ],
    [
      'a declaration',
      decided({ _tag: 'DeclaredVoid' }),
      'ann: Decided: what was sent to settle 1.5 BTC of S1 had no effect and never will. It may go again. Reason: the venue confirmed it by telephone.',
    ],
    [
      'a withdrawal',
      decided({ _tag: 'Withdrawn' }),
      'ann: Decided: settle 1.5 BTC of S1 is taken back. Nothing of it was out. Reason: the venue confirmed it by telephone.',
    ],
    [
      'a barring',
      { _tag: 'MandateBarred', atMs: 1, by: 'ann', why: 'a mistake.' },
      'ann: Barred the id: nothing is ever given under it. Reason: a mistake.',
    ],
  ])('tells of %s', (_name, record, text) => {
    expect(line(record)).toBe(text);
  });

  test.each<[Ending, string]>([
    [endings.PartlyDone, 'done in part; the rest needs a new approval'],
    [
      { _tag: 'PartlyDone', residual: O.some(amount('0.5')) },
      'done in part; 0.5 is left and needs a new approval',
    ],
    [endings.Failed, 'the venue took it and it came to nothing (it failed)'],
    [endings.NotDone, 'not done, and nothing of it moved (ann: no)'],
  ])('tells of the ending $_tag', (ending, text) => {
    expect(endingText(ending)).toBe(text);
  });

  test('names an intent that the mandate does not have by its id', () => {
    expect(moment([], about.voided()).what).toContain('attempt 1 to M/1 had');
  });

  test('has sentences with one mark at their ends', () => {
    expect(known('what?', 'that!')).toBe('Known: what? It would be resolved by: that!');
  });
});

describe('a story', () => {
  test('has one moment for each record, at its time, whatever is in the record', () => {
    const any = fc.oneof(...Object.values(records));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 20 }), (made) => {
        const told = tell(made);
        expect(told.map(({ atMs }) => atMs)).toEqual(made.map(({ atMs }) => atMs));
        for (const { what } of told) expect(what).toMatch(/[.!?]$/);
      }),
    );
  });

  test('knows from its first record what it is about', () => {
    expect(tell([given(mandate), about.armed()])[1]?.what).toContain('settle 1.5 BTC of S1');
  });
});
