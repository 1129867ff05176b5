import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { journalDesk, lane } from '../fixture/journal-desk.js';
import { endings, given, haltedRecord, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { right } from '../fixture/must.js';
import { account, mandateId, party, settleLeg, venue } from '../fixture/noun.js';

describe('a halted account (M6, L2)', () => {
  test('arms nothing, under any mandate, until a person lets it; everything else is still written', async () => {
    const { journal, add, take, open } = journalDesk();
    const [a, b] = [await open('A'), await open('B')];
    const lease = await take();
    expect(await add(a, [haltedRecord])).toBe('Added');
    expect(right(await journal.halted({ venue, account, lane })())).toStrictEqual(O.some('a person said so'));
    expect(await add(b, [storyOf('B/1').armed()], lease)).toBe('AccountHalted');
    expect(await add(b, [storyOf('B/1').parked()])).toBe('Added');
    right(
      await journal.order({
        _tag: 'Resume',
        scope: { _tag: 'Account', venue, account },
        atMs: 1,
        by: 'ann',
        why: 'compared',
      })(),
    );
    expect(right(await journal.halted({ venue, account, lane })())).toStrictEqual(O.none);
    expect(await add(b, [storyOf('B/1').armed()], lease)).toBe('Added');
  });

  test('does not halt another account', async () => {
    const { journal, add, take, open } = journalDesk();
    const a = await open('A');
    const other = { id: mandateId('B'), account: party('Agent').account };
    await add(other.id, [given(mandateOf(undefined, other))]);
    await add(a, [haltedRecord]);
    expect(right(await journal.halted({ venue, account: other.account, lane })())).toStrictEqual(O.none);
    expect(await add(other.id, [storyOf('B/1').armed()], await take())).toBe('Added');
  });
});

describe('what is committed (M10)', () => {
  const committed = async ({ journal }: ReturnType<typeof journalDesk>, sinceMs: number) =>
    right(await journal.committed(venue, account, sinceMs)()).commitments.map((one) => one.intent);

  test('counts while it is not over, and from its end for as long as the caller looks back, for its account alone', async () => {
    const it = journalDesk();
    const id = mandateId('A');
    await it.add(id, [given(mandateOf([settleLeg()], { id }), 500)]);
    expect(await committed(it, 1_000_000)).toStrictEqual(['A/1']);
    const { armed, outcome, ended } = storyOf('A/1');
    await it.add(id, [armed()], await it.take());
    await it.add(id, [outcome(outcomes.Accepted), ended(endings.Done)]);
    expect(await committed(it, 1)).toStrictEqual(['A/1']);
    expect(await committed(it, 2)).toStrictEqual([]);
    expect(right(await it.journal.committed(venue, party('Agent').account, 0)()).commitments).toStrictEqual(
      [],
    );
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
    const it = journalDesk();
    const id = await it.open('A');
    expect(await it.add(id, records, await it.take())).toBe('Added');
    expect(await committed(it, 0)).toHaveLength(count);
  });

  test('what we receive is not committed', async () => {
    const it = journalDesk();
    const id = mandateId('A');
    const flow = { payer: party('Venue'), receiver: party('Us') };
    await it.add(id, [given(mandateOf([settleLeg({ flow })], { id }))]);
    expect(await committed(it, 0)).toStrictEqual([]);
  });
});
