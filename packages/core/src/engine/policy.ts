import * as E from 'fp-ts/lib/Either.js';

/** How patient and how careful a run is. Units: milliseconds of the monotonic clock, and counts. */
export interface Policy {
  /** How old a reading may be when an instruction that was checked against it goes out (T of contract M6). */
  readonly freshMs: number;
  /** The pause before the second reading in a row that showed nothing new; it doubles up to `pollMaxMs`. */
  readonly pollFirstMs: number;
  readonly pollMaxMs: number;
  /** How many attempts an intent may have, when every earlier one was proven void or never left. */
  readonly attemptsMax: number;
  /** How long an intent may wait for the venue to be ready before it is parked for a person. */
  readonly waitMs: number;
  /** How long an open attempt may stay undecided before it is parked for a person. At least three quiet periods. */
  readonly patienceMs: number;
  /** How many readings in a row may be older than what was seen before, until the account is halted. */
  readonly regressionsMax: number;
  /** What a run waits for once our own intents are over. */
  readonly until: 'OurIntents' | 'AllLegs' | 'Final';
}

/** The policy cannot work. Nothing was sent. */
export interface InvalidPolicy {
  readonly _tag: 'InvalidPolicy';
  readonly what: string;
}

/** A policy for a venue that answers within seconds and settles within minutes. */
export const standard: Policy = {
  freshMs: 10_000,
  pollFirstMs: 1_000,
  pollMaxMs: 15_000,
  attemptsMax: 3,
  waitMs: 3_600_000,
  patienceMs: 1_800_000,
  regressionsMax: 5,
  until: 'AllLegs',
};

const dayMs = 86_400_000;

/** Checks a policy against the venue's quiet period. Errors: `InvalidPolicy`; nothing was sent. */
export const check = (policy: Policy, quietMs: number): E.Either<InvalidPolicy, Policy> => {
  const within = (value: number, least: number, most: number): boolean =>
    Number.isInteger(value) && value >= least && value <= most;
  const wrong = (what: string): E.Either<InvalidPolicy, Policy> => E.left({ _tag: 'InvalidPolicy', what });
  if (!within(quietMs, 0, dayMs))
    return wrong('quietMs must be a whole number of milliseconds, at most a day');
  if (!within(policy.freshMs, 1, 600_000)) return wrong('freshMs must be between 1 and 600,000');
  if (!within(policy.pollFirstMs, 1, dayMs)) return wrong('pollFirstMs must be between 1 and a day');
  if (!within(policy.pollMaxMs, policy.pollFirstMs, dayMs))
    return wrong('pollMaxMs must not be less than pollFirstMs');
  if (!within(policy.attemptsMax, 1, 100)) return wrong('attemptsMax must be between 1 and 100');
  if (!within(policy.regressionsMax, 1, 1_000)) return wrong('regressionsMax must be between 1 and 1,000');
  if (!within(policy.waitMs, 1, 30 * dayMs)) return wrong('waitMs must be between 1 and 30 days');
  if (!within(policy.patienceMs, 3 * quietMs, 30 * dayMs))
    return wrong('patienceMs must be at least three quiet periods, and at most 30 days');
  return E.right(policy);
};
