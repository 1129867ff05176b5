import { describe, expect, test } from '@jest/globals';
import {
  Quantity,
  type NonceFloor,
  type SettlementId,
  type SettlementVenue,
  type TradeId,
  assetId,
  memoryJournal,
  settlementId,
  tradeId,
} from '@legwork/core';
import { httpTransport, nonceLane, rateGovernor } from '@legwork/http';
import { sha256, systemClock } from '@legwork/node';
import { type KrakenPrimeSandbox, startKrakenPrime } from '@legwork/sandbox';
import { type Crowd, type Truth, type VenueWorld, describeVenue, defined, right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';
import { apiSigner, krakenPrime } from '../src/index.js';
import { configWith } from './fixture/config.js';

/** Short enough for a test in real time. */
const quietMs = 30;
const switches = {
  rateMax: 1_000_000,
  confirmAfterMs: 0,
  transferMs: 10,
  venueSettles: 'after-client-legs',
} as const;
const creating = 'CreatePrimeSettlementBatch';
const writes = [creating, 'SettlePrimeSettlementBatchAsset'];
const unlimited = { max: 1_000_000, perSecond: 1_000_000 };

const Faults = t.type({ fired: t.array(t.type({ kind: t.string })) });

const world = async (): Promise<VenueWorld> => {
  const sandbox = await startKrakenPrime({ switches });
  const { apiKey, apiSecret } = sandbox.credentials;
  const journal = memoryJournal(systemClock);
  const control = async (path: string, body: unknown): Promise<void> => {
    const reply = await fetch(`${sandbox.controlUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });
    expect(await reply.text()).not.toContain('"why"');
  };
  const fault = (...faults: ReadonlyArray<unknown>): Promise<void> => control('/faults', { faults });
  const advance = (advanceMs: number): Promise<void> => control('/clock', { advanceMs });
  return {
    venue: venueOf(sandbox, journal),
    clock: systemClock,
    journal,
    digest: sha256,
    ready: async () => {
      await control('/second-actor', { act: 'create' });
      await advance(10);
      return newest(sandbox);
    },
    opening: O.some(async () => ({ scope: 'currency', trades: O.some(tradesOf(sandbox)), terms: [] })),
    loseNext: (where) => {
      const kind = where === 'BeforeEffect' ? 'drop-before' : 'drop-after';
      return fault(...writes.map((method) => ({ kind, on: { method } })));
    },
    lost: () => lostBy(sandbox),
    bewilder: () =>
      fault({
        kind: 'malformed',
        on: { method: 'GetPrimeSettlementBatch' },
        times: 1_000,
        with: { how: 'unknown-enum' },
      }),
    rest: () => advance(1_000),
    truth: async () => truthOf(sandbox),
    secrets: [apiKey, apiSecret],
    close: sandbox.close,
  };
};

const venueOf = (sandbox: KrakenPrimeSandbox, floor: NonceFloor): SettlementVenue => {
  const { apiKey, apiSecret } = sandbox.credentials;
  const config = configWith({ apiKey, quietMs, signer: right(apiSigner(apiSecret)) });
  return krakenPrime({
    config,
    transport: right(httpTransport(transportOf(sandbox))),
    lane: right(nonceLane({ clock: systemClock, floor })({ lane: config.lane })),
    governor: right(rateGovernor({ clock: systemClock })(unlimited)),
    clock: systemClock,
  });
};

const transportOf = ({ baseUrl }: KrakenPrimeSandbox) => ({
  baseUrl,
  allowedHosts: ['127.0.0.1'],
  loopbackHttp: true,
  limits: { totalMs: 500, firstByteMs: 400, connectMs: 300 },
});

/** How many faults that lose a reply really struck, by the venue's own record. */
const lostBy = async ({ controlUrl }: KrakenPrimeSandbox): Promise<number> => {
  const { fired } = right(Faults.decode(await (await fetch(`${controlUrl}/faults`)).json()));
  return fired.filter(({ kind }) => kind === 'drop-before' || kind === 'drop-after').length;
};

const newest = ({ machine }: KrakenPrimeSandbox): SettlementId =>
  right(settlementId(defined(machine.truth().batches.at(-1)).id));

/** The trades that the venue would put into a batch now. */
const tradesOf = ({ machine }: KrakenPrimeSandbox): ReadonlyArray<TradeId> =>
  machine.overview().unsettledTradeIds.map((id) => right(tradeId(id)));

/** The venue's own books, in the suite's words. */
const truthOf = ({ machine }: KrakenPrimeSandbox): Truth => {
  const { transfers, batches, requests } = machine.truth();
  return {
    moves: transfers.map(({ batchId, asset, amount, payer }) => ({
      settlement: right(settlementId(batchId)),
      payer: payer === 'client' ? 'Us' : 'Venue',
      asset: right(assetId(asset)),
      quantity: right(Quantity.parse(amount)),
    })),
    opened: batches.filter(({ cause }) => typeof cause === 'object').map(({ id }) => right(settlementId(id))),
    received: requests.filter(({ method }) => writes.includes(method)).length,
  };
};

const crowdMs = 1_700_000_000_000;

/** 120 batches, three of each millisecond, on three pages. Creations take effect later and unguarded, so there may be many. */
const crowd = async (): Promise<Crowd> => {
  const sandbox = await startKrakenPrime({
    frozenAtMs: crowdMs,
    switches: { ...switches, emptyCreate: 'empty-batch', applyDelayMs: 1_000, guardSeesQueued: false },
    scenario: { says: 'No trades.', trades: [] },
  });
  const { machine, credentials } = sandbox;
  for (let at = 0; at < 120; at += 1) {
    const params = { asset_kind: at % 2 === 0 ? 'currency' : 'tokenized_equity' };
    const call = { key: credentials.apiKey, nonce: BigInt(at + 1), method: creating, params } as const;
    expect(machine.call(call, crowdMs + Math.floor(at / 3)).error).toEqual([]);
  }
  machine.advance(crowdMs + 1_200);
  const settlements = machine.truth().batches.map(({ id }) => right(settlementId(id)));
  return {
    venue: venueOf(sandbox, memoryJournal(systemClock)),
    pages: 'Several',
    settlements,
    close: sandbox.close,
  };
};

describeVenue({ describe, test, expect })('Kraken Prime', { world, crowd: O.some(crowd) });
