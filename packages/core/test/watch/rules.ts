import * as E from 'fp-ts/lib/Either.js';
import type { Subject } from '../../src/noun/observation.js';
import type { SettlementVenue } from '../../src/port/venue.js';
import type { SettlementHub, WatchPorts } from '../../src/watch/watch-settlements.js';
import { leg, observation, settlement, settlementId } from '../fixture/noun.js';
import { type ManualClock, manualClock, settled } from './manual-clock.js';
import { takeAll } from './take.js';

/** A way to watch, right or wrong. */
export type Watching = (ports: WatchPorts) => SettlementHub;

const one: Subject = { _tag: 'Existing', settlement: settlementId };
const pace = { gapMs: 100, pollFirstMs: 1_000, pollMaxMs: 10_000, pushBurst: 3, pushEveryMs: 5_000 };

/** A venue that moves one transfer on with every reading that may, and counts its readings. */
const stage = (watching: Watching) => {
  const clock = manualClock();
  const counts = { reads: 0, under: 0, most: 0 };
  const shows = { left: 1_000, status: 'Open' as 'Open' | 'InProgress' };
  const observe: SettlementVenue['observe'] = (subject) => async () => {
    counts.reads += 1;
    counts.under += 1;
    counts.most = Math.max(counts.most, counts.under);
    await clock.sleep(10).done();
    counts.under -= 1;
    const settlements = [settlement({ legs: [leg({ status: shows.status })] })];
    return E.right(observation({ subject, settlements, order: BigInt(counts.reads) }));
  };
  return { clock, counts, shows, hub: watching({ venue: { observe }, clock, pace }) };
};

const minuteMs = 60_000;

/** T4: no field of a push shows in what is seen. */
const believesNothing = async (watching: Watching): Promise<ReadonlyArray<string>> => {
  const { clock, hub } = stage(watching);
  const watcher = takeAll(hub.watch(one));
  await clock.advance(1_500);
  const lie = { id: settlementId, legs: [{ id: 'L1', status: 'Settled' }], finality: 'Final' };
  for (const push of [lie, JSON.stringify(lie), settlementId]) hub.pushed(push);
  await clock.advance(minuteMs);
  const statuses = watcher.news.flatMap(({ view }) => view.known.map((known) => known.settlement.finality));
  return watcher.isOver() || statuses.some((finality) => finality !== 'Open') ? ['it believed a push'] : [];
};

/** One reading at a time, however many watch, and as many as one would need. */
const readsOnce = async (watching: Watching): Promise<ReadonlyArray<string>> => {
  const run = async (watchers: number) => {
    const { clock, hub, counts } = stage(watching);
    for (let at = 0; at < watchers; at += 1) takeAll(hub.watch(one));
    await clock.advance(minuteMs);
    return counts;
  };
  const few = await run(1);
  const many = await run(50);
  return [
    ...(many.reads > few.reads ? ['it read for every watcher'] : []),
    ...(many.most > 1 ? ['it read twice at once'] : []),
  ];
};

/** A slow reader is at the present with its next item. */
const keepsNoQueue = async (watching: Watching): Promise<ReadonlyArray<string>> => {
  const { clock, hub, shows } = stage(watching);
  const slow = hub.watch(one)[Symbol.asyncIterator]();
  const first = slow.next();
  await clock.advance(100);
  await first;
  for (let change = 0; change < 21; change += 1) {
    shows.status = change % 2 === 0 ? 'InProgress' : 'Open';
    // oxlint-disable-next-line no-await-in-loop
    await clock.advance(20_000);
  }
  const given: Array<unknown> = [];
  const take = async (): Promise<void> => {
    given.push(await slow.next());
  };
  for (let at = 0; at < 100 && given.length === at; at += 1) {
    void take();
    // oxlint-disable-next-line no-await-in-loop
    await settled();
  }
  return given.length > 1 ? [`it kept ${given.length} items for a slow reader`] : [];
};

/** L2: pushes cost no more than they may, and never more than one reading at once. */
const affordsPushes = async (watching: Watching): Promise<ReadonlyArray<string>> => {
  const { clock, hub, counts } = stage(watching);
  takeAll(hub.watch(one));
  await flooded(clock, hub);
  const most = 2 + minuteMs / 10_000 + 4 + 3 + minuteMs / 5_000;
  return [
    ...(counts.reads > most ? [`pushes cost ${counts.reads} readings`] : []),
    ...(counts.most > 1 ? ['pushes made it read twice at once'] : []),
  ];
};

const flooded = async (clock: ManualClock, hub: SettlementHub): Promise<void> => {
  for (let at = 0; at < minuteMs / 50; at += 1) {
    hub.pushed(settlementId);
    hub.pushed();
    // oxlint-disable-next-line no-await-in-loop
    await clock.advance(50);
  }
};

/** A push that is not forged is worth something. */
const hearsPushes = async (watching: Watching): Promise<ReadonlyArray<string>> => {
  const { clock, hub, shows } = stage(watching);
  const watcher = takeAll(hub.watch(one));
  await clock.advance(minuteMs + 1_000);
  shows.status = 'InProgress';
  hub.pushed(settlementId);
  await clock.advance(200);
  return watcher.news.length < 2 ? ['it did not look when it was pushed'] : [];
};

/** What is wrong with a way to watch; nothing when it keeps its promises. */
export const wrongs = async (watching: Watching): Promise<ReadonlyArray<string>> =>
  (
    await Promise.all(
      [believesNothing, readsOnce, keepsNoQueue, affordsPushes, hearsPushes].map((rule) => rule(watching)),
    )
  ).flat();
