import { Report, create } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { createRequest, portsOf } from './desk.js';
import { right } from './must.js';
import type { TestApi } from './test-api.js';
import type { LostReply, Opening, VenueWorld } from './venue-world.js';
import type { Within } from './within.js';

/** What opening a settlement promises, where it is ours to do. */
export const creatingCases = ({ test, expect }: TestApi, within: Within): void => {
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
        if (O.isNone(world.opening)) {
          expect(world.venue.capabilities.creates).toEqual('Venue');
          return;
        }
        const opening = await world.opening.value();
        const report = await created(world, opening, lost);
        const { opened, received } = await world.truth();
        const known = O.toUndefined(Report.settlementOf(report));
        expect(opened.length <= 1 && (Report.isDone(report) || lost !== 'Nothing')).toEqual(true);
        if (Report.isDone(report)) expect([known]).toEqual(opened);
        await created(world, opening, 'Nothing');
        if (Report.isDone(report)) expect((await world.truth()).received).toEqual(received);
        expect((await world.truth()).opened.length <= 1).toEqual(true);
      }),
    );
};

const created = async (
  world: VenueWorld,
  opening: Opening,
  lost: LostReply | 'Nothing',
): Promise<Report.Report> => {
  if (lost !== 'Nothing') await world.loseNext(lost);
  const report = right(await create(portsOf(world))(createRequest(world, opening))());
  await world.rest();
  return report;
};
