import {
  type Call,
  type CallNote,
  KrakenPrimeMachine,
  type Trade,
  type WireBatch,
  type WireLeg,
} from '../src/index.js';
import type { Answer } from '../src/kraken-prime/answer.js';

/** A machine with a clock and a nonce that move by themselves, for tests that read like a story. */
export interface Driver {
  readonly machine: KrakenPrimeMachine.Machine;
  readonly now: () => number;
  readonly pass: (ms: number) => void;
  readonly call: (method: string, params: unknown, note?: CallNote, over?: Partial<Call>) => Answer;
  readonly create: (params?: unknown, note?: CallNote) => Answer;
  readonly settle: (batchId: string, asset: string, note?: CallNote) => Answer;
  readonly get: (batchId: string, note?: CallNote) => WireBatch;
  readonly list: (params?: unknown, note?: CallNote) => ReadonlyArray<WireBatch>;
}

export const START_MS = 1_700_000_000_000;

export const drive = (options: KrakenPrimeMachine.Options = {}): Driver => {
  const machine = KrakenPrimeMachine.make({ trades: DAY, ...options });
  let nowMs = START_MS;
  let nonce = 0n;
  const call: Driver['call'] = (method, params, note, over) => {
    nonce += 1n;
    return machine.call({ key: 'sandbox', nonce, method, params, ...over }, nowMs, note);
  };
  return {
    machine,
    now: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
      machine.advance(nowMs);
    },
    call,
    create: (params = {}, note = {}) => call('CreatePrimeSettlementBatch', params, note),
    settle: (batchId, asset, note) =>
      call('SettlePrimeSettlementBatchAsset', { batch_id: batchId, asset }, note),
    get: (batchId, note) => batchOf(call('GetPrimeSettlementBatch', { batch_id: batchId }, note)),
    list: (params = {}, note = {}) => dataOf(call('ListPrimeSettlementBatches', params, note)),
  };
};

export const batchOf = (answer: Answer): WireBatch => {
  const { result } = answer;
  if (result === undefined || result === null || !('batch' in result)) {
    throw new Error(`no batch: ${answer.error.join()}`);
  }
  return result.batch;
};

const dataOf = (answer: Answer): ReadonlyArray<WireBatch> => {
  const { result } = answer;
  if (result === undefined || result === null || !('data' in result)) throw new Error('no data');
  return result.data;
};

export const transferOf = (
  answer: Answer,
): { readonly id: string; readonly status: string; readonly amount: string } => {
  const { result } = answer;
  if (result === undefined || result === null || !('transfer' in result)) {
    throw new Error(`no transfer: ${answer.error.join()}`);
  }
  const { id, attributes } = result.transfer;
  return { id, status: attributes.transfer_status, amount: attributes.transfer_amount };
};

export const leg = (batch: WireBatch, asset: string): WireLeg => {
  const found = batch.legs.find((held) => held.asset === asset);
  if (found === undefined) throw new Error(`no leg ${asset}`);
  return found;
};

export const trade = (
  last: number,
  side: Trade['side'],
  base: readonly [string, string],
  quote: readonly [string, string],
  kind: Trade['kind'] = 'currency',
): Trade => ({
  id: `00000000-0000-4000-8000-${last.toString().padStart(12, '0')}`,
  kind,
  side,
  base: { asset: base[0], amount: base[1] },
  quote: { asset: quote[0], amount: quote[1] },
});

/** The client owes 1.5 BTC and 10 ETH and receives 120000.5 USD. */
export const DAY: ReadonlyArray<Trade> = [
  trade(1, 'sell', ['BTC', '2'], ['USD', '180000']),
  trade(2, 'buy', ['BTC', '0.5'], ['USD', '90000']),
  trade(3, 'sell', ['ETH', '10'], ['USD', '30000.5']),
];

/** A confirmed batch of {@link DAY}. */
export const confirmed = (
  options: KrakenPrimeMachine.Options = {},
): { readonly venue: Driver; readonly id: string } => {
  const venue = drive(options);
  const { id } = batchOf(venue.create());
  venue.pass(2000);
  return { venue, id };
};
