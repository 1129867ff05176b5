import { describe, expect, test } from '@jest/globals';
import { left } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type World, inWorld } from '../fixture/world.js';

const subject = { _tag: 'Prospective', scope: 'currency' } as const;

const readings = async ({ venue }: World, count: number) => {
  const failures: Array<string> = [];
  for (let at = 0; at < count; at += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const seen = await venue.observe(subject, O.none)();
    if (E.isLeft(seen)) failures.push(seen.left.lasts);
  }
  return failures;
};

describe('a key that another program used with finer nonces', () => {
  test('stops after two calls, before the venue locks it out', () =>
    inWorld(async (world) => {
      const { machine, credentials } = world.sandbox;
      const nonce = 2n ** 62n;
      machine.call(
        { key: credentials.apiKey, nonce, method: 'ListPrimeSettlementBatches', params: {} },
        1_700_000_000_000,
      );
      expect(await readings(world, 5)).toEqual(['Passing', 'Passing', 'Lasting', 'Lasting', 'Lasting']);
      expect(machine.truth().requests.length).toBe(3);
      expect(left(await world.venue.observe(subject, O.none)()).what).toContain('make a new key');
    }));
});

describe('a key without the permission to query', () => {
  test('fails lastingly', () =>
    inWorld(
      async (world) => {
        expect(left(await world.venue.observe(subject, O.none)())).toMatchObject({
          lasts: 'Lasting',
          code: O.some('EGeneral:Permission denied'),
        });
      },
      { permissions: ['modify'] },
    ));
});
