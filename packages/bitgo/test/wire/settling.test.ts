import { describe, expect, test } from '@jest/globals';
import { defined, left, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { asset, ownTrade, quantity } from '../fixture/desk.js';
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

const btcForUsd = ({ counterparty }: World) =>
  ownTrade('trade-1', counterparty.account, ['0.01', 'BTC'], ['600.5', 'USD']);

const writes = ({ sandbox }: World) =>
  sandbox.machine
    .truth()
    .requests.filter(({ operation }) => operation === 'CreateSettlement' || operation === 'UpdateAffirmation')
    .length;

describe('over real sockets', () => {
  test('a settlement is created by one side, affirmed by the other, and final for both', () =>
    inWorld(async (world) => {
      const seen = await proposed(world, btcForUsd(world));
      const { requester, counterparty, sandbox } = world;
      const [settlement] = seen.settlements;
      expect(settlement?.oddities).toEqual([]);
      expect(settlement?.trades).toEqual(O.some(['trade-1']));
      expect(settlement?.consents.map(({ by, status }) => [by.role, status])).toEqual([
        ['Counterparty', 'Given'],
        ['Us', 'Awaited'],
      ]);
      expect(
        settlement?.legs.map((leg) => [leg.asset, leg.quantity, leg.venueDirection, ...leg.actionableBy]),
      ).toEqual([
        [O.some('BTC'), '0.01', 'receive'],
        [O.some('USD'), '600.5', 'send', 'Us'],
      ]);
      expect(settlement?.holds.map((hold) => [hold.of.role, hold.quantity, hold.status])).toEqual([
        ['Counterparty', '0.01', 'Active'],
        ['Us', '600.5', 'Active'],
      ]);
      const affirm = intentOf(offered(counterparty.venue, seen), 'intent-2');
      const prepared = right(await counterparty.venue.prepare(affirm, seen)());
      const receipt = right(await counterparty.venue.send(prepared, always)());
      expect(receipt).toMatchObject({ settlement: settlement?.id, oddities: [] });
      const after = right(await requester.venue.observe(seen.subject, O.none)());
      expect(after.settlements[0]).toMatchObject({ finality: 'Final', oddities: [] });
      expect(after.settlements[0]?.legs.map(({ status, residual }) => [status, residual])).toEqual([
        ['Settled', O.some('0')],
        ['Settled', O.some('0')],
      ]);
      expect(writes(world)).toBe(2);
      const { signatures } = sandbox.machine.truth();
      expect(signatures.map(({ payload }) => payload)).toEqual([
        expect.any(String),
        JSON.parse(prepared.body).payload,
      ]);
    }));

  test.each(['given', 'fresh'] as const)('a settlement is affirmed with the payload %s', (affirmWith) =>
    inWorld(async (world) => {
      const { venue } = await world.connect('counterparty', { affirmWith });
      const seen = await proposed(world, btcForUsd(world));
      const prepared = right(await venue.prepare(intentOf(offered(venue, seen)), seen)());
      const raw = JSON.stringify(seen.settlements[0]?.raw);
      const payload = JSON.stringify(JSON.parse(prepared.body).payload);
      expect(raw.includes(payload)).toBe(affirmWith === 'given');
      expect(right(await venue.send(prepared, always)()).oddities).toEqual([]);
    }),
  );

  test('a settlement is refused by one side, or taken back by the other', () =>
    inWorld(async (world) => {
      const { requester, counterparty } = world;
      for (const [side, tag] of [
        [counterparty, 'Reject'],
        [requester, 'Cancel'],
      ] as const) {
        const trade = ownTrade(`trade-${tag}`, counterparty.account, ['1', 'BTC'], ['2', 'USD']);
        // One after the other: each is a story of its own.
        // oxlint-disable-next-line no-await-in-loop
        const { subject, settlements } = await proposed(world, trade);
        const { id } = defined(settlements[0]);
        const { venue } = side;
        // oxlint-disable-next-line no-await-in-loop
        const seen = right(await venue.observe(subject, O.none)());
        const end = intentOf({ _tag: tag, settlement: id, reason: 'not ours' });
        // oxlint-disable-next-line no-await-in-loop
        const prepared = right(await venue.prepare(end, seen)());
        // oxlint-disable-next-line no-await-in-loop
        expect(right(await venue.send(prepared, always)())).toMatchObject({ settlement: id, oddities: [] });
        // oxlint-disable-next-line no-await-in-loop
        const after = right(await venue.observe(subject, O.none)());
        expect(after.settlements[0]).toMatchObject({ finality: 'Dead', oddities: [] });
      }
    }));

  test.each(['hmac-2', 'hmac-3', 'bearer'] as const)('a v2x token works as %s', (tokenKind) =>
    inWorld(
      async (world) => {
        const { venue, account } = await world.connect('requester', { tokenKind });
        const create = intentOf(creationOf(account, btcForUsd(world)));
        const prepared = right(await venue.prepare(create, await observeAll(venue))());
        expect(right(await venue.send(prepared, always)()).oddities).toEqual([]);
      },
      { switches: { tokenKind: 'v2x' } },
    ),
  );

  test('what is prepared is sent once, or given back', () =>
    inWorld(async (world) => {
      const { requester } = world;
      const given = await preparedCreation(requester, btcForUsd(world));
      requester.venue.discard(given)();
      requester.venue.discard(given)();
      expect(left(await requester.venue.send(given, always)())._tag).toBe('NotAccepted');
      const prepared = await preparedCreation(requester, btcForUsd(world));
      expect(prepared.order).toBeGreaterThan(given.order);
      expect(JSON.parse(prepared.body).payload).not.toBe(JSON.parse(given.body).payload);
      right(await requester.venue.send(prepared, always)());
      expect(left(await requester.venue.send(prepared, always)())._tag).toBe('NotAccepted');
      expect(writes(world)).toBe(1);
    }));

  test('what is given back is affirmed again with the same payload', () =>
    inWorld(async (world) => {
      const { venue } = world.counterparty;
      const seen = await proposed(world, btcForUsd(world));
      const affirm = intentOf(offered(venue, seen));
      const given = right(await venue.prepare(affirm, seen)());
      venue.discard(given)();
      const prepared = right(await venue.prepare(affirm, seen)());
      expect(prepared.body).toBe(given.body);
      right(await venue.send(prepared, always)());
    }));

  test('a permit that says no lets no byte out, and the turn passes on', () =>
    inWorld(async (world) => {
      const { requester } = world;
      const prepared = await preparedCreation(requester, btcForUsd(world));
      const stopped = left(await requester.venue.send(prepared, () => O.some('the kill switch'))());
      expect(stopped).toMatchObject({ _tag: 'NotAccepted', left: false });
      expect(writes(world)).toBe(0);
      await observeAll(requester.venue);
    }));

  test('a reading is placed where it is asked to be in the order of calls', () =>
    inWorld(async ({ requester: { venue } }) => {
      const first = await observeAll(venue);
      const least = first.order + 5_000_000_000n;
      const later = right(await venue.observe(first.subject, O.some(least))());
      expect(later.order).toBeGreaterThanOrEqual(least);
      expect((await observeAll(venue)).order).toBeGreaterThan(later.order);
    }));

  test('fees are paid within the limit, and a payload with more of them is not signed', () =>
    inWorld(
      async (world) => {
        const { requester, counterparty } = world;
        const withFee = (feeMax: string) =>
          ownTrade('trade-1', counterparty.account, ['0.01', 'BTC'], ['600', 'USD'], {
            feeMax: quantity(feeMax),
          });
        const greedy = intentOf(creationOf(requester.account, withFee('0.00004999')));
        const refused = left(await requester.venue.prepare(greedy, await observeAll(requester.venue))());
        expect(refused).toMatchObject({ _tag: 'Refused' });
        expect(refused.what).toContain('FeeAboveMax');
        const seen = await proposed(world, withFee('0.00005'));
        expect(seen.settlements[0]?.oddities).toEqual([]);
        const none = intentOf(offered(counterparty.venue, seen));
        expect(left(await counterparty.venue.prepare(none, seen)()).what).toContain('FeeAboveMax');
        const feeMax = new Map([[asset('USD'), quantity('3')]]);
        const generous = await world.connect('counterparty', { feeMax });
        const affirm = intentOf(offered(generous.venue, seen));
        const prepared = right(await generous.venue.prepare(affirm, seen)());
        right(await generous.venue.send(prepared, always)());
        expect(writes(world)).toBe(2);
      },
      { switches: { feePpm: 5_000 } },
    ));
});
