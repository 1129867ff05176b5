import { describe, expect, test } from '@jest/globals';
import { LIE_NAMES } from '@legwork/sandbox';
import { left, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { ownTrade } from '../fixture/desk.js';
import {
  type World,
  always,
  creationOf,
  inWorld,
  intentOf,
  observeAll,
  offered,
  preparedCreation,
  proposed,
} from '../fixture/world.js';

const trade = ({ counterparty }: World, id = 'trade-1') =>
  ownTrade(id, counterparty.account, ['0.01', 'BTC'], ['600.5', 'USD']);

/** A payload of ours has been signed before, so that a nonce of it can be repeated. */
const signedBefore = async (world: World): Promise<void> => {
  right(
    await world.requester.venue.send(
      await preparedCreation(world.requester, trade(world, 'trade-0')),
      always,
    )(),
  );
};

const signatures = ({ sandbox }: World) => sandbox.machine.truth().signatures.length;

describe.each(LIE_NAMES)('a venue that lies: %s', (lie) => {
  test('about a payload that it builds: nothing is signed', () =>
    inWorld(async (world) => {
      await signedBefore(world);
      const { venue, account } = world.requester;
      const seen = await observeAll(venue);
      await world.fault({ kind: 'lie', on: { method: 'BuildPayload' }, with: { lie } });
      const refused = left(await venue.prepare(intentOf(creationOf(account, trade(world))), seen)());
      expect(refused).toMatchObject({ _tag: 'Refused', money: 'Nothing moved: nothing was sent.' });
      expect(refused.what).toMatch(/^Nothing was signed: the payload is not what was approved \(/);
      expect(world.sandbox.machine.truth().lies.map((told) => told.lie)).toEqual([lie]);
      expect(signatures(world)).toBe(1);
    }));

  test('about a payload on a pending affirmation: nothing is signed', () =>
    inWorld(async (world) => {
      const { venue } = world.counterparty;
      const honest = await proposed(world, trade(world));
      const affirm = intentOf(offered(venue, honest), 'intent-2');
      await world.fault({ kind: 'lie', on: { method: 'GetSettlement' }, with: { lie } });
      const seen = right(await venue.observe(honest.subject, O.none)());
      expect(world.sandbox.machine.truth().lies.map((told) => told.lie)).toEqual([lie]);
      expect(left(await venue.prepare(affirm, seen)())._tag).toBe('Refused');
      // Also where nobody has approved anything yet: what would be offered is refused as well.
      for (const { instruction } of seen.settlements.flatMap(venue.allowed))
        // oxlint-disable-next-line no-await-in-loop
        expect(left(await venue.prepare(intentOf(instruction, 'intent-3'), seen)())._tag).toBe('Refused');
      expect(signatures(world)).toBe(1);
    }));
});
