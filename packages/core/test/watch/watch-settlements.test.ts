import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { ReadFailed } from '../../src/error/read-error.js';
import type { Observation, Subject } from '../../src/noun/observation.js';
import type { Settlement } from '../../src/noun/settlement.js';
import type { SettlementVenue } from '../../src/port/venue.js';
import { watchSettlements } from '../../src/watch/watch-settlements.js';
import { leg, observation, party, settlement, settlementId } from '../fixture/noun.js';
import { manualClock, settled } from './manual-clock.js';
import { takeAll } from './take.js';

const one: Subject = { _tag: 'Existing', settlement: settlementId };
const passing: ReadFailed = {
  _tag: 'ReadFailed',
  lasts: 'Passing',
  what: 'The venue does not answer.',
  money: '',
  todo: '',
  code: O.none,
  requestId: O.none,
};

/** A venue that shows what the test says, and counts who asks. */
const stage = (shown: Settlement = settlement()) => {
  const clock = manualClock();
  const venue = { shown, reads: 0, fails: 'No' as 'No' | 'Left' | 'Throws' | 'Rejects', order: 0n };
  const observe: SettlementVenue['observe'] = (subject, least) => {
    if (venue.fails === 'Throws') throw new Error('secret');
    return async (): Promise<E.Either<ReadFailed, Observation>> => {
      venue.reads += 1;
      venue.order += 1n;
      expect(least).toStrictEqual(O.none);
      if (venue.fails === 'Rejects') throw new Error('secret');
      if (venue.fails === 'Left') return E.left(passing);
      return E.right(observation({ subject, settlements: [venue.shown], order: venue.order }));
    };
  };
  const pace = { gapMs: 0, pollFirstMs: 1_000, pollMaxMs: 8_000 };
  return { clock, venue, hub: watchSettlements({ venue: { observe }, clock, pace }) };
};

describe('watching settlements', () => {
  test('tells the story of one from its first sight to its end', async () => {
    const { clock, venue, hub } = stage();
    const watcher = takeAll(hub.watch(one));
    await clock.advance(1_500);
    venue.shown = settlement({ legs: [leg({ status: 'InProgress' })] });
    await clock.advance(8_000);
    venue.shown = settlement({ legs: [leg({ status: 'Settled' })], finality: 'Final' });
    await clock.advance(8_000);
    expect(watcher.changes().map(({ _tag }) => _tag)).toStrictEqual([
      'Appeared',
      'LegMoved',
      'StatusMoved',
      'LegMoved',
      'FinalityMoved',
      'StatusMoved',
    ]);
    expect(watcher.news.at(-1)?.ends).toStrictEqual(O.some('Over'));
    expect(watcher.isOver()).toBe(true);
    const { reads } = venue;
    await clock.advance(3_600_000);
    expect(venue.reads).toBe(reads);
  });

  test.each(['Left', 'Throws', 'Rejects'] as const)(
    'never throws, and tells of readings that fail: %s',
    async (how) => {
      const { clock, venue, hub } = stage();
      venue.fails = how;
      const watcher = takeAll(hub.watch(one));
      await clock.advance(60_000);
      venue.fails = 'No';
      await clock.advance(8_000);
      expect(watcher.changes().map(({ _tag }) => _tag)).toStrictEqual([
        'ReadingFails',
        'ReadingWorks',
        'Appeared',
      ]);
      expect(JSON.stringify(watcher.changes())).not.toContain('secret');
    },
  );

  test('goes on more slowly while readings fail', async () => {
    const { clock, venue, hub } = stage();
    venue.fails = 'Left';
    takeAll(hub.watch(one));
    await clock.advance(60_000);
    expect(venue.reads).toBe(10);
  });

  test('tells at its instant that a deadline passed, however slow the pace is', async () => {
    const lapsesAtMs = O.some(1_700_000_000_000 + 1_000 + 4_321);
    const consents = [{ by: party('Counterparty'), status: 'Awaited', lapsesAtMs } as const];
    const { clock, hub } = stage(settlement({ consents }));
    const watcher = takeAll(hub.watch(one));
    await clock.advance(4_320);
    expect(watcher.changes()).toHaveLength(1);
    await clock.advance(1);
    expect(watcher.changes()[1]).toMatchObject({ _tag: 'DeadlinePassed', settlement: settlementId });
    await clock.advance(60_000);
    expect(watcher.changes()).toHaveLength(2);
  });

  test('believes no push: one that names a settlement, lies or says nothing only has the venue read', async () => {
    const { clock, venue, hub } = stage();
    const watcher = takeAll(hub.watch(one));
    await clock.advance(7_500);
    const { reads } = venue;
    const lie = { settlement: 'S1', status: 'Final', legs: [{ status: 'Settled' }] };
    for (const push of ['S1', 'S2', lie, JSON.stringify(lie), undefined]) {
      hub.pushed(push);
      // oxlint-disable-next-line no-await-in-loop
      await settled();
    }
    expect(watcher.changes().map(({ _tag }) => _tag)).toStrictEqual(['Appeared']);
    expect(watcher.news).toHaveLength(1);
    // What names something that is not watched causes nothing.
    expect(venue.reads - reads).toBe(3);
  });

  test('a scope is read for any push, and shows what is new in it', async () => {
    const { clock, venue, hub } = stage();
    const watcher = takeAll(hub.watch({ _tag: 'Prospective', scope: 'spot' }));
    await clock.advance(7_500);
    venue.shown = settlement({ id: venue.shown.id, legs: [leg({ status: 'Settled' })], finality: 'Final' });
    expect(hub.pushed('S-unheard-of')).toBe('Read');
    await settled();
    expect(watcher.changes().at(-1)).toMatchObject({ _tag: 'StatusMoved', is: 'Final' });
    expect(watcher.isOver()).toBe(false);
    hub.stop();
    await settled();
    expect(watcher.isOver()).toBe(true);
  });

  test('one settlement and its scope are two things to read, whatever they are called', async () => {
    const { venue, hub } = stage();
    takeAll(hub.watch(one));
    takeAll(hub.watch({ _tag: 'Prospective', scope: settlementId }));
    await settled();
    expect(venue.reads).toBe(2);
  });
});
