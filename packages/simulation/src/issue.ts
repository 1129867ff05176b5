import { createHash } from 'node:crypto';
import { Limits, Mandate, type Plan, mandateId } from '@legwork/core';
import { type SimulatedVenue, right } from '@legwork/testkit';

/** The digest that plans are approved by. */
export const digest = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The mandate of a run: the plan, approved as it is. */
export const issue = (venue: SimulatedVenue, plan: Plan.Plan): Mandate.Mandate =>
  right(
    Mandate.issue(venue.rules)({
      id: right(mandateId('simulated')),
      plan,
      approval: { digest: plan.digest, by: 'the simulation', atMs: 0 },
      limits: Limits.unlimited,
      committed: [],
    }),
  );
