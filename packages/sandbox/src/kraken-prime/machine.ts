import { type Checked, bad, good } from '../checked.js';
import { invariant } from '../invariant.js';
import { advance, setConfirmed as decideConfirmed } from './advance.js';
import type { Answer } from './answer.js';
import { type Call, type CallNote, call } from './call.js';
import type { InventedErrors } from './error-strings.js';
import type { Key } from './key-gate.js';
import { act, findBatch } from './second-act.js';
import type { SecondActorAct } from './second-actor.js';
import { finishTransfer } from './settlement.js';
import * as State from './state.js';
import { type SwitchChanges, type Switches, SWITCHBOARD } from './switches.js';
import { type Trade, book } from './trade.js';
import type { TransferOutcome } from './transfer-outcome.js';
import { type RequestTruth, type Truth, snapshot } from './truth.js';
import { type WireBatch, wireBatch } from './wire.js';

/** What a machine is made from. Everything has a default. */
export interface Options {
  /** Batch ids depend on it and nothing else does. */
  readonly seed?: number;
  readonly switches?: SwitchChanges;
  /** Other texts for the refusals that Kraken does not document. */
  readonly errors?: Partial<InventedErrors>;
  /** The keys that the venue knows; one named `sandbox` with every permission where it is left out. */
  readonly keys?: ReadonlyArray<Key>;
  readonly trades?: ReadonlyArray<Trade>;
  /** Scripted ends of transfers: for each asset the next ones, in order. */
  readonly transfers?: ReadonlyArray<TransferScript>;
}

/** How the next transfer of an asset ends that no other script claims. */
export interface TransferScript {
  readonly asset: string;
  readonly outcome: TransferOutcome;
}

/** What a person wants to see of a machine. */
export interface Overview {
  readonly nowMs: number;
  readonly batches: ReadonlyArray<WireBatch>;
  readonly unsettledTradeIds: ReadonlyArray<string>;
  readonly stuckTransferIds: ReadonlyArray<string>;
  readonly due: ReadonlyArray<{ readonly atMs: number; readonly what: string }>;
}

/** One release of a transfer that is stuck. */
export interface Release {
  /** The transfer; the one that has been stuck longest where it is left out. */
  readonly transferId?: string;
  /** How it ends; completed where it is left out. */
  readonly outcome?: TransferOutcome;
}

/**
 * A Kraken Prime settlement venue in memory. It keeps no time of its own: every act is told the time, in integer
 * milliseconds, and what came due before is applied first. The same seed and the same acts give the same truth.
 */
export interface Machine {
  readonly switches: Switches;
  /** Answers an authenticated call: rate and nonce, permission, then the method. */
  readonly call: (call: Call, nowMs: number, note?: CallNote) => Answer;
  /** Lets happen what is due by this time. */
  readonly advance: (nowMs: number) => void;
  /** Books trades; all of them or, with a reason, none. */
  readonly addTrades: (trades: ReadonlyArray<Trade>, nowMs: number) => Checked<number>;
  /** Lets the second actor act, now or later. Gives the id of what came of it, or `later`. */
  readonly secondActor: (act: SecondActorAct, nowMs: number) => Checked<string>;
  /** Decides the confirmation of a batch by hand, which ends its automatic one. No id means the newest batch. */
  readonly setConfirmed: (batchId: string | undefined, confirmed: boolean, nowMs: number) => Checked<string>;
  /** Takes the confirmation of the newest or named batch back, or gives it, and undoes that after `backAfterMs`. */
  readonly flipConfirmed: (
    batchId: string | undefined,
    nowMs: number,
    backAfterMs?: number,
  ) => Checked<string>;
  /** Decides how a transfer to come will end. */
  readonly scriptTransfer: (script: TransferScript) => Checked<number>;
  /** Ends a transfer that is stuck. */
  readonly release: (release: Release, nowMs: number) => Checked<string>;
  /** Records a request that never came to {@link Machine.call}: lost on its way, or refused before. */
  readonly record: (request: Omit<RequestTruth, 'receivedAtMs'>, nowMs: number) => void;
  /** What really happened, whatever anybody was told. */
  readonly truth: () => Truth;
  /** The venue as it stands, for people and tests. */
  readonly overview: () => Overview;
}

const EVERYTHING: ReadonlyArray<Key> = [{ key: 'sandbox', permissions: ['query', 'modify'] }];

/** Makes a machine. Trades that cannot be booked are a mistake of the program and stop it. */
export const make = (options: Options = {}): Machine => {
  const state = State.make({
    seed: options.seed ?? 0,
    switches: SWITCHBOARD.complete(options.switches),
    errors: options.errors,
    keys: options.keys ?? EVERYTHING,
  });
  if (options.trades !== undefined) {
    const booked = addTrades(state, options.trades);
    invariant(booked.ok, 'the trades of a new machine can be booked');
  }
  for (const script of options.transfers ?? []) scriptTransfer(state, script);
  return {
    switches: state.switches,
    call: (made, nowMs, note) => call(state, made, nowMs, note ?? {}),
    advance: (nowMs) => advance(state, nowMs),
    addTrades: (trades, nowMs) => at(state, nowMs, () => addTrades(state, trades)),
    secondActor: (wanted, nowMs) => at(state, nowMs, () => secondActor(state, wanted)),
    setConfirmed: (batchId, confirmed, nowMs) =>
      at(state, nowMs, () => setConfirmed(state, batchId, confirmed)),
    flipConfirmed: (batchId, nowMs, backAfterMs) =>
      at(state, nowMs, () => flipConfirmed(state, batchId, backAfterMs)),
    scriptTransfer: (script) => scriptTransfer(state, script),
    release: (wanted, nowMs) => at(state, nowMs, () => release(state, wanted)),
    record: (request, nowMs) => at(state, nowMs, () => record(state, request)),
    truth: () => snapshot(state.truth, state.nowMs),
    overview: () => overview(state),
  };
};

const at = <A>(state: State.State, nowMs: number, deed: () => A): A => {
  advance(state, nowMs);
  return deed();
};

const addTrades = (state: State.State, trades: ReadonlyArray<Trade>): Checked<number> => {
  if (state.tradeIds.size + trades.length > State.LIMITS.trades) return bad('The venue is full of trades.');
  const batch = new Map<string, ReturnType<typeof book>>();
  for (const trade of trades) {
    const booked = book(trade);
    if (!booked.ok) return booked;
    if (batch.has(trade.id) || state.tradeIds.has(trade.id)) return bad(`Trade ${trade.id} exists already.`);
    batch.set(trade.id, booked);
  }
  for (const [id, booked] of batch) {
    if (!booked.ok) continue;
    state.tradeIds.add(id);
    state.unsettled.set(id, booked.value);
  }
  return good(batch.size);
};

const secondActor = (state: State.State, wanted: SecondActorAct): Checked<string> => {
  if (wanted.afterMs === undefined || wanted.afterMs === 0) return act(state, wanted);
  state.agenda.add(state.nowMs + wanted.afterMs, { _tag: 'SecondActor', act: wanted });
  return good('later');
};

const setConfirmed = (
  state: State.State,
  batchId: string | undefined,
  confirmed: boolean,
): Checked<string> => {
  const batch = findBatch(state, batchId);
  if (batch === undefined) return bad('There is no such batch.');
  state.confirmedByHand.add(batch.id);
  decideConfirmed(state, batch.id, confirmed, state.nowMs);
  return good(batch.id);
};

const flipConfirmed = (
  state: State.State,
  batchId: string | undefined,
  backAfterMs: number | undefined,
): Checked<string> => {
  const batch = findBatch(state, batchId);
  if (batch === undefined) return bad('There is no such batch.');
  if (backAfterMs !== undefined) {
    const back = { _tag: 'SetConfirmed', batchId: batch.id, confirmed: batch.confirmed } as const;
    state.agenda.add(state.nowMs + backAfterMs, back);
  }
  return setConfirmed(state, batch.id, !batch.confirmed);
};

const scriptTransfer = (state: State.State, { asset, outcome }: TransferScript): Checked<number> => {
  const script = state.scripts.get(asset) ?? [];
  if (script.length >= State.LIMITS.scriptedPerAsset) return bad('The script of the asset is full.');
  state.scripts.set(asset, [...script, outcome]);
  return good(script.length + 1);
};

const release = (state: State.State, wanted: Release): Checked<string> => {
  const id = wanted.transferId ?? state.stuck.keys().next().value;
  const order = id === undefined ? undefined : state.stuck.get(id);
  if (order === undefined) return bad('There is no such stuck transfer.');
  state.stuck.delete(order.transferId);
  finishTransfer(state, { ...order, outcome: wanted.outcome ?? { _tag: 'Completed' } }, state.nowMs);
  return good(order.transferId);
};

const record = (state: State.State, request: Omit<RequestTruth, 'receivedAtMs'>): void => {
  if (state.truth.requests.length >= State.LIMITS.requests) return;
  state.truth.requests.push({ ...request, receivedAtMs: state.nowMs });
};

const overview = (state: State.State): Overview => ({
  nowMs: state.nowMs,
  batches: state.batchOrder.map((history) => wireBatch(history.current(), state.switches, true)),
  unsettledTradeIds: [...state.unsettled.keys()],
  stuckTransferIds: [...state.stuck.keys()],
  due: state.agenda.list().map(({ atMs, item }) => ({ atMs, what: item._tag })),
});
