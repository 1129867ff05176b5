import { type Clock, type NonceFloor, type SettlementVenue } from '@legwork/core';
import {
  type ConfigRefused as HttpRefused,
  type GovernorConfig,
  type LaneTenure,
  type MakeTransport,
  type TransportConfig,
  httpTransport,
  nonceLane,
  rateGovernor,
} from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import { type ConfigRefused, type KrakenPrimeOptions, krakenPrimeConfig } from './config.js';
import { type InvalidSecret, apiSigner } from './sign.js';
import { krakenPrime } from './venue.js';

/** What is needed to reach one Kraken Prime account over HTTP. */
export interface ConnectOptions extends Omit<KrakenPrimeOptions, 'signer'> {
  /** The key's secret, in base64 as Kraken shows it once. It stays inside the signer and appears in no error. */
  readonly apiSecret: string;
  /** Where the venue is; left out: https://api.kraken.com, the only server that its documents list (November 2026). */
  readonly transport?: TransportConfig;
  /** The venue's limit for the key; left out: a counter of 20 that falls by 1 a second (Pro tier, read November 2026). */
  readonly rate?: GovernorConfig;
}

/** The account cannot be reached with these options. Nothing was sent. */
export type ConnectRefused = ConfigRefused | HttpRefused | InvalidSecret;

/** What must outlive a call: the clock, and where the nonces of the key are reserved. */
export interface ConnectPorts {
  readonly clock: Clock;
  readonly floor: NonceFloor;
  /**
   * How processes take turns with the key: a journal that they share, as it is, and a name for this process. Required as
   * soon as a second process may use the key, also for a moment, as when a new version replaces an old one; without it
   * the nonces of two processes overtake each other, and the venue locks the key out. `floor` is then the same journal.
   */
  readonly tenure?: LaneTenure;
  /** The transport; left out: `httpTransport`, over got. `undiciTransport` has the same rules, and reads for less. */
  readonly makeTransport?: MakeTransport;
}

const production: TransportConfig = { baseUrl: 'https://api.kraken.com', allowedHosts: ['api.kraken.com'] };
/** A turn lasts longer than the longest call, or a second call could begin before the first has its verdict. */
const callMs = 60_000;
const verdictMs = 15_000;
const proTier: GovernorConfig = { max: 20, perSecond: 1 };

/**
 * A Kraken Prime account as a venue, with the transport, the nonce lane and the rate governor that belong to its key.
 *
 * One key has one lane: connect once for each key and process, give a `tenure` when there are several processes, and use
 * the key for nothing else. The rate governor is this process's own: processes that share a key share out its limit.
 * Errors: every tag of `ConnectRefused`; nothing was sent.
 */
export const connectKrakenPrime =
  ({ clock, floor, tenure, makeTransport = httpTransport }: ConnectPorts) =>
  (options: ConnectOptions): E.Either<ConnectRefused, SettlementVenue> => {
    const signer = apiSigner(options.apiSecret);
    if (E.isLeft(signer)) return signer;
    const config = krakenPrimeConfig({ ...options, signer: signer.right });
    if (E.isLeft(config)) return config;
    const transport = makeTransport(options.transport ?? production);
    if (E.isLeft(transport)) return transport;
    const ticketMs = (options.transport?.limits?.totalMs ?? callMs) + verdictMs;
    const ports = { clock, floor, ...(tenure === undefined ? {} : { tenure }) };
    const lane = nonceLane(ports)({ lane: config.right.lane, limits: { ticketMs } });
    if (E.isLeft(lane)) return lane;
    const governor = rateGovernor({ clock })(options.rate ?? proTier);
    if (E.isLeft(governor)) return governor;
    return E.right(
      krakenPrime({
        config: config.right,
        transport: transport.right,
        lane: lane.right,
        governor: governor.right,
        clock,
      }),
    );
  };
