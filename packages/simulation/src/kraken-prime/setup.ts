import {
  type Mandate,
  Plan,
  State,
  UnitRegistry,
  accountId,
  assetId,
  settlementId,
  tradeId,
} from '@legwork/core';
import type { KrakenPrimeTerms } from '@legwork/kraken-prime';
import { KrakenPrimeMachine } from '@legwork/sandbox';
import {
  type Setup,
  type SimulatedVenue,
  right,
  simulatedPolicy,
  simulatedQuietMs,
  simulatedTiming,
} from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { digest, issue } from '../issue.js';
import type { Scenario } from './scenario.js';
import { ourKey, simulatedKrakenPrime } from './simulated-kraken-prime.js';
import { assets, trades } from './trades.js';

const units = assets.map((name) => ({ asset: right(assetId(name)), venueName: name, decimals: 8 }));
const registry = right(UnitRegistry.agree(units, units));

const termsOf = (scenario: Scenario): KrakenPrimeTerms => ({
  account: right(accountId('desk')),
  lane: 'ours',
  outgoingMeans: scenario.outgoingMeans,
  nonceWindow: scenario.declaredWindow ?? scenario.switches.nonceWindow ?? 0n,
  quietMs: simulatedQuietMs,
  units: registry,
  amountAfterPartial: O.none,
  showsTransfers: true,
});

const theirKey = 'theirs';
const permissions = ['query', 'modify'] as const;

const makeMachine = (scenario: Scenario): KrakenPrimeMachine.Machine =>
  KrakenPrimeMachine.make({
    seed: 1,
    switches: { ...scenario.switches, listTradeIds: true },
    keys: [ourKey, theirKey].map((key) => ({ key, permissions })),
    trades: trades(scenario.legs),
    transfers: scenario.transfers ?? [],
  });

const beginMs = 1_000;

/** Makes a world in which the scenario begins: a venue with trades and, to be settled, with a batch of them. */
export const makeSetup = (scenario: Scenario): Setup => {
  const machine = makeMachine(scenario);
  const venue = simulatedKrakenPrime(machine, termsOf(scenario));
  const mandate = scenario.flow === 'Create' ? toCreate(scenario, venue) : toSettle(scenario, machine, venue);
  for (const { act, afterMs } of scenario.others ?? []) machine.secondActor({ act, afterMs }, beginMs);
  return {
    venue,
    mandate,
    policy: simulatedPolicy,
    digest,
    timing: simulatedTiming,
    mustFinish: scenario.mustFinish,
    resume: State.resume,
  };
};

const toCreate = ({ legs }: Scenario, venue: SimulatedVenue): Mandate.Mandate => {
  const ids = trades(legs).map(({ id }) => right(tradeId(id)));
  return issue(venue, Plan.creating(venue.rules, digest)('currency', O.some(ids), []));
};

/** A batch exists, made by somebody else, and is not confirmed yet. */
const toSettle = (
  scenario: Scenario,
  machine: KrakenPrimeMachine.Machine,
  venue: SimulatedVenue,
): Mandate.Mandate => {
  const params = { asset_kind: 'currency' };
  machine.call({ key: theirKey, nonce: 1n, method: 'CreatePrimeSettlementBatch', params }, beginMs, {
    applyDelayMs: 0,
  });
  const settlement = right(settlementId(machine.overview().batches[0]?.id ?? ''));
  const subject = { _tag: 'Existing', settlement } as const;
  const place = { order: 1n, askedAtMs: 0, answeredAtMs: 0 };
  const seen = right(venue.observation(subject, venue.read(subject, 1n, beginMs, 0), place));
  const [found] = seen.settlements;
  if (found === undefined) throw new Error('the simulation has no batch');
  const expectation = {
    _tag: 'Waived',
    by: 'the simulation',
    reason: 'its truth is checked afterwards',
  } as const;
  return issue(venue, right(Plan.settling(venue.rules, digest)(found, expectation)));
};
