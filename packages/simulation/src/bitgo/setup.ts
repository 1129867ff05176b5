import { type BitgoTerms, bitgoTerms, verifyPayload } from '@legwork/bitgo';
import { type Mandate, Plan, type SettlementId, State, UnitRegistry, settlementId } from '@legwork/core';
import { BitgoMachine } from '@legwork/sandbox';
import { type Setup, type SimulatedVenue, right, simulatedPolicy, simulatedTiming } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { digest, issue } from '../issue.js';
import type { Clerk, Conduct } from './conduct.js';
import { othersAt } from './others.js';
import type { Scenario } from './scenario.js';
import { simulatedBitgo } from './simulated-bitgo.js';
import { type Parties, ourTrade, partiesAt, requesterTerms, units, wireTrade } from './trade.js';

/**
 * The quiet period that the operator has set. BitGo has no nonces of ours that put calls in order, so it must outlast what the
 * network may hold back (140), what is applied late (60) and what a copy lags behind (15), all together.
 */
const usualQuietMs = 250;

/** The library's own verifier. */
const verifier: Clerk = (text, expected, seen) => verifyPayload({ expected, seen })(text);

const requestedMs = 950;
const beginMs = 1_000;

/** Makes a world in which the scenario begins: a venue with funded accounts and, to be affirmed, with a settlement. */
export const makeSetup = (scenario: Scenario, clerk: Clerk = verifier): Setup => {
  const machine = BitgoMachine.make({ seed: 1, switches: scenario.switches, accounts: accounts(scenario) });
  const parties = partiesAt(machine);
  const quietMs = scenario.quietMs ?? usualQuietMs;
  const honest: Conduct = {
    machine,
    terms: termsOf(scenario, parties, quietMs),
    parties,
    affirmWith: scenario.affirmWith ?? 'given',
    feeMax: scenario.feeMax ?? 0n,
    clerk,
  };
  const conduct = scenario.lie === undefined ? honest : { ...honest, lie: scenario.lie };
  const venue = simulatedBitgo(conduct, othersAt(machine, parties, beginMs, scenario.others ?? []));
  const mandate = mandateFor(scenario, honest, venue);
  return {
    venue,
    mandate,
    policy: {
      ...simulatedPolicy,
      pollMaxMs: 80,
      patienceMs: Math.max(simulatedPolicy.patienceMs, 4 * quietMs),
    },
    digest,
    timing: simulatedTiming,
    mustFinish: scenario.mustFinish,
    resume: State.resume,
  };
};

const accounts = ({ poor }: Scenario): NonNullable<BitgoMachine.Options['accounts']> =>
  ['requester', 'counterparty', 'stranger'].map((name) => ({
    name,
    funds: name === poor ? {} : { ofctbtc: '10000000000', ofctusd: '100000000000' },
  }));

const registry = right(UnitRegistry.agree(units, units));

const termsOf = ({ flow }: Scenario, parties: Parties, quietMs: number): BitgoTerms =>
  right(
    bitgoTerms({
      account: flow === 'Create' || flow === 'Cancel' ? parties.requester : parties.counterparty,
      enterprise: parties.enterprise,
      units: registry,
      quietMs,
      createNeverAppliesAfterMs: quietMs,
    }),
  );

const mandateFor = (scenario: Scenario, honest: Conduct, venue: SimulatedVenue): Mandate.Mandate => {
  switch (scenario.flow) {
    case 'Create':
      return toCreate(scenario, honest.parties, venue);
    case 'Affirm':
      return toAffirm(honest);
    case 'Reject':
    case 'Cancel':
      return toEnd(scenario.flow, honest, venue);
  }
};

const toCreate = ({ feeMax = 0n }: Scenario, parties: Parties, venue: SimulatedVenue): Mandate.Mandate => {
  const terms = requesterTerms(parties, feeMax);
  return issue(venue, Plan.creating(venue.rules, digest)('direct', O.some([ourTrade]), terms));
};

/** The requester has asked for a settlement, before anything else happens. */
const requested = ({ machine, parties }: Conduct): SettlementId => {
  const proposed = machine.propose(parties.requester, wireTrade(parties, requestedMs), requestedMs);
  if (!proposed.ok) throw new Error(proposed.why);
  return right(settlementId(proposed.value));
};

/** To refuse what was requested, or to take it back. */
const toEnd = (_tag: 'Reject' | 'Cancel', honest: Conduct, venue: SimulatedVenue): Mandate.Mandate =>
  issue(
    venue,
    Plan.ending(venue.rules, digest)({ _tag, settlement: requested(honest), reason: 'the simulation' }),
  );

/** We read what was requested while the venue is still honest, and approve it. */
const toAffirm = (honest: Conduct): Mandate.Mandate => {
  const settlement = requested(honest);
  const subject = { _tag: 'Existing', settlement } as const;
  const venue = simulatedBitgo(honest, () => undefined);
  const place = { order: 1n, askedAtMs: 0, answeredAtMs: 0 };
  const [found] = right(venue.observation(subject, venue.read(subject, 1n, beginMs, 0), place)).settlements;
  if (found === undefined) throw new Error('the simulation has no settlement');
  const expectation = {
    _tag: 'Waived',
    by: 'the simulation',
    reason: 'its truth is checked afterwards',
  } as const;
  return issue(venue, right(Plan.settling(venue.rules, digest)(found, expectation)));
};
