import { type SettlementId, settle } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { portsOf, settleRequest } from './desk.js';
import { right } from './must.js';
import { otherInstructions } from './other-instructions.js';
import { intentOf, sceneOf } from './scene.js';
import { faultsOf } from './sentences.js';
import type { TestApi } from './test-api.js';
import type { VenueWorld } from './venue-world.js';
import type { Within } from './within.js';

/** Whether only what was approved fits, and for as long as it does (contract M6). */
export const fitCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'finds that what it offers now fits what it was read from',
    within(async (world) => {
      const { seen, offers } = await sceneOf(world);
      const now = offers.filter(({ waitsFor }) => O.isNone(waitsFor));
      const fits = now.map(({ instruction }) => world.venue.fit(instruction, seen)._tag);
      expect(fits).toEqual(now.map(() => 'Fits'));
    }),
  );

  for (const what of ['another quantity', 'another asset', 'another direction'] as const)
    test(
      `finds that ${what} differs from what is there, and prepares none of it (M6)`,
      within(async (world) => {
        const { seen, offers, instruction } = await sceneOf(world);
        const others = offers
          .flatMap((offer) => otherInstructions(offer.instruction))
          .filter((other) => other.what === what)
          .map((other) => other.instruction);
        expect(others.length).toEqual(offers.length);
        const fits = others.map((other) => world.venue.fit(other, seen)._tag);
        expect(fits).toEqual(others.map(() => 'Differs'));
        const [other = instruction] = others;
        const prepared = await world.venue.prepare(intentOf(other), seen)();
        expect(E.isLeft(prepared) ? prepared.left._tag : 'prepared').toEqual('Refused');
        if (E.isLeft(prepared)) expect(faultsOf(prepared.left, world.secrets)).toEqual([]);
        expect((await world.truth()).received).toEqual(0);
      }),
    );

  test(
    'finds that nothing fits where the settlement does not show',
    within(async (world) => {
      const { seen, offers } = await sceneOf(world);
      const fits = offers.map(({ instruction }) =>
        world.venue.fit(instruction, { ...seen, settlements: [] }),
      );
      expect(fits.filter(({ _tag }) => _tag === 'Fits')).toEqual([]);
    }),
  );

  test(
    'offers nothing and finds nothing fitting once it is done (M9)',
    within(async (world) => {
      const { offers, settlement } = await sceneOf(world);
      const done = await settledReading(world, settlement.id);
      expect(done.settlements.flatMap(world.venue.allowed)).toEqual([]);
      const fits = offers.map(({ instruction }) => world.venue.fit(instruction, done)._tag);
      expect(fits.filter((tag) => tag === 'Fits')).toEqual([]);
    }),
  );
};

const settledReading = async (world: VenueWorld, settlement: SettlementId) => {
  right(await settle(portsOf(world))(settleRequest(world, settlement))());
  await world.rest();
  return right(await world.venue.observe({ _tag: 'Existing', settlement }, O.none)());
};
