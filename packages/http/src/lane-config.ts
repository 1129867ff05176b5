import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Bounds, outOfBounds } from './bounds.js';
import { type ConfigRefused, configRefused } from './config-refused.js';

/** How the nonces of one key are given out. */
export interface LaneConfig {
  /** The name under which the nonces are reserved; one key of one venue has one lane. */
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
  /**
   * How long a tenure is taken for, when processes share the lane; it is renewed after a third. What others wait at most after
   * a process died. Usual: 10,000; at least 100, at most 600,000.
   */
  readonly tenureMs: number;
  /** How long a process may keep the tenure before it gives way to others. Usual: 1,000; at most 600,000. */
  readonly holdMs: number;
  /** How long a tenure that nobody uses is kept; twice as long as it took to get it, where that is more, up to `holdMs`. Usual: 50; at most 60,000. */
  readonly idleMs: number;
  /**
   * The longest time between two questions whether the tenure is free, where the journal answers within that time. Giving way lasts a
   * little longer than twice that, so it has to be the same in all processes. Usual: 25; at most 10,000.
   */
  readonly pollMs: number;
}

/** A checked configuration. */
export interface LaneSettings extends LaneLimits {
  readonly scale: 'Milliseconds' | 'Microseconds';
  /** The name of this process, so that no two wait equally long. */
  readonly owner: string;
}

const usual: LaneLimits = {
  ticketMs: 75_000,
  waitMs: 120_000,
  waitingMax: 100,
  blockSize: 64,
  invalidNoncesMax: 2,
  lockoutMs: 910_000,
  tenureMs: 10_000,
  holdMs: 1_000,
  idleMs: 50,
  pollMs: 25,
};

const bounds: Readonly<Record<keyof LaneLimits, Bounds>> = {
  ticketMs: [1, 900_000],
  waitMs: [1, 3_600_000],
  waitingMax: [1, 10_000],
  blockSize: [1, 65_536],
  invalidNoncesMax: [1, 10],
  lockoutMs: [1, 86_400_000],
  tenureMs: [100, 600_000],
  holdMs: [1, 600_000],
  idleMs: [1, 60_000],
  pollMs: [1, 10_000],
};

/** Checks a configuration. */
export const readLaneConfig = (config: LaneConfig, owner = ''): E.Either<ConfigRefused, LaneSettings> => {
  if (config.lane === '') return E.left(configRefused('lane', 'must be a name'));
  const limits: LaneLimits = { ...usual, ...config.limits };
  const refused = outOfBounds(bounds, { ...limits });
  return O.isSome(refused)
    ? E.left(refused.value)
    : E.right({ ...limits, scale: config.scale ?? 'Microseconds', owner });
};
