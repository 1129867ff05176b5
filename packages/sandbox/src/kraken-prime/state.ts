import * as Agenda from '../agenda.js';
import type * as History from '../history.js';
import * as SeededRandom from '../seeded-random.js';
import type { Batch } from './batch.js';
import type { Due, TransferOrder } from './due.js';
import { type InventedErrors, INVENTED } from './error-strings.js';
import * as KeyGate from './key-gate.js';
import type { Switches } from './switches.js';
import type { AssetKind, BookedTrade } from './trade.js';
import type { TransferOutcome } from './transfer-outcome.js';
import * as Truth from './truth.js';

/** Everything that a machine remembers. It changes in place: a simulation makes tens of thousands a second. */
export interface State {
  readonly switches: Switches;
  readonly errors: InventedErrors;
  readonly random: SeededRandom.SeededRandom;
  readonly keys: ReadonlyMap<string, KeyGate.KeyGate>;
  readonly agenda: Agenda.Agenda<Due>;
  readonly truth: Truth.TruthLog;
  /** Trades that no batch has captured, by id, in order. */
  readonly unsettled: Map<string, BookedTrade>;
  /** The id of every trade there ever was. */
  readonly tradeIds: Set<string>;
  readonly batches: Map<string, History.History<Batch>>;
  /** The same batches, oldest first. */
  readonly batchOrder: Array<History.History<Batch>>;
  /** Batches whose confirmation somebody decides by hand. */
  readonly confirmedByHand: Set<string>;
  readonly queuedCreates: Map<AssetKind, number>;
  /** Settle calls that wait for their effect, by {@link legKey}. */
  readonly queuedSettles: Map<string, number>;
  /** Scripted ends of the next transfers, by asset. */
  readonly scripts: Map<string, TransferOutcome[]>;
  /** Transfers that wait to be released. */
  readonly stuck: Map<string, TransferOrder>;
  transferCount: number;
  nowMs: number;
}

/** How much one machine takes before it says that it is full; nothing is ever dropped to make room. */
export const LIMITS = {
  requests: 500_000,
  trades: 100_000,
  batches: 20_000,
  scriptedPerAsset: 1000,
} as const;

/** What a machine starts with. */
export interface StateOptions {
  readonly seed: number;
  readonly switches: Switches;
  readonly errors: Partial<InventedErrors> | undefined;
  readonly keys: ReadonlyArray<KeyGate.Key>;
}

/** A venue where nothing has happened. */
export const make = (options: StateOptions): State => ({
  switches: options.switches,
  errors: options.errors === undefined ? INVENTED : { ...INVENTED, ...options.errors },
  random: SeededRandom.make(options.seed),
  keys: new Map(options.keys.map((key) => [key.key, KeyGate.make(key, options.switches)])),
  agenda: Agenda.make(),
  truth: Truth.makeLog(),
  unsettled: new Map(),
  tradeIds: new Set(),
  batches: new Map(),
  batchOrder: [],
  confirmedByHand: new Set(),
  queuedCreates: new Map(),
  queuedSettles: new Map(),
  scripts: new Map(),
  stuck: new Map(),
  transferCount: 0,
  nowMs: 0,
});

/** The name of a leg: it has no id of its own. */
export const legKey = (batchId: string, asset: string): string => `${batchId}/${asset}`;

/** Adds to a counter that is absent at zero. */
export const bump = <K>(counters: Map<K, number>, key: K, by: 1 | -1): void => {
  counters.set(key, (counters.get(key) ?? 0) + by);
};
