import { type Checked, bad, good } from '../checked.js';
import * as FaultQueue from '../fault/fault-queue.js';
import * as FaultSpec from '../fault/fault-spec.js';
import { type Reader, isEntries, listOf, record, text } from '../reader.js';
import type { AccountOptions } from './account.js';
import { FAULTS } from './faults.js';
import * as Machine from './machine.js';
import { ACCOUNTS, type PartnerOptions, readAccount, readPartner } from './opening.js';
import * as Proposal from './proposal.js';
import { type SwitchChanges, SWITCHBOARD } from './switches.js';

/** What a venue starts with: a story for a test or a demonstration, as data. */
export interface Scenario {
  /** What it is for, in one sentence. */
  readonly says: string;
  readonly switches?: SwitchChanges;
  /** Four funded accounts, three of them partners, where it is left out. */
  readonly accounts?: ReadonlyArray<AccountOptions>;
  readonly partners?: ReadonlyArray<PartnerOptions>;
  /** Settlements that wait from the start. */
  readonly proposals?: ReadonlyArray<Proposal.Proposal>;
  readonly faults?: ReadonlyArray<FaultSpec.FaultSpec>;
}

const switchValues: Reader<SwitchChanges> = (value, at) => {
  if (!isEntries(value)) return bad(`${at} must be an object`);
  const texts = Object.entries(value).map(([name, held]) => [name, String(held).slice(0, 64)] as const);
  return SWITCHBOARD.parse(Object.fromEntries(texts));
};

const read: Reader<Scenario> = record(
  { says: text },
  {
    switches: switchValues,
    accounts: listOf(readAccount, 64),
    partners: listOf(readPartner, 1000),
    proposals: listOf(Proposal.read, 1000),
    faults: listOf(FaultSpec.read, 10_000),
  },
);

/** Reads a scenario from JSON and checks its names and faults. Errors: a whole sentence. */
export const parse = (value: unknown): Checked<Scenario> => {
  const scenario = read(value, 'The scenario');
  if (!scenario.ok) return bad(`${scenario.why}.`);
  const faults = FaultQueue.make(FAULTS, undefined).add(scenario.value.faults ?? []);
  if (!faults.ok) return faults;
  const names = (scenario.value.accounts ?? ACCOUNTS).map((account) => account.name);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) return bad(`The account ${twice} occurs twice.`);
  for (const { primary, secondary } of scenario.value.partners ?? []) {
    const unknown = [primary, secondary].find((name) => !names.includes(name));
    if (unknown !== undefined) return bad(`There is no account named ${unknown.slice(0, 64)}.`);
  }
  return tryProposals(scenario.value);
};

/** Plays the proposals through once, so that a scenario which starts at all starts well. */
const tryProposals = (scenario: Scenario): Checked<Scenario> => {
  const { accounts, partners, switches, proposals = [] } = scenario;
  const machine = Machine.make({
    switches: { ...switches, checkSignatures: false },
    ...(accounts !== undefined && { accounts }),
    ...(partners !== undefined && { partners }),
  });
  for (const proposal of proposals) {
    const made = Proposal.make(machine, proposal, 0);
    if (!made.ok) return made;
  }
  return good(scenario);
};
