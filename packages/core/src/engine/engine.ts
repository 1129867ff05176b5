import type { Digest } from '../port/digest.js';
import type { VenueRules } from '../port/rules.js';
import type { Policy } from './policy.js';

/** What the engine decides with: the venue's rules, the run's policy, and the digest that trades are compared by. */
export interface Engine {
  readonly rules: VenueRules;
  readonly policy: Policy;
  readonly digest: Digest;
}

/** The pause before reading again after `idle` readings in a row that showed nothing new. Units: milliseconds. */
export const pollPauseMs = (policy: Policy, idle: number): number =>
  idle === 0 ? 0 : Math.min(policy.pollMaxMs, policy.pollFirstMs * 2 ** Math.min(idle - 1, 20));
