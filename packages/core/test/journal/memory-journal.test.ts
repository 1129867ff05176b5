import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRecord } from '../../src/engine/journal-record.js';
import { memoryJournal } from '../../src/journal/memory-journal.js';
import type { MandateId } from '../../src/noun/id.js';
import type { Entry, Lease } from '../../src/port/journal.js';
import { endings, given, haltedRecord, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { right, some } from '../fixture/must.js';
import { account, mandateId, party, settleLeg, venue } from '../fixture/noun.js';
import { virtualClock } from '../fixture/virtual-clock.js';

const lane = 'paper key 1';
const once = { name: 'settle S1 L1', once: true };
const often = { name: 'create spot', once: false };

/** A journal, and the ways the tests use it. */
const desk = () => {
  const clock = virtualClock();
  const journal = memoryJournal(clock);
  const add = async (
    id: MandateId,
    records: ReadonlyArray<JournalRecord>,
    lease?: Lease,
    expected?: number,
  ) => {
    const known = right(await journal.read(id)()).length;
    const entry: Entry = { mandate: id, expected: expected ?? known, records, lease: O.fromNullable(lease) };
    const done = await journal.append(entry)();
    return E.isRight(done) ? 'Added' : done.left._tag === 'JournalRefused' ? done.left.why : done.left._tag;
  };
  const take = async (): Promise<Lease> => {
    const lease = some(right(await journal.acquire(lane, 'worker', 1_000)()));
    right(await journal.release(lease)());
    return some(right(await journal.acquire(lane, 'worker', 1_000)()));
  };
  const open = async (name: string): Promise<MandateId> => {
    const id = mandateId(name);
    expect(await add(id, [given(mandateOf(undefined, { id }))])).toBe('Added');
    return id;
  };
  return { clock, journal, add, take, open };
};

describe('appending', () => {
  test('keeps the records of each mandate in order, and apart', async () => {
    const { journal, add, open } = desk();
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
    const { journal, add, open } = desk();
    const id = await open('A');
    await add(id, [storyOf('A/1').parked()]);
    expect(await add(id, [storyOf('A/1').parked()], undefined, expected)).toBe('Stale');
    expect(right(await journal.read(id)())).toHaveLength(2);
  });

  test('writes all or none', async () => {
    const { journal, add, take, open } = desk();
    const [a, b] = [await open('A'), await open('B')];
    const lease = await take();
    expect(await add(a, [storyOf('A/1').armed(1, once)], lease)).toBe('Added');
    const story = storyOf('B/1');
    expect(await add(b, [story.parked(), haltedRecord, story.armed(1, once)], lease)).toBe('ExclusionHeld');
    expect(right(await journal.read(b)())).toHaveLength(1);
    expect(right(await journal.halted(venue, account)())).toStrictEqual(O.none);
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
    const { add, take, open } = desk();
    const [a, b] = [await open('A'), await open('B')];
    const lease = await take();
    expect(await add(a, [storyOf('A/1').armed(1, once)], lease)).toBe('Added');
    expect(await add(a, records)).toBe('Added');
    expect(await add(b, [storyOf('B/1').armed(1, once)], lease)).toBe(wanted);
  });

  test('what may be done more than once is free again when it is done', async () => {
    const { add, take, open } = desk();
    const [a, b] = [await open('A'), await open('B')];
    const lease = await take();
    await add(a, [storyOf('A/1').armed(1, often)], lease);
    expect(await add(b, [storyOf('B/1').armed(1, often)], lease)).toBe('ExclusionHeld');
    await add(a, [storyOf('A/1').outcome(outcomes.Accepted), storyOf('A/1').ended(endings.Done)]);
    expect(await add(b, [storyOf('B/1').armed(1, often)], lease)).toBe('Added');
  });

  test('an intent can be armed again itself once it is free', async () => {
    const { add, take, open } = desk();
    const a = await open('A');
    const lease = await take();
    await add(a, [storyOf('A/1').armed(1, once)], lease);
    await add(a, [storyOf('A/1').outcome(outcomes.NotSent)]);
    expect(await add(a, [storyOf('A/1').armed(2, once)], lease)).toBe('Added');
    expect(await add(a, [storyOf('A/1').armed(3, once)], lease)).toBe('ExclusionHeld');
  });
});

describe('the lease of a lane (X3, N7)', () => {
  test('nothing is armed without one, or after it ran out', async () => {
    const { clock, add, take, open } = desk();
    const id = await open('A');
    expect(await add(id, [storyOf('A/1').armed()])).toBe('LeaseLost');
    const lease = await take();
    clock.advance(1_000);
    expect(await add(id, [storyOf('A/1').armed()], lease)).toBe('LeaseLost');
  });

  test('a superseded epoch is worthless, however long it would have lasted', async () => {
    const { clock, journal, add, take, open } = desk();
    const id = await open('A');
    const old = await take();
    clock.advance(1_000);
    const next = some(right(await journal.acquire(lane, 'other', 1_000)()));
    expect(next.epoch).toBeGreaterThan(old.epoch);
    expect(await add(id, [storyOf('A/1').armed()], { ...old, untilMs: 1e9 })).toBe('LeaseLost');
    expect(await add(id, [storyOf('A/1').armed()], next)).toBe('Added');
  });

  test('one that was given back arms nothing', async () => {
    const { journal, add, take, open } = desk();
    const id = await open('A');
    const lease = await take();
    right(await journal.release(lease)());
    expect(await add(id, [storyOf('A/1').armed()], lease)).toBe('LeaseLost');
  });

  test('is given to one at a time, and again when it is given back; an old one gives nothing back', async () => {
    const { clock, journal, take } = desk();
    const first = await take();
    expect(right(await journal.acquire(lane, 'other', 1_000)())).toStrictEqual(O.none);
    expect(O.isSome(right(await journal.acquire('another lane', 'other', 1_000)()))).toBe(true);
    clock.advance(1_000);
    right(await journal.acquire(lane, 'other', 1_000)());
    right(await journal.release(first)());
    expect(right(await journal.acquire(lane, 'third', 1_000)())).toStrictEqual(O.none);
  });

  test('what arms nothing needs none', async () => {
    const { add, open } = desk();
    const id = await open('A');
    expect(await add(id, [storyOf('A/1').parked(), storyOf('A/1').ended(endings.NotDone)])).toBe('Added');
  });
});

describe('a halted account (M6, L2)', () => {
  test('arms nothing, under any mandate, until a person lets it; everything else is still written', async () => {
    const { journal, add, take, open } = desk();
    const [a, b] = [await open('A'), await open('B')];
    const lease = await take();
    expect(await add(a, [haltedRecord])).toBe('Added');
    expect(right(await journal.halted(venue, account)())).toStrictEqual(O.some('a person said so'));
    expect(await add(b, [storyOf('B/1').armed()], lease)).toBe('AccountHalted');
    expect(await add(b, [storyOf('B/1').parked()])).toBe('Added');
    right(await journal.resume(venue, account, 'ann', 'compared')());
    expect(right(await journal.halted(venue, account)())).toStrictEqual(O.none);
    expect(await add(b, [storyOf('B/1').armed()], lease)).toBe('Added');
  });

  test('does not halt another account', async () => {
    const { journal, add, take, open } = desk();
    const a = await open('A');
    const other = { id: mandateId('B'), account: party('Agent').account };
    await add(other.id, [given(mandateOf(undefined, other))]);
    await add(a, [haltedRecord]);
    expect(right(await journal.halted(venue, other.account)())).toStrictEqual(O.none);
    expect(await add(other.id, [storyOf('B/1').armed()], await take())).toBe('Added');
  });
});

describe('what is committed (M10)', () => {
  const committed = async ({ journal }: ReturnType<typeof desk>, sinceMs: number) =>
    right(await journal.committed(venue, account, sinceMs)()).map((one) => one.intent);

  test('counts from the instant of the mandate on, for its account alone', async () => {
    const it = desk();
    const id = mandateId('A');
    await it.add(id, [given(mandateOf([settleLeg()], { id }), 500)]);
    expect(await committed(it, 500)).toStrictEqual(['A/1']);
    expect(await committed(it, 501)).toStrictEqual([]);
    expect(right(await it.journal.committed(venue, party('Agent').account, 0)())).toStrictEqual([]);
  });

  test.each([
    ['NotDone', [storyOf('A/1').ended(endings.NotDone)], 0],
    ['unknown', [storyOf('A/1').armed(), storyOf('A/1').outcome(outcomes.Unknown)], 1],
    [
      'done',
      [storyOf('A/1').armed(), storyOf('A/1').outcome(outcomes.Accepted), storyOf('A/1').ended(endings.Done)],
      1,
    ],
    [
      'done in part',
      [
        storyOf('A/1').armed(),
        storyOf('A/1').outcome(outcomes.Accepted),
        storyOf('A/1').ended(endings.PartlyDone),
      ],
      1,
    ],
    [
      'failed',
      [
        storyOf('A/1').armed(),
        storyOf('A/1').outcome(outcomes.Accepted),
        storyOf('A/1').ended(endings.Failed),
      ],
      1,
    ],
  ])('an intent that is %s', async (_, records, count) => {
    const it = desk();
    const id = await it.open('A');
    expect(await it.add(id, records, await it.take())).toBe('Added');
    expect(await committed(it, 0)).toHaveLength(count);
  });

  test('what we receive is not committed', async () => {
    const it = desk();
    const id = mandateId('A');
    const flow = { payer: party('Venue'), receiver: party('Us') };
    await it.add(id, [given(mandateOf([settleLeg({ flow })], { id }))]);
    expect(await committed(it, 0)).toStrictEqual([]);
  });
});
