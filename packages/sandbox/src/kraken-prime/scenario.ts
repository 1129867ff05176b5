import { type Checked, bad, good } from '../checked.js';
import * as FaultQueue from '../fault/fault-queue.js';
import * as FaultSpec from '../fault/fault-spec.js';
import { type Reader, isEntries, listOf, matching, record, text } from '../reader.js';
import type { InventedErrors } from './error-strings.js';
import { FAULTS } from './faults.js';
import type { TransferScript } from './machine.js';
import { type SwitchChanges, SWITCHBOARD } from './switches.js';
import * as Trade from './trade.js';
import * as TransferOutcome from './transfer-outcome.js';

/** What a venue starts with: a story for a test or a demonstration, as data. */
export interface Scenario {
  /** What it is for, in one sentence. */
  readonly says: string;
  readonly trades: ReadonlyArray<Trade.Trade>;
  readonly switches?: SwitchChanges;
  readonly errors?: Partial<InventedErrors>;
  readonly transfers?: ReadonlyArray<TransferScript>;
  readonly faults?: ReadonlyArray<FaultSpec.FaultSpec>;
}

const errorText = matching(
  /^[EW][A-Za-z]{1,32}:[ -~]{1,200}$/,
  'an error string such as EGeneral:Invalid arguments',
);

const switchValues: Reader<SwitchChanges> = (value, at) => {
  if (!isEntries(value)) return bad(`${at} must be an object`);
  const texts = Object.entries(value).map(([name, held]) => [name, String(held).slice(0, 64)] as const);
  return SWITCHBOARD.parse(Object.fromEntries(texts));
};

const read: Reader<Scenario> = record(
  { says: text, trades: listOf(Trade.read, 10_000) },
  {
    switches: switchValues,
    errors: record(
      {},
      {
        batchActive: errorText,
        noTrades: errorText,
        batchUnknown: errorText,
        batchUnconfirmed: errorText,
        assetUnknown: errorText,
        legNotEligible: errorText,
      },
    ),
    transfers: listOf(record({ asset: text, outcome: TransferOutcome.read }, {}), 1000),
    faults: listOf(FaultSpec.read, 10_000),
  },
);

/** Reads a scenario from JSON and checks its trades and faults. Errors: a whole sentence. */
export const parse = (value: unknown): Checked<Scenario> => {
  const scenario = read(value, 'The scenario');
  if (!scenario.ok) return bad(`${scenario.why}.`);
  const faults = FaultQueue.make(FAULTS, undefined).add(scenario.value.faults ?? []);
  if (!faults.ok) return faults;
  const ids = new Set<string>();
  for (const trade of scenario.value.trades) {
    const booked = Trade.book(trade);
    if (!booked.ok) return booked;
    if (ids.has(trade.id)) return bad(`Trade ${trade.id} occurs twice.`);
    ids.add(trade.id);
  }
  return good(scenario.value);
};
