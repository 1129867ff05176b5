import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRecord } from '../../src/engine/journal-record.js';
import { journalDesk, lane } from '../fixture/journal-desk.js';
import { mark } from '../../src/noun/leg.js';
import type { Exclusion } from '../../src/port/rules.js';
import { endings, given, haltedRecord, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { right } from '../fixture/must.js';
import { account, intentId, mandateId, settlementId, venue } from '../fixture/noun.js';

const once = { name: 'settle S1 L1', once: true };
const often = { name: 'create spot', once: false };

describe('appending', () => {
  test('keeps the records of each mandate in order, and apart', async () => {
    const { journal, add, open } = journalDesk();
    const [a, b] = [await open('A'), await open('B')];
    await add(a, [storyOf('A/1').parked()]);
    await add(a, [storyOf('A/1').ended(endings.NotDone)]);
    expect(right(await journal.read(a)())).toStrictEqual([
      given(mandateOf(undefined, { id: a })),
      storyOf('A/1').parked(),
      storyOf('A/1').ended(endings.NotDone),
    ]);
    expect(right(await journal.read(b)())).toHaveLength(1);
    expect(right(await journal.read(mandateId('C'))())).toStrictEqual([]);
  });

  test.each([0, 1, 3, 99])('is refused when %d records are expected and there are two', async (expected) => {
    const { journal, add, open } = journalDesk();
    const id = await open('A');
    await add(id, [storyOf('A/1').parked()]);
    expect(await add(id, [storyOf('A/1').parked()], undefined, expected)).toBe('Stale');
    expect(right(await journal.read(id)())).toHaveLength(2);
  });

  test('writes all or none', async () => {
    const { journal, add, take, open } = journalDesk();
    const [a, b] = [await open('A'), await open('B')];
    const lease = await take();
    expect(await add(a, [storyOf('A/1').armed(1, once)], lease)).toBe('Added');
    const story = storyOf('B/1');
    expect(await add(b, [story.parked(), haltedRecord, story.armed(1, once)], lease)).toBe('ExclusionHeld');
    expect(right(await journal.read(b)())).toHaveLength(1);
    expect(right(await journal.halted({ venue, account, lane })())).toStrictEqual(O.none);
  });
});

describe('one attempt under one name, over all mandates (M1, M9)', () => {
  const freeing: ReadonlyArray<[string, ReadonlyArray<JournalRecord>, string]> = [
    ['nothing more', [], 'ExclusionHeld'],
    ['an unknown outcome', [storyOf('A/1').outcome(outcomes.Unknown)], 'ExclusionHeld'],
    ['an acceptance', [storyOf('A/1').outcome(outcomes.Accepted)], 'ExclusionHeld'],
    ['a parking', [storyOf('A/1').outcome(outcomes.Unknown), storyOf('A/1').parked()], 'ExclusionHeld'],
    [
      'a change that was seen',
      [storyOf('A/1').outcome(outcomes.Unknown), storyOf('A/1').changed()],
      'ExclusionHeld',
    ],
    ['not being sent', [storyOf('A/1').outcome(outcomes.NotSent)], 'Added'],
    ['a rejection', [storyOf('A/1').outcome(outcomes.RejectedPointless)], 'Added'],
    ['a proof that it is void', [storyOf('A/1').outcome(outcomes.Unknown), storyOf('A/1').voided()], 'Added'],
    ['a failure', [storyOf('A/1').outcome(outcomes.Accepted), storyOf('A/1').ended(endings.Failed)], 'Added'],
    [
      'a part',
      [storyOf('A/1').outcome(outcomes.Accepted), storyOf('A/1').ended(endings.PartlyDone)],
      'Added',
    ],
    [
      'being done',
      [storyOf('A/1').outcome(outcomes.Accepted), storyOf('A/1').ended(endings.Done)],
      'ExclusionHeld',
    ],
  ];

  test.each(freeing)('after %s', async (_, records, wanted) => {
    const { add, take, open } = journalDesk();
    const [a, b] = [await open('A'), await open('B')];
    const lease = await take();
    expect(await add(a, [storyOf('A/1').armed(1, once)], lease)).toBe('Added');
    expect(await add(a, records)).toBe('Added');
    expect(await add(b, [storyOf('B/1').armed(1, once)], lease)).toBe(wanted);
  });

  test('what may be done more than once is free again when it is done', async () => {
    const { add, take, open } = journalDesk();
    const [a, b] = [await open('A'), await open('B')];
    const lease = await take();
    await add(a, [storyOf('A/1').armed(1, often)], lease);
    expect(await add(b, [storyOf('B/1').armed(1, often)], lease)).toBe('ExclusionHeld');
    await add(a, [storyOf('A/1').outcome(outcomes.Accepted), storyOf('A/1').ended(endings.Done)]);
    expect(await add(b, [storyOf('B/1').armed(1, often)], lease)).toBe('Added');
  });

  test('an intent can be armed again itself once it is free', async () => {
    const { add, take, open } = journalDesk();
    const a = await open('A');
    const lease = await take();
    await add(a, [storyOf('A/1').armed(1, once)], lease);
    await add(a, [storyOf('A/1').outcome(outcomes.NotSent)]);
    expect(await add(a, [storyOf('A/1').armed(2, once)], lease)).toBe('Added');
    expect(await add(a, [storyOf('A/1').armed(3, once)], lease)).toBe('ExclusionHeld');
  });
});

describe("a person's word leaves the fence where it was (X2)", () => {
  const said = { atMs: 9, by: 'ann', why: 'compared' } as const;
  const armedAt = (name: string, exclusion: Exclusion, reading: string): JournalRecord => ({
    _tag: 'AttemptArmed',
    atMs: 1,
    intent: intentId(name),
    attempt: 1,
    order: '10',
    body: 'settle',
    before: mark('nothing'),
    lane,
    reading,
    fence: '500',
    exclusion,
  });
  const decisions = [
    { _tag: 'DeclaredVoid' },
    { _tag: 'Adopted', settlement: settlementId, reference: 'T1' },
  ] as const;

  test.each(decisions)('$_tag', async (decision) => {
    const { add, take, open } = journalDesk();
    const [a, b] = [await open('A'), await open('B')];
    const lease = await take();
    const first = storyOf('A/1');
    expect(await add(a, [armedAt('A/1', once, '5')], lease)).toBe('Added');
    expect(await add(a, [first.outcome(outcomes.Unknown)])).toBe('Added');
    expect(await add(a, [{ _tag: 'IntentDecided', intent: intentId('A/1'), decision, ...said }])).toBe(
      'Added',
    );
    expect(await add(b, [armedAt('B/1', often, '499')], lease)).toBe('LaneHeld');
    expect(await add(b, [armedAt('B/1', often, '500')], lease)).toBe('Added');
  });
});
