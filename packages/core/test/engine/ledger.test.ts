import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRecord } from '../../src/engine/journal-record.js';
import * as Ledger from '../../src/engine/ledger.js';
import { endings, given, haltedRecord, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { right, some } from '../fixture/must.js';
import { intentId, settlementId } from '../fixture/noun.js';

const story = storyOf('M/1');

/** A shortest way to every phase; the second life of `Waiting` is after an attempt that was void. */
const ways = {
  Waiting: [],
  'Waiting again': [story.armed(), story.outcome(outcomes.Unknown), story.voided()],
  Armed: [story.armed()],
  Unclear: [story.armed(), story.outcome(outcomes.Unknown)],
  Taken: [story.armed(), story.outcome(outcomes.Accepted)],
  Ended: [story.ended(endings.NotDone)],
} satisfies { readonly [phase: string]: ReadonlyArray<JournalRecord> };
type Way = keyof typeof ways;

const after: { readonly [name: string]: JournalRecord } = {
  'armed 1': story.armed(1),
  'armed 2': story.armed(2),
  'outcome NotSent': story.outcome(outcomes.NotSent),
  'outcome Rejected': story.outcome(outcomes.RejectedPointless),
  'outcome Accepted': story.outcome(outcomes.Accepted),
  'outcome Unknown': story.outcome(outcomes.Unknown),
  'outcome of attempt 2': story.outcome(outcomes.Unknown, 2),
  changed: story.changed(),
  'changed of attempt 2': story.changed(2),
  voided: story.voided(),
  'voided of attempt 2': story.voided(2),
  parked: story.parked(),
  'ended Done': story.ended(endings.Done),
  'ended PartlyDone': story.ended(endings.PartlyDone),
  'ended Failed': story.ended(endings.Failed),
  'ended NotDone': story.ended(endings.NotDone),
  'decided Adopted': story.decided({ _tag: 'Adopted', settlement: settlementId, reference: 'T1' }),
  'decided DeclaredVoid': story.decided({ _tag: 'DeclaredVoid' }),
  'decided Withdrawn': story.decided({ _tag: 'Withdrawn' }),
};

/** The whole table: what is not in it is refused. */
const allowed: { readonly [way in Way]: { readonly [record: string]: Ledger.Phase['_tag'] } } = {
  Waiting: {
    'armed 1': 'Armed',
    parked: 'Waiting',
    'ended NotDone': 'Ended',
    'decided Adopted': 'Ended',
    'decided Withdrawn': 'Ended',
  },
  'Waiting again': {
    'armed 2': 'Armed',
    parked: 'Waiting',
    'ended NotDone': 'Ended',
    'decided Adopted': 'Ended',
    'decided Withdrawn': 'Ended',
  },
  Armed: {
    'outcome NotSent': 'Waiting',
    'outcome Rejected': 'Waiting',
    'outcome Accepted': 'Taken',
    'outcome Unknown': 'Unclear',
    parked: 'Armed',
    'decided Adopted': 'Ended',
  },
  Unclear: {
    changed: 'Unclear',
    voided: 'Waiting',
    parked: 'Unclear',
    'decided Adopted': 'Ended',
    'decided DeclaredVoid': 'Waiting',
    'ended Done': 'Ended',
    'ended PartlyDone': 'Ended',
    'ended Failed': 'Ended',
  },
  Taken: {
    changed: 'Taken',
    parked: 'Taken',
    'decided Adopted': 'Ended',
    'decided DeclaredVoid': 'Waiting',
    'ended Done': 'Ended',
    'ended PartlyDone': 'Ended',
    'ended Failed': 'Ended',
  },
  Ended: {},
};

const at = (way: ReadonlyArray<JournalRecord>): Ledger.Ledger => some(right(Ledger.fold([given(), ...way])));
const phaseOf = (ledger: Ledger.Ledger): Ledger.Phase['_tag'] =>
  some(Ledger.find(ledger, intentId('M/1'))).phase._tag;

const pairs = Object.entries(ways).flatMap(([way, records]) =>
  Object.entries(after).map(([name, record]) => ({
    way,
    name,
    record,
    records,
    next: Object.entries(allowed).find(([each]) => each === way)?.[1][name],
  })),
);

describe('what may follow what (M2, M4, D4)', () => {
  test.each(pairs)('$way, then $name: $next', ({ record, records, next }) => {
    const ledger = at(records);
    const applied = Ledger.apply(ledger, record);
    expect(E.isRight(applied) ? phaseOf(applied.right) : undefined).toBe(next);
    expect(E.isRight(applied) ? applied.right.length - 1 : applied.left.at).toBe(ledger.length);
  });

  test('an attempt that may have taken effect never ends as not done', () => {
    for (const way of [ways.Armed, ways.Unclear, ways.Taken])
      for (const because of ['Refused', 'Differs', 'NotNeeded', 'Withdrawn', 'OutOfAttempts'] as const) {
        const ending = { _tag: 'NotDone', because, why: '' } as const;
        expect(E.isLeft(Ledger.apply(at(way), story.ended(ending)))).toBe(true);
      }
  });

  test('a second mandate, an intent of another one, and a start without a mandate are refused', () => {
    expect(E.isLeft(Ledger.apply(at([]), given()))).toBe(true);
    expect(E.isLeft(Ledger.apply(at([]), storyOf('M/2').armed()))).toBe(true);
    expect(Ledger.fold([story.armed()])).toMatchObject(E.left({ _tag: 'BrokenJournal', at: 0 }));
    expect(Ledger.fold([])).toStrictEqual(E.right(O.none));
  });

  test('an id that was barred is the only record of its journal, and gives nothing', () => {
    const barred: JournalRecord = { _tag: 'MandateBarred', atMs: 1, by: 'ann', why: 'a mistake' };
    expect(Ledger.fold([barred])).toStrictEqual(
      E.left({ _tag: 'MandateIsBarred', by: 'ann', why: 'a mistake' }),
    );
    for (const more of [barred, given(), story.armed(), haltedRecord])
      expect(Ledger.fold([barred, more])).toMatchObject(E.left({ _tag: 'BrokenJournal', at: 1 }));
    for (const way of Object.values(ways))
      expect(Ledger.apply(at(way), barred)).toMatchObject(E.left({ at: way.length + 1 }));
  });

  test('a decision ends with what the person said, and answers a parking', () => {
    const adopted = at([
      ...ways.Taken,
      story.parked(),
      story.decided({ _tag: 'Adopted', settlement: settlementId, reference: 'T1' }),
    ]);
    expect(some(Ledger.find(adopted, intentId('M/1')))).toMatchObject({
      parked: O.none,
      phase: { ending: { _tag: 'Done', settlement: settlementId } },
    });
    const withdrawn = at([story.decided({ _tag: 'Withdrawn' })]);
    expect(some(Ledger.find(withdrawn, intentId('M/1'))).phase).toStrictEqual({
      _tag: 'Ended',
      ending: { _tag: 'NotDone', because: 'Withdrawn', why: 'she knows' },
    });
  });

  test('a halt of the account changes no phase', () => {
    for (const way of Object.values(ways))
      expect(phaseOf(right(Ledger.apply(at(way), haltedRecord)))).toBe(phaseOf(at(way)));
  });

  test('a change that was seen stays seen, and a parking lasts until the next word about the intent', () => {
    const changed = at([...ways.Unclear, story.changed(), story.parked()]);
    expect(some(Ledger.find(changed, intentId('M/1')))).toMatchObject({
      phase: { _tag: 'Unclear', named: true },
      parked: O.some({ sinceMs: 1, known: 'this', wouldResolve: 'that' }),
    });
    const ended = right(Ledger.apply(changed, story.ended(endings.Done)));
    expect(some(Ledger.find(ended, intentId('M/1'))).parked).toStrictEqual(O.none);
  });
});

describe('the fold (D5)', () => {
  /** Random walks through the table, of two intents side by side. */
  const walk = fc
    .array(fc.tuple(fc.boolean(), fc.constantFrom(...Object.keys(after))), { maxLength: 30 })
    .map((choices) => {
      const records: Array<JournalRecord> = [
        given(mandateOf([...mandateOf().intents, ...mandateOf().intents].map((one) => one.instruction))),
      ];
      for (const [first, name] of choices) {
        const record = after[name];
        if (record === undefined || !('intent' in record)) continue;
        const next = { ...record, intent: intentId(first ? 'M/1' : 'M/2') };
        if (E.isRight(Ledger.fold([...records, next]))) records.push(next);
      }
      return records;
    });

  test('of a prefix and then the rest is the fold of all', () => {
    fc.assert(
      fc.property(walk, fc.nat(), (records, cut) => {
        const whole = some(right(Ledger.fold(records)));
        const length = 1 + (cut % records.length);
        const prefix = some(right(Ledger.fold(records.slice(0, length))));
        const resumed = records
          .slice(length)
          .reduce<Ledger.Ledger>((ledger, record) => right(Ledger.apply(ledger, record)), prefix);
        expect(resumed).toStrictEqual(whole);
        expect(whole.length).toBe(records.length);
      }),
    );
  });

  test('at most one attempt of an intent is open, and attempts are numbered without a gap (M1)', () => {
    fc.assert(
      fc.property(walk, (records) => {
        for (const name of ['M/1', 'M/2']) {
          const numbers = records.flatMap((one) =>
            one._tag === 'AttemptArmed' && one.intent === name ? [one.attempt] : [],
          );
          expect(numbers).toStrictEqual(numbers.map((_, index) => index + 1));
        }
      }),
    );
  });

  test('nothing of what was folded is changed by folding on', () => {
    const ledger = at(ways.Unclear);
    const before = JSON.stringify(ledger.intents.map((one) => one.phase._tag));
    right(Ledger.apply(ledger, story.voided()));
    expect(JSON.stringify(ledger.intents.map((one) => one.phase._tag))).toBe(before);
  });
});
