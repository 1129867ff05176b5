import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Ledger from '../../src/engine/ledger.js';
import type { Decision, JournalRecord } from '../../src/engine/journal-record.js';
import { decide, type Ruling } from '../../src/operator/decide.js';
import { of } from '../../src/operator/overview.js';
import type { Journal } from '../../src/port/journal.js';
import { journalDesk, lane } from '../fixture/journal-desk.js';
import { endings, given, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { present, right, some } from '../fixture/must.js';
import { settlementId as settlementIdOf } from '../../src/noun/id.js';
import { intentId, mandateId, settlementId } from '../fixture/noun.js';

const id = mandateId('M');
const intent = intentId('M/1');
const story = storyOf('M/1');
const word = { by: 'ann', why: 'seen at the venue' };
const adopted = { _tag: 'Adopted', settlement: settlementId, reference: 'T9' } as const;
const declaredVoid: Decision = { _tag: 'DeclaredVoid' };
const withdrawn: Decision = { _tag: 'Withdrawn' };
const decisions = { Adopted: adopted, DeclaredVoid: declaredVoid, Withdrawn: withdrawn };

// Longer than any sending.
const longMs = 1_260_000;

/** A journal with one mandate and what came after, each at the instant of the desk's clock. */
const deskWith = async (...records: ReadonlyArray<JournalRecord>) => {
  const desk = journalDesk();
  const now = (record: JournalRecord): JournalRecord => ({ ...record, atMs: desk.clock.wallMs() });
  /** Adds them all, as a worker that has the lane. */
  const write = async (...added: ReadonlyArray<JournalRecord>): Promise<void> => {
    const lease = await desk.take();
    for (const record of added) {
      // oxlint-disable-next-line no-await-in-loop
      const done = await desk.add(id, [now(record)], lease);
      if (done !== 'Added') throw new Error(done);
    }
    right(await desk.journal.release(lease)());
  };
  await write(given(mandateOf()), ...records);
  const rule = async (decision: Decision, ruling: Ruling = word, journal: Journal = desk.journal) =>
    decide(journal, desk.clock)(id, intent, decision, ruling)();
  const phase = async (): Promise<Ledger.Phase> =>
    present(some(right(Ledger.fold(right(await desk.journal.read(id)())))).intents[0]).phase;
  return { ...desk, write, rule, phase };
};

/** A journal to which others do something just before each append, one thing a time. */
const beforeAppends = (journal: Journal, others: Array<() => Promise<void>>): Journal => ({
  ...journal,
  append: (entry) => async () => {
    await others.shift()?.();
    return journal.append(entry)();
  },
});

const unknown = [story.armed(), story.outcome(outcomes.Unknown)];
/** A worker proves the first attempt void and sends another one. */
const anotherAttempt = [story.voided(), story.armed(2), story.outcome(outcomes.Unknown, 2)];
const accepted = [story.armed(), story.outcome(outcomes.Accepted)];

describe('a decision', () => {
  const done = { _tag: 'Ended', ending: endings.Done };
  const waiting = { _tag: 'Waiting' };
  test.each<[string, ReadonlyArray<JournalRecord>, keyof typeof decisions, object]>([
    ['what waits', [], 'Adopted', done],
    ['what waits', [], 'Withdrawn', { _tag: 'Ended', ending: { because: 'Withdrawn', why: word.why } }],
    ['an unknown', unknown, 'Adopted', done],
    ['an unknown', unknown, 'DeclaredVoid', waiting],
    ['a parked unknown', [...unknown, story.parked()], 'DeclaredVoid', waiting],
    ['what was accepted', accepted, 'Adopted', done],
    ['what was accepted', accepted, 'DeclaredVoid', waiting],
  ])('about %s is written, with who and why: %#', async (_what, records, name, phase) => {
    const desk = await deskWith(...records);
    expect(await desk.rule(decisions[name])).toStrictEqual(E.right(undefined));
    expect(await desk.phase()).toMatchObject(phase);
    const decision = decisions[name];
    expect(right(await desk.journal.read(id)()).at(-1)).toMatchObject({ ...word, decision });
  });

  test.each<[string, ReadonlyArray<JournalRecord>, keyof typeof decisions, string]>([
    ['what waits', [], 'DeclaredVoid', 'NothingOut'],
    ['an unknown', unknown, 'Withdrawn', 'AttemptOut'],
    ['what was accepted', accepted, 'Withdrawn', 'AttemptOut'],
    ['what may be leaving', [story.armed()], 'Withdrawn', 'AttemptOut'],
    ['what is over', [story.ended(endings.NotDone)], 'Adopted', 'Over'],
    ['what is over', [story.ended(endings.NotDone)], 'DeclaredVoid', 'Over'],
    ['what is over', [story.ended(endings.NotDone)], 'Withdrawn', 'Over'],
  ])('about %s is refused, and nothing is written: %#', async (_what, records, name, why) => {
    const desk = await deskWith(...records);
    const before = right(await desk.journal.read(id)());
    desk.clock.advance(longMs);
    expect(await desk.rule(decisions[name])).toMatchObject(E.left({ _tag: 'DecisionRefused', why }));
    expect(right(await desk.journal.read(id)())).toStrictEqual(before);
  });

  test('says of its refusals what they are, what they mean for the money, and what to do', async () => {
    const desk = await deskWith();
    expect(await desk.rule(declaredVoid)).toMatchObject(
      E.left({
        what: 'Nothing of it is out that could be void.',
        money: 'Nothing was decided, and nothing changed for the money. It may go by itself.',
        todo: 'Withdraw it if it is not to be sent.',
      }),
    );
  });

  test('about what is not in the journal is refused', async () => {
    const desk = await deskWith();
    const other = async (mandate: string, one: string) =>
      decide(desk.journal, desk.clock)(mandateId(mandate), intentId(one), withdrawn, word)();
    expect(await other('M', 'M/2')).toMatchObject(E.left({ why: 'NotFound' }));
    expect(await other('N', 'N/1')).toMatchObject(E.left({ why: 'NotFound' }));
    const barred: JournalRecord = { _tag: 'MandateBarred', atMs: 1, ...word };
    expect(await desk.add(mandateId('B'), [barred])).toBe('Added');
    expect(await other('B', 'B/1')).toMatchObject(E.left({ why: 'NotFound' }));
  });

  test('adopts nothing of another settlement; for a creation, whatever settlement it became', async () => {
    const other: Decision = { ...adopted, settlement: right(settlementIdOf('S2')) };
    const desk = await deskWith(...unknown);
    expect(await desk.rule(other)).toMatchObject(E.left({ why: 'OtherSettlement' }));
    const creation = mandateOf(undefined, {
      id: mandateId('C'),
      subject: { _tag: 'Prospective', scope: 'spot' },
    });
    expect(await desk.add(creation.id, [given(creation)])).toBe('Added');
    const made = await decide(desk.journal, desk.clock)(creation.id, intentId('C/1'), other, word)();
    expect(made).toStrictEqual(E.right(undefined));
  });

  test.each([
    [{ by: '', why: 'x' }, 'The name of who decides is missing.'],
    [{ by: '  ', why: 'x' }, 'The name of who decides is missing.'],
    [{ by: 'ann', why: '' }, 'The reason is missing.'],
    [{ by: 'a'.repeat(201), why: 'x' }, 'The name of who decides has more than 200 characters.'],
    [{ by: 'ann', why: 'x'.repeat(1_001) }, 'The reason has more than 1000 characters.'],
    [{ by: 'ann\n', why: 'x' }, 'The name of who decides has characters in it that are not plain text.'],
    [{ by: 'ann', why: '\u001B[31mx' }, 'The reason has characters in it that are not plain text.'],
    [{ by: 'ann', why: 'a\u202Eb' }, 'The reason has characters in it that are not plain text.'],
    [{ by: 'ann', why: '\uD800' }, 'The reason has characters in it that are not plain text.'],
  ])('needs who and why in plain text (%#)', async (ruling, what) => {
    const desk = await deskWith(...unknown);
    expect(await desk.rule(adopted, ruling)).toMatchObject(E.left({ why: 'InvalidWord', what }));
    expect((await desk.phase())._tag).toBe('Unclear');
  });

  test('takes the longest name and reason, in any script', async () => {
    const desk = await deskWith(...unknown);
    const ruling = { by: 'é'.repeat(200), why: '財'.repeat(1_000) };
    expect(await desk.rule(adopted, ruling)).toStrictEqual(E.right(undefined));
  });

  test.each(['', 'x'.repeat(201), 'a\nb'])(
    'adopts nothing without a plain reference (%#)',
    async (reference) => {
      const desk = await deskWith(...unknown);
      expect(await desk.rule({ _tag: 'Adopted', settlement: settlementId, reference })).toMatchObject(
        E.left({ why: 'InvalidWord' }),
      );
    },
  );

  test('of an adoption spends what can be done once, and frees the lane (M9)', async () => {
    const desk = await deskWith(...unknown);
    right(await desk.rule(adopted));
    const again = await desk.open('N');
    const lease = await desk.take();
    const armed = { ...storyOf('N/1').armed() };
    expect(await desk.add(again, [armed], lease)).toBe('ExclusionHeld');
  });

  test('of a void keeps whoever sends next behind the fence of what it was about', async () => {
    const desk = await deskWith(...unknown);
    right(await desk.rule(declaredVoid));
    const lease = await desk.take();
    const early: JournalRecord = Object.assign(story.armed(2), { reading: '10' });
    expect(await desk.add(id, [early], lease)).toBe('LaneHeld');
    expect(await desk.add(id, [story.armed(2)], lease)).toBe('Added');
  });
});

describe('a decision about what was seen', () => {
  test('is refused when it stands otherwise by now', async () => {
    const desk = await deskWith(...unknown);
    const seen = present(some(right(of(right(await desk.journal.read(id)())))).open[0]);
    await desk.write(...anotherAttempt);
    const late = { ...word, asOf: seen.asOf };
    expect(await desk.rule(declaredVoid, late)).toMatchObject(E.left({ why: 'Changed' }));
    expect(await desk.rule(adopted, late)).toMatchObject(E.left({ why: 'Changed' }));
    expect(await desk.phase()).toMatchObject({ _tag: 'Unclear', attempt: { number: 2 } });
  });

  test('is refused when a transfer was seen by now', async () => {
    const desk = await deskWith(...unknown);
    const seen = present(some(right(of(right(await desk.journal.read(id)())))).open[0]);
    await desk.write(story.changed());
    expect(await desk.rule(declaredVoid, { ...word, asOf: seen.asOf })).toMatchObject(
      E.left({ why: 'Changed' }),
    );
  });

  test('holds when all that happened is that it was handed to a person', async () => {
    const desk = await deskWith(...unknown);
    const seen = present(some(right(of(right(await desk.journal.read(id)())))).open[0]);
    await desk.write(story.parked());
    expect(await desk.rule(declaredVoid, { ...word, asOf: seen.asOf })).toStrictEqual(E.right(undefined));
  });

  test('is not carried over to another attempt while it is tried again', async () => {
    const desk = await deskWith(...unknown);
    const racing = beforeAppends(desk.journal, [() => desk.write(...anotherAttempt)]);
    expect(await desk.rule(declaredVoid, word, racing)).toMatchObject(E.left({ why: 'Changed' }));
    expect(await desk.phase()).toMatchObject({ _tag: 'Unclear', attempt: { number: 2 } });
  });

  test('is tried again when others only wrote about something else, and not for ever', async () => {
    const desk = await deskWith(...unknown);
    const park = () => desk.write(story.parked());
    const many = Array.from({ length: 20 }, () => park);
    const crowded = await desk.rule(declaredVoid, word, beforeAppends(desk.journal, many));
    expect(crowded).toMatchObject(E.left({ why: 'Contended' }));
    expect(many).toHaveLength(12);
    const calmer = beforeAppends(desk.journal, [park, park, park]);
    expect(await desk.rule(declaredVoid, word, calmer)).toStrictEqual(E.right(undefined));
  });
});

describe('a decision about what may be leaving', () => {
  const outcomesNoted = (records: ReadonlyArray<JournalRecord>): ReadonlyArray<string> =>
    records.slice(-2).map(({ _tag }) => _tag);

  test.each(['DeclaredVoid', 'Adopted'] as const)('is refused while it is young: %s', async (name) => {
    const desk = await deskWith(story.armed());
    desk.clock.advance(longMs - 1);
    expect(await desk.rule(decisions[name])).toMatchObject(E.left({ why: 'MaybeSending' }));
    expect((await desk.phase())._tag).toBe('Armed');
  });

  test.each(['DeclaredVoid', 'Adopted'] as const)(
    'is refused while a worker has the lane: %s',
    async (name) => {
      const desk = await deskWith(story.armed());
      desk.clock.advance(longMs);
      const lease = await desk.take();
      expect(await desk.rule(decisions[name])).toMatchObject(E.left({ why: 'MaybeSending' }));
      expect((await desk.phase())._tag).toBe('Armed');
      right(await desk.journal.release(lease)());
      expect(await desk.rule(decisions[name])).toStrictEqual(E.right(undefined));
    },
  );

  test('notes that it is unknown in the same append, and gives the lane back', async () => {
    const desk = await deskWith(story.armed());
    desk.clock.advance(longMs);
    right(await desk.rule(declaredVoid));
    const records = right(await desk.journal.read(id)());
    expect(outcomesNoted(records)).toEqual(['OutcomeKnown', 'IntentDecided']);
    expect(records.at(-2)).toMatchObject({ attempt: 1, outcome: { _tag: 'Unknown' } });
    expect(O.isSome(right(await desk.journal.acquire(lane, 'another', 1_000)()))).toBe(true);
  });

  test('gives the lane back when others wrote meanwhile, and looks again', async () => {
    const desk = await deskWith(story.armed());
    desk.clock.advance(longMs);
    const note = async () => void (await desk.add(id, [story.outcome(outcomes.Accepted)]));
    const racing = beforeAppends(desk.journal, [note]);
    expect(await desk.rule(declaredVoid, word, racing)).toMatchObject(E.left({ why: 'Changed' }));
    expect((await desk.phase())._tag).toBe('Taken');
    expect(O.isSome(right(await desk.journal.acquire(lane, 'another', 1_000)()))).toBe(true);
  });
});

describe('a journal that fails', () => {
  const failed = async () => E.left({ _tag: 'JournalFailed', detail: 'disk' } as const);
  test.each(['read', 'append', 'acquire'] as const)(
    'in %s: it is said that it is not known',
    async (call) => {
      const desk = await deskWith(story.armed());
      desk.clock.advance(longMs);
      expect(await desk.rule(declaredVoid, word, { ...desk.journal, [call]: () => failed })).toMatchObject(
        E.left({ _tag: 'JournalFailed' }),
      );
      expect(O.isSome(right(await desk.journal.acquire(lane, 'another', 1_000)()))).toBe(true);
    },
  );

  test('that is damaged decides nothing', async () => {
    const desk = await deskWith(...unknown);
    const read: Journal['read'] = () => async () => E.right([story.armed()]);
    expect(await desk.rule(adopted, word, { ...desk.journal, read })).toMatchObject(
      E.left({ _tag: 'BrokenJournal' }),
    );
  });
});
