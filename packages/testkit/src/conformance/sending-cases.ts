import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { left, right } from './must.js';
import { always, preparedOf, sceneOf } from './scene.js';
import { faultsOf } from './sentences.js';
import type { TestApi } from './test-api.js';
import type { Within } from './within.js';

/** What preparing, sending and discarding promise. */
export const sendingCases = ({ test, expect }: TestApi, within: Within): void => {
  test(
    'prepares without moving anything, later in the order of calls than what was read',
    within(async (world) => {
      const scene = await sceneOf(world);
      const before = await world.truth();
      const prepared = await preparedOf(world.venue, scene);
      expect(prepared.order > scene.seen.order).toEqual(true);
      await world.rest();
      expect(await world.truth()).toEqual(before);
      world.venue.discard(prepared)();
    }),
  );

  test(
    'sends what it prepared at most once, also when asked twice at the same time (M3)',
    within(async (world) => {
      const scene = await sceneOf(world);
      const before = await world.truth();
      const prepared = await preparedOf(world.venue, scene);
      const send = world.venue.send(prepared, always);
      const both = await Promise.all([send(), send()]);
      expect(both.filter(E.isRight).length).toEqual(1);
      const third = left(await send());
      expect([third._tag, third._tag === 'NotAccepted' && third.left]).toEqual(['NotAccepted', false]);
      expect(faultsOf(third, world.secrets)).toEqual([]);
      expect((await world.truth()).received).toEqual(before.received + 1);
    }),
  );

  test(
    'answers with a receipt of what was asked for, and nothing odd',
    within(async (world) => {
      const scene = await sceneOf(world);
      const prepared = await preparedOf(world.venue, scene);
      const receipt = right(await world.venue.send(prepared, always)());
      expect(receipt.settlement).toEqual(scene.settlement.id);
      expect(receipt.oddities).toEqual([]);
    }),
  );

  test(
    'discards without sending, as often as it is asked, and then goes on',
    within(async (world) => {
      const scene = await sceneOf(world);
      const before = await world.truth();
      const prepared = await preparedOf(world.venue, scene);
      world.venue.discard(prepared)();
      world.venue.discard(prepared)();
      const late = left(await world.venue.send(prepared, always)());
      expect([late._tag, late._tag === 'NotAccepted' && late.left]).toEqual(['NotAccepted', false]);
      expect(await world.truth()).toEqual(before);
      right(await world.venue.observe(scene.subject, O.none)());
      world.venue.discard(await preparedOf(world.venue, scene))();
    }),
  );

  test(
    'sends nothing that is not permitted at the last instant, and then goes on (L2)',
    within(async (world) => {
      const scene = await sceneOf(world);
      const before = await world.truth();
      const prepared = await preparedOf(world.venue, scene);
      const stopped = left(await world.venue.send(prepared, () => O.some('a person said stop'))());
      expect([stopped._tag, stopped._tag === 'NotAccepted' && stopped.left]).toEqual(['NotAccepted', false]);
      expect(faultsOf(stopped, world.secrets)).toEqual([]);
      expect(await world.truth()).toEqual(before);
      right(await world.venue.observe(scene.subject, O.none)());
    }),
  );

  for (const where of ['BeforeEffect', 'AfterEffect'] as const)
    test(
      `says that the outcome is unknown when the reply is lost: ${where} (M4)`,
      within(async (world) => {
        const scene = await sceneOf(world);
        const prepared = await preparedOf(world.venue, scene);
        await world.loseNext(where);
        const lost = left(await world.venue.send(prepared, always)());
        expect(lost._tag).toEqual('OutcomeUnknown');
        expect(faultsOf(lost, world.secrets)).toEqual([]);
      }),
    );
};
