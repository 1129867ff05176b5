import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { losing } from './losing.js';
import { left, right, textOf } from './must.js';
import { always, intentOf, preparedOf, sceneOf } from './scene.js';
import { faultsOf } from './sentences.js';
import type { TestApi } from './test-api.js';
import { settledDown } from './settled-down.js';
import type { Within } from './within.js';

/** What preparing, sending and discarding promise. */
export const sendingCases = (api: TestApi, within: Within): void => {
  const { test, expect } = api;

  test(
    'prepares without moving anything, later in the order of calls than what was read',
    within(async (world) => {
      const scene = await sceneOf(world);
      const before = await world.truth();
      const prepared = await preparedOf(world.venue, scene);
      expect(prepared.order > scene.seen.order).toEqual(true);
      expect(prepared.intent).toEqual(intentOf(scene.instruction).id);
      expect(world.secrets.map((secret) => textOf(prepared).includes(secret))).toEqual(
        world.secrets.map(() => false),
      );
      await settledDown(world);
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
      if (scene.instruction._tag !== 'SettleLeg') return;
      const { asset, quantity } = scene.instruction;
      expect(O.getOrElse(() => asset)(receipt.asset)).toEqual(asset);
      expect(O.getOrElse(() => quantity)(receipt.quantity)).toEqual(quantity);
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
      expect(faultsOf(late, world.secrets)).toEqual([]);
      await settledDown(world);
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
      await settledDown(world);
      expect(await world.truth()).toEqual(before);
      right(await world.venue.observe(scene.subject, O.none)());
    }),
  );

  test(
    'sends only what it prepared, to the letter (S2)',
    within(async (world) => {
      const scene = await sceneOf(world);
      const before = await world.truth();
      const prepared = await preparedOf(world.venue, scene);
      const forged = { ...prepared, body: `${prepared.body} ` };
      const stopped = left(await world.venue.send(forged, always)());
      expect([stopped._tag, stopped._tag === 'NotAccepted' && stopped.left]).toEqual(['NotAccepted', false]);
      await settledDown(world);
      expect(await world.truth()).toEqual(before);
    }),
  );

  test(
    'lets nothing else go on its lane while a request is prepared (X2)',
    within(async (world) => {
      const scene = await sceneOf(world);
      const first = await preparedOf(world.venue, scene);
      let isHeld = true;
      const early: Array<string> = [];
      const second = world.venue.prepare(intentOf(scene.instruction, 2), scene.seen)();
      const reading = world.venue.observe(scene.subject, O.none)();
      const note = (what: string) => (came: E.Either<unknown, unknown>) => {
        if (isHeld && E.isRight(came)) early.push(what);
      };
      const noted = [second.then(note('a request')), reading.then(note('a reading'))];
      await settledDown(world);
      isHeld = false;
      world.venue.discard(first)();
      const then = await second;
      if (E.isRight(then)) world.venue.discard(then.right)();
      await Promise.all([...noted, reading]);
      expect(early).toEqual([]);
    }),
  );

  test(
    'does nothing when it is to discard what was sent',
    within(async (world) => {
      const scene = await sceneOf(world);
      const prepared = await preparedOf(world.venue, scene);
      right(await world.venue.send(prepared, always)());
      const before = await world.truth();
      world.venue.discard(prepared)();
      await settledDown(world);
      expect((await world.truth()).received).toEqual(before.received);
      right(await world.venue.observe(scene.subject, O.none)());
    }),
  );

  for (const where of ['BeforeEffect', 'AfterEffect'] as const)
    test(
      `says that the outcome is unknown when the reply is lost, and sends nothing again: ${where} (M3, M4)`,
      within(async (world) => {
        const scene = await sceneOf(world);
        const before = await world.truth();
        const prepared = await preparedOf(world.venue, scene);
        const send = world.venue.send(prepared, always);
        const lost = left(await losing(api, world, where, send));
        expect(lost._tag).toEqual('OutcomeUnknown');
        expect(faultsOf(lost, world.secrets)).toEqual([]);
        await settledDown(world);
        const after = await world.truth();
        if (where === 'AfterEffect') expect(after.received).toEqual(before.received + 1);
        else expect(after.moves).toEqual(before.moves);
      }),
    );
};
