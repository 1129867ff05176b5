import { Policy } from '@legwork/core';

/**
 * How short everything is, so that hundreds of kills take minutes. What the venue may do late (`slowMs`) stays within the quiet
 * period, as it has to: chaos breaks processes, never the assumptions about the venue. Units: milliseconds.
 */
export const timing = {
  /** A worker that is silent for so long loses its jobs. */
  workerTtlMs: 1_200,
  workerPollMs: 60,
  leaseMs: 1_500,
  tenureMs: 1_000,
  quietMs: 500,
  slowMs: 250,
  callMs: 3_000,
} as const;

/** How patient a run is. */
export const policy: Policy.Policy = {
  ...Policy.standard,
  freshMs: 3_000,
  pollFirstMs: 50,
  pollMaxMs: 200,
  attemptsMax: 50,
  waitMs: 120_000,
  patienceMs: 60_000,
  until: 'OurIntents',
};
