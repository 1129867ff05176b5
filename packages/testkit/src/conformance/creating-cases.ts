import { type Instruction, Report, type SettlementId, create, end } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { createRequest, endRequest, portsOf } from './desk.js';
import { losing } from './losing.js';
import { paidLines } from './moved.js';
import { defined, right } from './must.js';
import { intentOf } from './scene.js';
import type { TestApi } from './test-api.js';
import { untouchedTrial } from './untouched-trial.js';
import type { LostReply, Opening, VenueWorld } from './venue-world.js';
import type { Within } from './within.js';

/** What opening a settlement promises, where it is ours to do. */
export const creatingCases = (api: TestApi, within: Within): void => {
  const { test, expect } = api;

  test(
    'can be opened by us exactly if its capabilities say so',
    within(async ({ venue, opening }) => {
      expect(O.isSome(opening)).toEqual(venue.capabilities.creates !== 'Venue');
    }),
  );

  for (const lost of ['Nothing', 'AfterEffect', 'BeforeEffect'] as const)
    test(
      `opens a settlement at most once, with this reply lost: ${lost} (H6)`,
      within(async (world) => {
        if (O.isNone(world.opening)) return;
        const opening = await world.opening.value();
        const report = await created(api, world, opening, lost);
        const { opened, received } = await world.truth();
        const known = O.toUndefined(Report.settlementOf(report));
        expect(opened.length <= 1 && (Report.isDone(report) || lost !== 'Nothing')).toEqual(true);
        if (lost === 'AfterEffect') {
          expect(opened.length).toEqual(1);
          const denied = report.lines.filter(
            ({ standing }) => standing._tag === 'Over' && standing.ending._tag !== 'Done',
          );
          expect(denied).toEqual([]);
        }
        if (Report.isDone(report)) expect([known]).toEqual(opened);
        await created(api, world, opening, 'Nothing');
        if (Report.isDone(report)) expect((await world.truth()).received).toEqual(received);
        expect((await world.truth()).opened.length <= 1).toEqual(true);
      }),
    );

  test(
    'shows what it opened as it was meant, and its trades if its capabilities say so',
    within(async (world) => {
      if (O.isNone(world.opening)) return;
      const opening = await world.opening.value();
      const { capabilities } = world.venue;
      const { settlement } = await openedBy(api, world, opening);
      expect(settlement.scope).toEqual(opening.scope);
      if (O.isNone(opening.trades) || !capabilities.showsTrades) return;
      expect(O.map(sorted)(settlement.trades)).toEqual(O.map(sorted)(opening.trades));
    }),
  );

  test(
    'sends our own reference along if its capabilities say so',
    within(async (world) => {
      if (O.isNone(world.opening) || !world.venue.capabilities.clientReference) return;
      const opening = await world.opening.value();
      const subject = { _tag: 'Prospective', scope: opening.scope } as const;
      const seen = right(await world.venue.observe(subject, O.none)());
      const instruction = { _tag: 'CreateSettlement', ...opening } as const;
      const prepared = right(await world.venue.prepare(intentOf(instruction), seen)());
      const references: ReadonlyArray<string> = O.isSome(opening.trades) ? opening.trades.value : [];
      expect(references.filter((one) => !prepared.body.includes(one))).toEqual([]);
      expect(references.length > 0).toEqual(true);
      world.venue.discard(prepared)();
    }),
  );

  test(
    'takes no settlement of other trades for the one that it was to open (D10)',
    within(async (world) => {
      if (O.isNone(world.opening)) return;
      const opening = await world.opening.value();
      const instruction = { _tag: 'CreateSettlement', ...opening } as const;
      const { settlement, seen } = await openedBy(api, world, opening);
      const { trial, last } = untouchedTrial(world.venue, { instruction, seen, settlement }, '');
      const others: Instruction.CreateSettlement = { ...instruction, trades: O.none };
      const shown = { ...last, seen: { _tag: 'SettlementsSeen', settlements: [settlement] } } as const;
      const before = world.venue.snapshot(others, { ...seen, settlements: [] });
      const tried = { ...trial, instruction: others, before, last: O.some(shown), named: true };
      expect(world.venue.judge(tried)._tag === 'Done').toEqual(false);
    }),
  );

  test(
    'takes back what nobody agreed to yet exactly if its capabilities say so, and moves nothing by it',
    within(async (world) => {
      const { cancels } = world.venue.capabilities;
      const id = O.isSome(world.opening)
        ? (await openedBy(api, world, await world.opening.value())).settlement.id
        : await world.ready();
      const seen = await readingOf(world, id);
      const cancel = { _tag: 'Cancel', settlement: id, reason: 'conformance' } as const;
      if (O.isSome(world.opening) || !cancels)
        expect(world.venue.fit(cancel, seen)._tag === 'Fits').toEqual(cancels);
      if (!cancels) return;
      const report = right(await end(portsOf(world))(endRequest(world, cancel))());
      await world.rest();
      expect(report.lines.map(Report.sentence).filter((one) => !one.endsWith(': done.'))).toEqual([]);
      expect(paidLines(await world.truth())).toEqual([]);
    }),
  );
};

const sorted = (texts: ReadonlyArray<string>): ReadonlyArray<string> => texts.toSorted();

const readingOf = async ({ venue }: VenueWorld, settlement: SettlementId) =>
  right(await venue.observe({ _tag: 'Existing', settlement }, O.none)());

/** Opens a settlement and reads it. */
const openedBy = async (api: TestApi, world: VenueWorld, opening: Opening) => {
  const report = await created(api, world, opening, 'Nothing');
  const id = defined(O.toUndefined(Report.settlementOf(report)));
  const seen = await readingOf(world, id);
  return { seen, settlement: defined(seen.settlements.find((one) => one.id === id)) };
};

const created = async (
  api: TestApi,
  world: VenueWorld,
  opening: Opening,
  lost: LostReply | 'Nothing',
): Promise<Report.Report> => {
  const run = async (): Promise<Report.Report> =>
    right(await create(portsOf(world))(createRequest(world, opening))());
  const report = lost === 'Nothing' ? await run() : await losing(api, world, lost, run);
  await world.rest();
  return report;
};
