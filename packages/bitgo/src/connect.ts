import type { Clock, NonceFloor, Random, Signer } from '@legwork/core';
import {
  type ConfigRefused as HttpRefused,
  type GovernorConfig,
  type MakeTransport,
  type TransportConfig,
  httpTransport,
  nonceLane,
  rateGovernor,
} from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { bearerAuth } from './auth/bearer-auth.js';
import { hmacAuth } from './auth/hmac-auth.js';
import type { InvalidToken, RequestAuth } from './auth/request-auth.js';
import { type BitgoOptions, type ConfigRefused, bitgoConfig, bitgoTerms } from './config.js';
import { expectingOf } from './expecting.js';
import type { SeenNonces } from './seen-nonces.js';
import type { Expecting } from './sign/guard.js';
import type { KeychainRefused } from './sign/keychain-envelope.js';
import type { KeyRefused } from './sign/local-signer.js';
import type { InvalidPublicKey } from './sign/public-key.js';
import { type BitgoAccount, bitgo } from './venue.js';

/** What is needed to reach one BitGo trading account over HTTP. */
export interface ConnectOptions extends Omit<BitgoOptions, 'auth' | 'signer'> {
  /** It stays inside the authentication and appears in no error. */
  readonly accessToken: string;
  /** `bearer`: it goes as it is. `hmac-2`, `hmac-3`: only its hash goes, for tokens that begin with `v2x`. */
  readonly tokenKind: 'bearer' | 'hmac-2' | 'hmac-3';
  /** Makes the signer, once it is known what an intent lets a payload say: `(expecting) => localSigner(xprv, {...})`. */
  readonly signer: (expecting: Expecting) => TE.TaskEither<SignerRefused, Signer>;
  /** Where the venue is; left out: https://app.bitgo.com (BitGoJS `environments.ts`, read November 2026). */
  readonly transport?: TransportConfig;
  /** The venue's limit for the token; left out: 360 calls a minute (developers.bitgo.com/api, read November 2026). */
  readonly rate?: GovernorConfig;
}

/** Why there is no signer. Nothing was sent. */
export type SignerRefused = InvalidPublicKey | KeychainRefused | KeyRefused;

/** The account cannot be reached with these options. Nothing was sent. */
export type ConnectRefused = ConfigRefused | HttpRefused | InvalidToken | SignerRefused;

/** What must outlive a call. */
export interface ConnectPorts {
  readonly clock: Clock;
  /** Where the orders of our calls are reserved. */
  readonly floor: NonceFloor;
  readonly random: Random;
  /**
   * The payload nonces that were seen; left out: a book in memory, which forgets with its process. `journalNonces` keeps them
   * for all processes.
   */
  readonly nonces?: SeenNonces;
  /** The transport; left out: `httpTransport`, over got. `undiciTransport` has the same rules, and reads for less. */
  readonly makeTransport?: MakeTransport;
}

const production: TransportConfig = { baseUrl: 'https://app.bitgo.com', allowedHosts: ['app.bitgo.com'] };
/** A turn lasts longer than the longest call, or a second call could begin before the first has its verdict. */
const callMs = 60_000;
const verdictMs = 15_000;
/** The counter of a minute, and how it falls; the first calls may be a sixth of it at once. */
const published: GovernorConfig = { max: 60, perSecond: 5 };

/**
 * A BitGo trading account, with the transport, the lane and the rate governor that belong to it.
 *
 * One account has one lane: connect once for each account, in one process.
 * Errors: every tag of `ConnectRefused`; nothing was sent.
 */
export const connectBitgo =
  ({ clock, floor, random, nonces, makeTransport = httpTransport }: ConnectPorts) =>
  (options: ConnectOptions): TE.TaskEither<ConnectRefused, BitgoAccount> =>
  async () => {
    const auth = authOf(options);
    if (E.isLeft(auth)) return auth;
    const terms = bitgoTerms(options);
    if (E.isLeft(terms)) return terms;
    const signer = await options.signer(expectingOf(terms.right))();
    if (E.isLeft(signer)) return signer;
    const config = bitgoConfig({ ...options, auth: auth.right, signer: signer.right });
    if (E.isLeft(config)) return config;
    const transport = makeTransport(options.transport ?? production);
    if (E.isLeft(transport)) return transport;
    const ticketMs = (options.transport?.limits?.totalMs ?? callMs) + verdictMs;
    const lane = nonceLane({ clock, floor })({ lane: config.right.lane, limits: { ticketMs } });
    if (E.isLeft(lane)) return lane;
    const governor = rateGovernor({ clock })(options.rate ?? published);
    if (E.isLeft(governor)) return governor;
    return E.right(
      bitgo({
        config: config.right,
        transport: transport.right,
        lane: lane.right,
        governor: governor.right,
        clock,
        random,
        ...(nonces === undefined ? {} : { nonces }),
      }),
    );
  };

const authOf = ({ accessToken, tokenKind }: ConnectOptions): E.Either<InvalidToken, RequestAuth> => {
  if (typeof accessToken !== 'string') return E.left({ _tag: 'InvalidToken' });
  switch (tokenKind) {
    case 'bearer':
      return bearerAuth(accessToken);
    case 'hmac-2':
      return hmacAuth(accessToken, 2);
    case 'hmac-3':
      return hmacAuth(accessToken, 3);
  }
};
