import { describe, expect, test } from '@jest/globals';
import { settlementId } from '@legwork/core';
import { left, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { create, intentOf, observation } from '../fixture/noun.js';
import { always, confirmedBatch, createBatch, inWorld, preparedBtc } from '../fixture/world.js';

const settles = (requests: ReadonlyArray<{ method: string }>) =>
  requests.filter(({ method }) => method === 'SettlePrimeSettlementBatchAsset').length;

describe('over real sockets', () => {
  test('a batch is created, confirmed, settled leg by leg, and final', () =>
    inWorld(async (world) => {
      const { venue, sandbox } = world;
      const seen = await confirmedBatch(world);
      const [batch] = seen.settlements;
      expect(batch?.oddities).toEqual([]);
      expect(
        batch?.legs.map(({ venueAsset, actionableBy }) => [venueAsset, ...actionableBy]).toSorted(),
      ).toEqual([
        ['BTC', 'Us'],
        ['ETH', 'Us'],
        ['SOL', 'Venue'],
        ['USD', 'Venue'],
      ]);
      expect(O.isSome(batch?.trades ?? O.none)).toBe(true);
      const prepared = await preparedBtc(venue, seen);
      const receipt = right(await venue.send(prepared, always)());
      expect(receipt).toMatchObject({
        asset: O.some('BTC'),
        quantity: O.some('1.45700001'),
        oddities: [],
        warnings: [],
      });
      expect(receipt.transfer).toMatchObject({ value: { status: 'Pending' } });
      await world.advance(2_000);
      const after = right(await venue.observe(seen.subject, O.none)());
      expect(after.order).toBeGreaterThan(prepared.order);
      expect(after.settlements[0]?.legs.find(({ id }) => id === 'BTC')?.status).toBe('Settled');
      expect(settles(sandbox.machine.truth().requests)).toBe(1);
    }));

  test('a created batch shows in a prospective reading, with its trades', () =>
    inWorld(async (world) => {
      const receipt = right(await createBatch(world));
      const seen = right(await world.venue.observe({ _tag: 'Prospective', scope: 'currency' }, O.none)());
      expect(seen.settlements.map(({ id }) => id)).toEqual([receipt.settlement]);
      expect(seen.settlements[0]?.trades).toMatchObject({ value: { length: 6 } });
      const equity = right(
        await world.venue.observe({ _tag: 'Prospective', scope: 'tokenized_equity' }, O.none)(),
      );
      expect(equity.settlements).toEqual([]);
    }));

  test('one changed byte is refused by the venue', () =>
    inWorld(async (world) => {
      const seen = await confirmedBatch(world);
      const bent = world.through(({ call }) => ({
        call: (request) => call({ ...request, body: request.body.replace('"BTC"', '"ETH"') }),
      }));
      const sent = left(await bent.send(await preparedBtc(bent, seen), always)());
      expect(sent).toMatchObject({ _tag: 'Refused', code: O.some('EAPI:Invalid signature') });
      expect(world.sandbox.machine.truth().transfers).toEqual([]);
    }));

  test('what is prepared is sent once, or given back', () =>
    inWorld(async (world) => {
      const { venue, sandbox } = world;
      const seen = await confirmedBatch(world);
      const given = await preparedBtc(venue, seen);
      venue.discard(given)();
      venue.discard(given)();
      expect(left(await venue.send(given, always)())._tag).toBe('NotAccepted');
      const prepared = await preparedBtc(venue, seen);
      const send = venue.send(prepared, always);
      right(await send());
      expect(left(await send())._tag).toBe('NotAccepted');
      expect(left(await venue.send({ ...prepared }, always)())._tag).toBe('NotAccepted');
      expect(settles(sandbox.machine.truth().requests)).toBe(1);
    }));

  test('a permit that says no lets no byte out, and the turn passes on', () =>
    inWorld(async (world) => {
      const { venue, sandbox } = world;
      const seen = await confirmedBatch(world);
      const stopped = left(
        await venue.send(await preparedBtc(venue, seen), () => O.some('the kill switch'))(),
      );
      expect(stopped).toMatchObject({ _tag: 'NotAccepted', left: false });
      expect(settles(sandbox.machine.truth().requests)).toBe(0);
      right(await venue.observe(seen.subject, O.none)());
    }));

  test('a reading is placed where it is asked to be in the order of calls', () =>
    inWorld(async (world) => {
      const seen = await confirmedBatch(world);
      const least = seen.order + 5_000_000_000n;
      const later = right(await world.venue.observe(seen.subject, O.some(least))());
      expect(later.order).toBeGreaterThanOrEqual(least);
      expect(later.answeredAtMs).toBeGreaterThanOrEqual(later.askedAtMs);
    }));

  test('what does not fit is not even prepared, and takes no turn', () =>
    inWorld(async (world) => {
      const { venue } = world;
      const seen = await confirmedBatch(world);
      expect(left(await venue.prepare(intentOf(create()), seen)())._tag).toBe('Refused');
      const strange = intentOf({ ...create(), scope: 'bonds' });
      expect(left(await venue.prepare(strange, observation([]))()).what).toContain('asset kind');
      right(await venue.observe(seen.subject, O.none)());
    }));

  test('a batch that does not exist is a lasting failure of the read', () =>
    inWorld(async ({ venue }) => {
      const seen = left(
        await venue.observe({ _tag: 'Existing', settlement: right(settlementId('B_NOWHERE')) }, O.none)(),
      );
      expect(seen).toMatchObject({ _tag: 'ReadFailed', lasts: 'Lasting' });
    }));
});
