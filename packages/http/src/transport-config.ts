import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Origin, readOrigin } from './origin.js';
import { type Bounds, outOfBounds } from './bounds.js';
import type { ConfigRefused } from './config-refused.js';

/** Where a transport may go, whom it trusts and how far it lets a peer go. */
export interface TransportConfig {
  /** An origin and nothing more, in its canonical form: `https://api.kraken.com`. */
  readonly baseUrl: string;
  /** The hosts a base URL may name, compared exactly. A guard against a wrong or doctored setting. */
  readonly allowedHosts: ReadonlyArray<string>;
  /** Allows plain http, to a loopback address only. For sandboxes and tests. */
  readonly loopbackHttp?: boolean;
  /** Certificate authorities (PEM) trusted besides those Node ships. The environment adds none. */
  readonly extraCa?: ReadonlyArray<string>;
  /** SHA-256 of the keys (SPKI, DER) the server may have, in base64. None given: any key a trusted authority signed. */
  readonly spkiPins?: ReadonlyArray<string>;
  readonly limits?: Partial<TransportLimits>;
}

/** What is bounded, for each call unless said otherwise. Units: milliseconds, bytes. */
export interface TransportLimits {
  /** Name resolution, TCP and TLS together. Usual: 5,000; at most 60,000. */
  readonly connectMs: number;
  /** From the first byte written to the head of the final response. Usual: 30,000; at most 300,000. */
  readonly firstByteMs: number;
  /** The whole call. Usual: 60,000; at most 600,000. */
  readonly totalMs: number;
  /** Body of the request. Usual: 1 MiB; at most 16 MiB. */
  readonly requestBytesMax: number;
  /** Body of the response. Usual: 1 MiB; at most 256 MiB. */
  readonly responseBytesMax: number;
  /** Path and headers of the request, and head of the response, each. Usual: 16 KiB; at most 64 KiB. */
  readonly headerBytesMax: number;
  /** Calls in flight at once, of the whole transport. Usual: 64; at most 1,024. */
  readonly callsMax: number;
}

/** A checked configuration. */
export interface Settings {
  readonly origin: Origin;
  readonly extraCa: ReadonlyArray<string>;
  readonly spkiPins: ReadonlyArray<string>;
  readonly limits: TransportLimits;
}

const usual: TransportLimits = {
  connectMs: 5_000,
  firstByteMs: 30_000,
  totalMs: 60_000,
  requestBytesMax: 2 ** 20,
  responseBytesMax: 2 ** 20,
  headerBytesMax: 2 ** 14,
  callsMax: 64,
};

const bounds: Readonly<Record<keyof TransportLimits, Bounds>> = {
  connectMs: [1, 60_000],
  firstByteMs: [1, 300_000],
  totalMs: [1, 600_000],
  requestBytesMax: [0, 2 ** 24],
  responseBytesMax: [0, 2 ** 28],
  headerBytesMax: [256, 2 ** 16],
  callsMax: [1, 1_024],
};

/** Checks everything about a configuration that can be known without opening a connection. */
export const readConfig = (config: TransportConfig): E.Either<ConfigRefused, Settings> => {
  const limits: TransportLimits = { ...usual, ...config.limits };
  const refused = outOfBounds(bounds, { ...limits });
  if (O.isSome(refused)) return E.left(refused.value);
  const origin = readOrigin(config.baseUrl, config.allowedHosts, config.loopbackHttp === true);
  if (E.isLeft(origin)) return origin;
  return E.right({
    origin: origin.right,
    extraCa: [...(config.extraCa ?? [])],
    spkiPins: [...(config.spkiPins ?? [])],
    limits,
  });
};
