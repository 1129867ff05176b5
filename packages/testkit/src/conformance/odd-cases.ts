import { settle } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { portsOf, settleRequest } from './desk.js';
import { left, right } from './must.js';
import { intentOf, sceneOf } from './scene.js';
import { faultsOf } from './sentences.js';
import type { TestApi } from './test-api.js';
import type { Within } from './within.js';

/** What happens when the venue says what nobody knows (contract N4). */
export const oddCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'reads a word that nobody knows, and allows nothing on it',
    within(async (world) => {
      const { subject } = await sceneOf(world);
      await world.bewilder();
      const odd = right(await world.venue.observe(subject, O.none)());
      expect(odd.settlements.length).toEqual(1);
      expect(odd.settlements.flatMap(world.venue.allowed)).toEqual([]);
      expect(odd.settlements.every(({ oddities }) => oddities.length > 0)).toEqual(true);
    }),
  );

  test(
    'prepares nothing on such a reading, also if it was approved before',
    within(async (world) => {
      const { subject, instruction } = await sceneOf(world);
      await world.bewilder();
      const odd = right(await world.venue.observe(subject, O.none)());
      expect(world.venue.fit(instruction, odd)._tag === 'Fits').toEqual(false);
      const error = left(await world.venue.prepare(intentOf(instruction), odd)());
      expect(faultsOf(error, world.secrets)).toEqual([]);
      expect((await world.truth()).received).toEqual(0);
    }),
  );

  test(
    'begins no run on such a settlement',
    within(async (world) => {
      const settlement = await world.ready();
      await world.bewilder();
      const run = await settle(portsOf(world))(settleRequest(world, settlement))();
      expect(E.isLeft(run) ? run.left._tag : 'begun').toEqual('PlanRefused');
      expect((await world.truth()).received).toEqual(0);
    }),
  );
};
