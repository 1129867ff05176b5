import type { Policy } from '@legwork/core';
import type { Timing } from './world.js';

/**
 * The quiet period of the usual simulated world: longer than its venue takes to apply a call, and to show it, together.
 * Units: milliseconds of virtual time, as below.
 */
export const simulatedQuietMs = 100;

/** The usual durations of a simulated world. For a venue that applies a call within 60: a stale copy lags 15, together less than the quiet period. */
export const simulatedTiming: Timing = {
  tripMs: 1,
  timeoutMs: 10,
  delays: { Short: 4, PastFence: 30, PastQuiet: 140 },
  staleMs: 15,
  pauseMs: 200,
  restartMs: 3,
  afterMs: 600,
};

/** The usual policy of a simulated operator, who looks often and gives up late. */
export const simulatedPolicy: Policy.Policy = {
  freshMs: 40,
  pollFirstMs: 2,
  pollMaxMs: 20,
  attemptsMax: 3,
  waitMs: 4_000,
  patienceMs: 400,
  regressionsMax: 5,
  until: 'AllLegs',
};
