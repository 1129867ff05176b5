import { type JournalRecord, RecordCodec, Report, type Watcher, dryRun, settle } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { portsOf, settleRequest } from './desk.js';
import { losing } from './losing.js';
import { approvedLines, paidLines } from './moved.js';
import { right, textOf } from './must.js';
import type { TestApi } from './test-api.js';
import type { LostReply, VenueWorld } from './venue-world.js';
import type { Within } from './within.js';

/** What a run from end to end promises, by the venue's own books. */
export const settlingCases = (api: TestApi, within: Within): void => {
  const { test, expect } = api;

  test(
    'moves exactly what was approved, once (M1, M8, M9)',
    within(async (world) => {
      const { approved, report, calls } = await settled(api, world);
      expect(report.lines.map(Report.sentence).filter((one) => !one.endsWith(': done.'))).toEqual([]);
      expect(paidLines(await world.truth())).toEqual(approved);
      expect((await world.truth()).received).toEqual(calls);
    }),
  );

  test(
    'shows a completed transfer for every leg that it calls settled, if its capabilities say so',
    within(async (world) => {
      const { settlement } = await settled(api, world);
      const seen = right(await world.venue.observe({ _tag: 'Existing', settlement }, O.none)());
      const legs = seen.settlements.flatMap((one) => one.legs).filter(({ status }) => status === 'Settled');
      expect(legs.length > 0).toEqual(true);
      const { showsTransfers } = world.venue.capabilities;
      const shows = legs.map(({ transfers }) => transfers.some(({ status }) => status === 'Completed'));
      expect(shows).toEqual(legs.map(() => showsTransfers));
    }),
  );

  test(
    'does nothing when the same mandate is run again',
    within(async (world) => {
      const { settlement, report, calls } = await settled(api, world);
      const again = right(await settle(portsOf(world))(settleRequest(world, settlement))());
      expect(again.lines).toEqual(report.lines);
      expect((await world.truth()).received).toEqual(calls);
    }),
  );

  test(
    'moves nothing more under another mandate (M9)',
    within(async (world) => {
      const { settlement, approved } = await settled(api, world);
      await settle(portsOf(world))(settleRequest(world, settlement, 'conformance-2'))();
      await world.rest();
      expect(paidLines(await world.truth())).toEqual(approved);
    }),
  );

  test(
    'finds out that a lost reply was a yes, and sends nothing twice (M2)',
    within(async (world) => {
      const { approved, report, calls } = await settled(api, world, 'AfterEffect');
      expect(Report.isDone(report)).toEqual(true);
      expect(paidLines(await world.truth())).toEqual(approved);
      expect((await world.truth()).received).toEqual(calls);
    }),
  );

  test(
    'does it once after a lost request, or leaves it to a person (M2, L1)',
    within(async (world) => {
      const { approved, report } = await settled(api, world, 'BeforeEffect');
      const paid = paidLines(await world.truth());
      if (Report.isDone(report)) {
        expect(paid).toEqual(approved);
        return;
      }
      const open = report.lines.filter(({ standing }) => standing._tag === 'NeedsOperator');
      expect(open.length > 0).toEqual(true);
      expect(paid.filter((line) => !approved.includes(line))).toEqual([]);
      expect(new Set(paid).size).toEqual(paid.length);
    }),
  );

  test(
    'writes no secret into a journal or a report (S7)',
    within(async (world) => {
      const { settlement, report } = await settled(api, world, 'AfterEffect');
      const records = right(await world.journal.read(settleRequest(world, settlement).id)());
      const text = textOf([records, report]);
      expect(world.secrets.map((secret) => text.includes(secret))).toEqual(world.secrets.map(() => false));
    }),
  );

  test(
    'writes nothing that a journal would not give back as it was (D5)',
    within(async (world) => {
      const written: Array<JournalRecord> = [];
      const watch: Watcher = (_, __, next) => {
        if (next?._tag === 'Append') written.push(...next.records);
      };
      const ports = { ...portsOf(world), watch };
      right(await settle(ports)(settleRequest(world, await world.ready()))());
      expect(written.length > 1).toEqual(true);
      expect(written.map((record) => right(RecordCodec.decode(RecordCodec.encode(record))))).toEqual(written);
    }),
  );
};

/** Settles a settlement, perhaps with a lost reply, and lets the venue finish. */
const settled = async (api: TestApi, world: VenueWorld, lost?: LostReply) => {
  const settlement = await world.ready();
  const request = settleRequest(world, settlement);
  const ports = portsOf(world);
  const plan = right(await dryRun(ports)(request)());
  const calls = (await world.truth()).received + plan.instructions.length;
  const run = async (): Promise<Report.Report> => right(await settle(ports)(request)());
  const report = lost === undefined ? await run() : await losing(api, world, lost, run);
  await world.rest();
  return { settlement, report, calls, approved: approvedLines(settlement, plan.instructions) };
};
