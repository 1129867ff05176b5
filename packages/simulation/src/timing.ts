import type { Policy } from '@legwork/core';
import type { Timing } from '@legwork/testkit';

/** The quiet period that the operator has set: longer than the venue takes to apply a call and to show it. */
export const quietMs = 100;

/** The durations of the simulated world. A stale copy lags 15 and a call is applied within 60: together less than quiet. */
export const timing: Timing = {
  tripMs: 1,
  timeoutMs: 10,
  delays: { Short: 4, PastFence: 30, PastQuiet: 140 },
  staleMs: 15,
  pauseMs: 200,
  restartMs: 3,
  afterMs: 600,
};

/** The policy that the simulated operator has set. */
export const policy: Policy.Policy = {
  freshMs: 40,
  pollFirstMs: 2,
  pollMaxMs: 20,
  attemptsMax: 3,
  waitMs: 4_000,
  patienceMs: 400,
  regressionsMax: 5,
  until: 'AllLegs',
};
