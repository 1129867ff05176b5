import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Bounds, outOfBounds } from './bounds.js';
import { type ConfigRefused, configRefused } from './config-refused.js';

/** How the nonces of one key are given out. */
export interface LaneConfig {
  /** The name under which the nonces are reserved; one key of one venue has one lane, in one process. */
  readonly lane: string;
  /** What a nonce counts from the wall clock. A key stays with the finest scale it was ever used with. Usual: `Microseconds`. */
  readonly scale?: 'Milliseconds' | 'Microseconds';
  readonly limits?: Partial<LaneLimits>;
}

/** What is bounded in a lane. Units: milliseconds, and counts. */
export interface LaneLimits {
  /**
   * How long a ticket is good for; then the turn passes on. Longer than the `totalMs` of the transport, or a second
   * request could be on its way before the first has its verdict. Usual: 75,000; at most 900,000.
   */
  readonly ticketMs: number;
  /** How long one `enter` may wait for its turn. Usual: 120,000; at most 3,600,000. */
  readonly waitMs: number;
  /** How many may wait at once. Usual: 100; at most 10,000. */
  readonly waitingMax: number;
  /** Nonces reserved at a time, so that not every call waits for a disk. Usual: 64; at most 65,536. */
  readonly blockSize: number;
  /** `InvalidNonce` reports in a row that close the lane. Usual: 2; at most 10. */
  readonly invalidNoncesMax: number;
  /**
   * How long a locked-out key rests. Kraken says "approximately 15 minutes", started again by every attempt (support
   * article 360001491786, our notes of November 2026). Usual: 910,000; at most 86,400,000.
   */
  readonly lockoutMs: number;
}

/** A checked configuration. */
export interface LaneSettings extends LaneLimits {
  readonly scale: 'Milliseconds' | 'Microseconds';
}

const usual: LaneLimits = {
  ticketMs: 75_000,
  waitMs: 120_000,
  waitingMax: 100,
  blockSize: 64,
  invalidNoncesMax: 2,
  lockoutMs: 910_000,
};

const bounds: Readonly<Record<keyof LaneLimits, Bounds>> = {
  ticketMs: [1, 900_000],
  waitMs: [1, 3_600_000],
  waitingMax: [1, 10_000],
  blockSize: [1, 65_536],
  invalidNoncesMax: [1, 10],
  lockoutMs: [1, 86_400_000],
};

/** Checks a configuration. */
export const readLaneConfig = (config: LaneConfig): E.Either<ConfigRefused, LaneSettings> => {
  if (config.lane === '') return E.left(configRefused('lane', 'must be a name'));
  const limits: LaneLimits = { ...usual, ...config.limits };
  const refused = outOfBounds(bounds, { ...limits });
  return O.isSome(refused)
    ? E.left(refused.value)
    : E.right({ ...limits, scale: config.scale ?? 'Microseconds' });
};
