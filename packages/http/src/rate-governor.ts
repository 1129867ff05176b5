import type { Clock } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import * as O from 'fp-ts/lib/Option.js';
import { alarm } from './alarm.js';
import { outOfBounds } from './bounds.js';
import { type ConfigRefused, configRefused } from './config-refused.js';
import { entries } from './entries.js';
import {
  type GovernorError,
  type GovernorEvent,
  type GovernorSettings,
  governorWakeAtMs,
  newGovernor,
  stepGovernor,
} from './governor-state.js';

/**
 * How a venue counts the calls of one key. Kraken counts one for most calls and two for some; an account of the Pro
 * tier may reach 20 and loses one each second (docs.kraken.com/exchange/guides/rest/ratelimits, guide of 2026).
 */
export interface GovernorConfig {
  /** The venue refuses calls that would lift its counter above this. More than 0, at most 1,000,000. */
  readonly max: number;
  /** How much its counter falls each second. More than 0, at most 1,000,000. */
  readonly perSecond: number;
  /** How far below `max` to stay; less than `max`. Usual: 1. */
  readonly headroom?: number;
  /** How many may wait at once. Usual: 100; at most 10,000. */
  readonly waitingMax?: number;
  /** How long one call may wait. Units: milliseconds. Usual: 60,000; at most 3,600,000. */
  readonly waitMs?: number;
}

/** Keeps the calls of one key below a venue's limit, so that it never refuses one for being too many. */
export interface RateGovernor {
  /**
   * Waits until a call of this cost (usual: 1) may be made, and counts it. First come, first served; aborting the
   * signal gives the place up.
   *
   * Errors: every `GovernorError`; nothing was counted, and nothing may be sent.
   */
  readonly pass: (cost?: number, signal?: AbortSignal) => TE.TaskEither<GovernorError, void>;
  /** Lets nobody pass for so long, as after a lock-out; a longer pause stays. Units: milliseconds, at most a day. */
  readonly pauseFor: (ms: number) => void;
}

/**
 * Makes the governor of a key, with a counter at zero.
 *
 * Errors: `ConfigRefused`, with the setting that cannot be used.
 */
export const rateGovernor =
  (ports: { readonly clock: Clock }) =>
  (config: GovernorConfig): E.Either<ConfigRefused, RateGovernor> => {
    const checked = readGovernorConfig(config);
    if (E.isLeft(checked)) return checked;
    const settings = checked.right;
    const { clock } = ports;
    const queue = entries<GovernorError, void>({ _tag: 'EntryWithdrawn' });
    let state = newGovernor;

    const happen = (event: GovernorEvent): void => {
      const [next, effects] = stepGovernor(settings, state, event, clock.monotonicMs());
      state = next;
      for (const effect of effects) {
        queue.answer(effect.id, effect._tag === 'Pass' ? E.right(undefined) : E.left(effect.error));
      }
      wake.set(governorWakeAtMs(settings, state));
    };
    const wake = alarm(clock, () => happen({ _tag: 'Ticked' }));

    return E.right({
      pass: (cost = 1, signal) =>
        queue.enter(
          (id) => happen({ _tag: 'Asked', id, cost }),
          (id) => happen({ _tag: 'Withdrawn', id }),
          signal,
        ),
      // What is no number is a day: a pause must not vanish.
      pauseFor: (ms) => happen({ _tag: 'Paused', ms: ms < dayMs ? Math.max(0, ms) : dayMs }),
    });
  };

const dayMs = 86_400_000;

const readGovernorConfig = (config: GovernorConfig): E.Either<ConfigRefused, GovernorSettings> => {
  const { max, perSecond, headroom = 1, waitingMax = 100, waitMs = 60_000 } = config;
  if (!(max > 0 && max <= 1e6)) return E.left(configRefused('max', 'must be more than 0, at most 1000000'));
  if (!(perSecond > 0 && perSecond <= 1e6)) {
    return E.left(configRefused('perSecond', 'must be more than 0, at most 1000000'));
  }
  if (!(headroom >= 0 && headroom < max)) {
    return E.left(configRefused('headroom', 'must be at least 0, and less than max'));
  }
  const refused = outOfBounds({ waitingMax: [1, 10_000], waitMs: [1, 3_600_000] }, { waitingMax, waitMs });
  return O.isSome(refused)
    ? E.left(refused.value)
    : E.right({ max, perSecond, headroom, waitingMax, waitMs });
};
