import { type ListQuery, type Settlement, settle } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { portsOf, settleRequest } from './desk.js';
import { left, right } from './must.js';
import { sceneOf } from './scene.js';
import { faultsOf } from './sentences.js';
import type { TestApi } from './test-api.js';
import type { VenueWorld } from './venue-world.js';
import type { Within } from './within.js';

/** A list without conditions. */
export const everything: ListQuery = {
  scope: O.none,
  createdAfterMs: O.none,
  open: false,
  after: O.none,
};

/** What the list promises of one settlement. */
export const listCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'lists the settlement once',
    within(async (world) => {
      const { settlement } = await sceneOf(world);
      expect(await timesListed(world, settlement, {})).toEqual(1);
    }),
  );

  test(
    'lists by scope and by when it was created, just as it is asked to',
    within(async (world) => {
      const { settlement } = await sceneOf(world);
      const { scope, createdAtMs } = settlement;
      expect(await timesListed(world, settlement, { scope: O.some(scope) })).toEqual(1);
      expect(await timesListed(world, settlement, { scope: O.some('no-such-scope') })).toEqual(0);
      expect(await timesListed(world, settlement, { createdAfterMs: O.some(createdAtMs - 1) })).toEqual(1);
      expect(await timesListed(world, settlement, { createdAfterMs: O.some(createdAtMs) })).toEqual(0);
    }),
  );

  test(
    'lists among what is open exactly what is not over',
    within(async (world) => {
      const { settlement, subject } = await sceneOf(world);
      expect(await timesListed(world, settlement, { open: true })).toEqual(1);
      right(await settle(portsOf(world))(settleRequest(world, settlement.id))());
      await world.rest();
      const [now = settlement] = right(await world.venue.observe(subject, O.none)()).settlements;
      const isOver = now.finality === 'Final' || now.finality === 'Dead';
      expect(await timesListed(world, settlement, { open: true })).toEqual(isOver ? 0 : 1);
      expect(await timesListed(world, settlement, {})).toEqual(1);
    }),
  );

  test(
    'lists on, also when words come that nobody knows (N4)',
    within(async (world) => {
      const { settlement } = await sceneOf(world);
      await world.bewilder();
      expect(await timesListed(world, settlement, {})).toEqual(1);
    }),
  );

  test(
    'takes no cursor that it did not make',
    within(async (world) => {
      const failed = left(await world.venue.list({ ...everything, after: O.some('no such cursor') })());
      expect(failed.lasts).toEqual('Lasting');
      expect(faultsOf(failed, world.secrets)).toEqual([]);
    }),
  );
};

const timesListed = async (
  { venue }: VenueWorld,
  { id }: Settlement.Settlement,
  conditions: Partial<ListQuery>,
): Promise<number> => {
  const page = right(await venue.list({ ...everything, ...conditions })());
  return page.settlements.filter((one) => one.id === id).length;
};
