import { describe, expect, test } from '@jest/globals';
import { type Clock, type SettlementVenue, memoryJournal } from '@legwork/core';
import { systemClock } from '@legwork/node';
import { right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { connectKrakenPrime } from '../../src/index.js';
import { options } from '../fixture/config.js';
import { type World, inWorld } from '../fixture/world.js';

const calls = 100;

/** A clock that runs fifteen times as fast, so that two who share a key hand over every few calls. */
const fast = 15;
const clock: Clock = {
  monotonicMs: () => systemClock.monotonicMs() * fast,
  wallMs: () => systemClock.wallMs(),
  sleep: (ms) => systemClock.sleep(ms / fast),
};

/** What several processes on one key are to each other: their journal, and whether they take turns. */
const processesIn = ({ sandbox }: World, takesTurns: boolean): ReadonlyArray<SettlementVenue> => {
  const { apiKey, apiSecret } = sandbox.credentials;
  const { baseUrl } = sandbox;
  const journal = memoryJournal(clock);
  const { account, outgoingMeans, units } = options;
  return ['one', 'two'].map((owner) =>
    right(
      connectKrakenPrime({ clock, floor: journal, ...(takesTurns ? { tenure: { ...journal, owner } } : {}) })(
        {
          account,
          apiKey,
          apiSecret,
          outgoingMeans,
          units,
          rate: { max: 1_000_000, perSecond: 1_000_000 },
          transport: { baseUrl, allowedHosts: ['127.0.0.1'], loopbackHttp: true },
        },
      ),
    ),
  );
};

/** Loads what the first call loads; meanwhile nothing else goes on, and a tenure would run out by the fast clock. */
const warmUp = ({ venue }: World): Promise<unknown> => venue.list(query)();

const query = { scope: O.none, createdAfterMs: O.none, open: false, after: O.none } as const;

/** So many reads of one process, one after the other; how many of them failed. */
const read = async (venue: SettlementVenue): Promise<number> => {
  let failed = 0;
  for (let at = 0; at < calls; at += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one call after the other
    const page = await venue.list(query)();
    if (E.isLeft(page)) failed += 1;
  }
  return failed;
};

/** What the venue saw of it, in the order in which it came. */
const seenBy = ({ sandbox }: World) => {
  const requests = sandbox.machine.truth().requests.slice(1);
  const nonces = requests.map(({ nonce }) => BigInt(nonce ?? -1));
  return {
    count: requests.length,
    refused: requests.filter(({ error }) => error.includes('EAPI:Invalid nonce')).length,
    falls: nonces.filter((nonce, at) => nonce <= (nonces[at - 1] ?? -1n)).length,
    // A new block begins where another process may have reserved in between.
    jumps: nonces.filter((nonce, at) => nonce !== (nonces[at - 1] ?? -1n) + 1n).length,
  };
};

describe('two processes with one key', () => {
  test('that take turns send only growing nonces, and none is refused (X1)', () =>
    inWorld(async (world) => {
      await warmUp(world);
      const failed = await Promise.all(processesIn(world, true).map(read));
      const seen = seenBy(world);
      expect(failed).toEqual([0, 0]);
      expect(seen).toMatchObject({ count: 2 * calls, refused: 0, falls: 0 });
      expect(seen.jumps).toBeGreaterThan(2);
    }));

  test('that do not are refused by the venue: what a missing tenure comes to', () =>
    inWorld(async (world) => {
      await warmUp(world);
      const failed = await Promise.all(processesIn(world, false).map(read));
      const seen = seenBy(world);
      expect(failed.reduce((a, b) => a + b)).toBeGreaterThan(0);
      expect(seen.refused).toBeGreaterThan(0);
      expect(seen.falls).toBeGreaterThan(0);
    }));
});
