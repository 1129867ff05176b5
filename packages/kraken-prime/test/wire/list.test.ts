import { describe, expect, test } from '@jest/globals';
import type { Cursor, ListQuery } from '@legwork/core';
import { defined, left, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { type World, inWorld } from '../fixture/world.js';

const startMs = 1_700_000_000_000;
const all: ListQuery = { scope: O.none, createdAfterMs: O.none, open: false, after: O.none };
/** Creations take effect a second later and unguarded, so that there can be many batches at once. */
const manyBatches = {
  switches: { emptyCreate: 'empty-batch', applyDelayMs: 1_000, guardSeesQueued: false },
  scenario: { says: 'No trades.', trades: [] },
} as const;

/** Asks the machine for empty batches, three in each millisecond; they appear a second later. */
const make = ({ sandbox }: World, fromMs: number, count: number): void => {
  for (let at = 0; at < count; at += 1) {
    const call = {
      key: sandbox.credentials.apiKey,
      nonce: BigInt(fromMs + at + 1),
      method: 'CreatePrimeSettlementBatch',
      params: { asset_kind: at % 2 === 0 ? 'currency' : 'tokenized_equity' },
    } as const;
    const { error } = sandbox.machine.call(call, startMs + fromMs + Math.floor(at / 3));
    if (error.length > 0) throw new Error(error.join());
  }
};

const walk = async (
  world: World,
  query: ListQuery,
  between: () => Promise<unknown>,
): Promise<ReadonlyArray<string>> => {
  const found: Array<string> = [];
  let after: O.Option<Cursor> = O.none;
  do {
    // oxlint-disable-next-line no-await-in-loop
    const page = right(await world.venue.list({ ...query, after })());
    found.push(...page.settlements.map(({ id }) => id));
    after = page.next;
    // oxlint-disable-next-line no-await-in-loop
    await between();
  } while (O.isSome(after));
  return found;
};

describe('the list, over real sockets', () => {
  test('gives 130 batches once each, newest first, though others appear between the pages', () =>
    inWorld(async (world) => {
      make(world, 0, 130);
      make(world, 500, 60);
      await world.advance(1_200);
      const before = world.sandbox.machine.truth().batches.map(({ id }) => id);
      expect(before.length).toBe(130);
      const found = await walk(world, all, () => world.advance(150));
      expect(world.sandbox.machine.truth().batches.length).toBe(190);
      expect(found.toSorted()).toEqual(before.toSorted());
    }, manyBatches));

  test('gives one scope, and what was created after an instant', () =>
    inWorld(async (world) => {
      make(world, 0, 60);
      await world.advance(1_200);
      const stay = (): Promise<void> => Promise.resolve();
      expect((await walk(world, { ...all, scope: O.some('tokenized_equity') }, stay)).length).toBe(30);
      expect((await walk(world, { ...all, createdAfterMs: O.some(startMs + 9) }, stay)).length).toBe(30);
      expect((await walk(world, { ...all, open: true }, stay)).length).toBe(60);
    }, manyBatches));

  test('takes no cursor that it did not make', () =>
    inWorld(async ({ venue }) => {
      expect(left(await venue.list({ ...all, after: O.some('offset=50') })())).toMatchObject({
        lasts: 'Lasting',
      });
      expect(defined(right(await venue.list(all)()).next)).toEqual(O.none);
    }));
});
