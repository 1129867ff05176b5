import {
  type BitgoTerms,
  bearerAuth,
  bitgo,
  bitgoConfig,
  bitgoTerms,
  expectingOf,
  journalNonces,
  localSigner,
} from '@legwork/bitgo';
import {
  type NameRegister,
  type NonceFloor,
  type Journal,
  type SettlementVenue,
  UnitRegistry,
  assetId,
} from '@legwork/core';
import { type NonceLane, type Transport, httpTransport, nonceLane } from '@legwork/http';
import { apiSigner, krakenPrime, krakenPrimeConfig } from '@legwork/kraken-prime';
import { systemClock, systemRandom } from '@legwork/node';
import type { BitgoLogin, Orders } from '../message.js';
import { must } from '../must.js';
import { timing } from '../timing.js';

/** The venues of a worker: Kraken Prime, and each of our accounts at BitGo by its id. */
export interface Desks {
  readonly kraken: SettlementVenue;
  readonly bitgo: ReadonlyMap<string, SettlementVenue>;
}

type Memory = Journal & NonceFloor & NameRegister;

const unit = (name: string, venueName: string, decimals: number): UnitRegistry.Unit => ({
  asset: must(assetId(name)),
  venueName,
  decimals,
});

const krakenUnits = ['BTC', 'ETH', 'USD', 'TSLAx', 'AAPLx'].map((name) => unit(name, name, 8));
const bitgoUnits = [unit('BTC', 'ofctbtc', 8), unit('USD', 'ofctusd', 2)];

const transportTo = (baseUrl: string): Transport =>
  must(
    httpTransport({
      baseUrl,
      allowedHosts: ['127.0.0.1'],
      loopbackHttp: true,
      limits: {
        connectMs: timing.callMs,
        firstByteMs: timing.callMs,
        totalMs: timing.callMs,
        responseBytesMax: 2 ** 25,
      },
    }),
  );

/** How long a worker keeps a key for itself: longer where each look at the journal is a way to a server and back. Units: milliseconds. */
const turns = {
  sqlite: { holdMs: 250, idleMs: 30, pollMs: 15 },
  postgres: { holdMs: 1_000, idleMs: 60, pollMs: 30 },
  dbos: { holdMs: 1_000, idleMs: 60, pollMs: 30 },
} as const;

/** The lane of a key that all workers share. */
const laneOf = (lane: string, memory: Memory, { engine, worker, planted }: Orders): NonceLane => {
  const limits = {
    ticketMs: timing.callMs + 1_000,
    waitMs: 5_000,
    tenureMs: timing.tenureMs,
    ...turns[engine],
  };
  const tenure = { ...memory, owner: worker };
  const good = must(nonceLane({ clock: systemClock, floor: memory, tenure })({ lane, limits }));
  return planted === 'ignore-lease' ? { ...good, valid: () => true } : good;
};

const openKraken = (orders: Orders, memory: Memory): SettlementVenue => {
  const { baseUrl, apiKey, apiSecret } = orders.venues.kraken;
  const config = must(
    krakenPrimeConfig({
      account: 'chaos',
      apiKey,
      signer: must(apiSigner(apiSecret)),
      outgoingMeans: 'we-pay',
      quietMs: timing.quietMs,
      units: must(UnitRegistry.agree(krakenUnits, krakenUnits)),
    }),
  );
  const lane = laneOf(config.lane, memory, orders);
  return krakenPrime({ config, transport: transportTo(baseUrl), lane, clock: systemClock });
};

const openBitgo = async (orders: Orders, memory: Memory, login: BitgoLogin): Promise<SettlementVenue> => {
  const { baseUrl, enterprise } = orders.venues.bitgo;
  const options = {
    account: login.accountId,
    enterprise,
    units: must(UnitRegistry.agree(bitgoUnits, bitgoUnits)),
    quietMs: timing.quietMs,
    createNeverAppliesAfterMs: timing.quietMs,
  };
  const terms: BitgoTerms = must(bitgoTerms(options));
  const { xprv, publicKey, accessToken } = login;
  const signer = must(await localSigner(xprv, { expecting: expectingOf(terms), publicKey })());
  const config = must(bitgoConfig({ ...options, auth: must(bearerAuth(accessToken)), signer }));
  const lane = laneOf(config.lane, memory, orders);
  const ports = {
    transport: transportTo(baseUrl),
    clock: systemClock,
    random: systemRandom,
    nonces: journalNonces(memory),
  };
  return bitgo({ config, lane, ...ports }).venue;
};

/** Connects everything, each key with a lane that is shared with the other workers through the journal. */
export const openDesks = async (orders: Orders, memory: Memory): Promise<Desks> => {
  const { logins } = orders.venues.bitgo;
  const opened = await Promise.all(
    logins.map(async (login) => [login.accountId, await openBitgo(orders, memory, login)] as const),
  );
  return { kraken: openKraken(orders, memory), bitgo: new Map(opened) };
};
