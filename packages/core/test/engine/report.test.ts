import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import type { Finish } from '../../src/engine/effect.js';
import * as Ledger from '../../src/engine/ledger.js';
import * as Report from '../../src/engine/report.js';
import * as State from '../../src/engine/state.js';
import { endings, given, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { present, right, some } from '../fixture/must.js';
import { observation } from '../fixture/noun.js';

const story = storyOf('M/1');
const now = { monotonicMs: 1_000, wallMs: 9 };
const after = (...records: ReadonlyArray<ReturnType<typeof given>>): State.State =>
  State.resume(some(right(Ledger.fold([given(), ...records]))), now);
const lineAfter = (because: Finish, ...records: ReadonlyArray<ReturnType<typeof given>>) =>
  present(Report.make(after(...records), because).lines[0]);

describe('a report names, for each intent that is open, what is known, since when, and what would resolve it (L3, M4)', () => {
  test.each<[string, ReadonlyArray<ReturnType<typeof given>>, boolean, number]>([
    ['nothing was sent', [], false, 0],
    ['it was armed', [story.armed()], true, 0],
    ['its outcome is unknown', [story.armed(), story.outcome(outcomes.Unknown)], true, 1],
    ['it was accepted', [story.armed(), story.outcome(outcomes.Accepted)], true, 1],
  ])('%s', (_, records, out, sinceMs) => {
    for (const because of ['JournalLost', 'TakenOver'] as const) {
      const { standing } = lineAfter(because, ...records);
      expect(standing).toMatchObject({ _tag: 'NeedsOperator', out, sinceMs });
      expect(standing).toMatchObject({
        known: out ? 'an attempt may have left' : 'nothing of it is under way',
        wouldResolve:
          because === 'TakenOver'
            ? 'the worker that took it over'
            : 'verifying the journal and running the mandate again',
      });
    }
  });

  test('what it was parked with, word for word', () => {
    const line = lineAfter('Complete', story.armed(), story.outcome(outcomes.Unknown), story.parked());
    expect(line.standing).toStrictEqual({
      _tag: 'NeedsOperator',
      out: true,
      sinceMs: 1,
      known: 'this',
      wouldResolve: 'that',
    });
    expect(Report.sentence(line)).toBe(
      'settle 1.5 BTC of S1: needs a person. Known: this. It would be resolved by: that.',
    );
  });
});

describe('a report of what is over', () => {
  const taken = [story.armed(), story.outcome(outcomes.Accepted)];

  test.each([
    ['done.', true, [...taken, story.ended(endings.Done)]],
    ['done in part; the rest needs a new approval.', false, [...taken, story.ended(endings.PartlyDone)]],
    ['the venue took it and it came to nothing (it failed).', false, [...taken, story.ended(endings.Failed)]],
    ['not done, and nothing of it moved (ann: no).', false, [story.ended(endings.NotDone)]],
  ])('%s', (sentence, isDone, records) => {
    const report = Report.make(after(...records), 'Complete');
    expect(report.lines.map(Report.sentence)).toStrictEqual([`settle 1.5 BTC of S1: ${sentence}`]);
    expect(Report.isDone(report)).toBe(isDone);
    expect(Report.settlementOf(report)).toStrictEqual(isDone ? O.some('S1') : O.none);
  });

  test('is not done while one of several intents is not', () => {
    const instruction = present(mandateOf().intents[0]).instruction;
    const two = given(mandateOf([instruction, instruction]));
    const ledger = some(right(Ledger.fold([two, ...taken, story.ended(endings.Done)])));
    const report = Report.make(State.resume(ledger, now), 'Complete');
    expect(Report.isDone(report)).toBe(false);
    expect(Report.settlementOf(report)).toStrictEqual(O.some('S1'));
  });

  test('shows the settlement as it was last read, but not one that only happens to be of the same scope', () => {
    const latest = O.some(observation());
    expect(Report.make({ ...after(), latest }, 'Complete').status).toStrictEqual(O.some('Ready'));
    const prospective = mandateOf(undefined, { subject: { _tag: 'Prospective', scope: 'spot' } });
    const creating = State.begin(prospective, now);
    expect(Report.make({ ...creating, latest }, 'Complete')).toMatchObject({
      settlement: O.none,
      status: O.none,
    });
  });
});
