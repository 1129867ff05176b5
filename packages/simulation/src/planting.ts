import { type Outcome, State, type VenueRules } from '@legwork/core';
import type { Setup, SimulatedVenue } from '@legwork/testkit';

/** The same world with some rules changed. */
export const withRules = (setup: Setup, change: (rules: VenueRules) => Partial<VenueRules>): Setup => ({
  ...setup,
  venue: { ...setup.venue, rules: { ...setup.venue.rules, ...change(setup.venue.rules) } },
});

/** The same world with another reading of replies. */
export const withOutcome = (
  setup: Setup,
  change: (right: Outcome, reply: Parameters<SimulatedVenue['outcome']>[2]) => Outcome,
): Setup => ({
  ...setup,
  venue: {
    ...setup.venue,
    outcome: (intent, request, reply) => change(setup.venue.outcome(intent, request, reply), reply),
  },
});

/** The same world, in which an attempt without an outcome is taken for not sent after a restart. */
export const resendingAfterCrash = (setup: Setup): Setup => ({
  ...setup,
  resume: (ledger, now) => {
    const state = State.resume(ledger, now);
    const queue = state.queue.map((record) =>
      record._tag === 'OutcomeKnown'
        ? { ...record, outcome: { _tag: 'NotSent', why: 'restart' } as const }
        : record,
    );
    return { ...state, queue };
  },
});
