import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { KrakenPrimeMachine, type SwitchChanges, type TransferOutcome, type Truth } from '../src/index.js';
import * as ExactDecimal from '../src/exact-decimal.js';
import { DAY, START_MS, trade } from './driver.js';

type Act =
  | { readonly do: 'create' | 'list' | 'second' | 'flip' | 'release' | 'trade' }
  | { readonly do: 'settle'; readonly asset: string; readonly delayMs: number }
  | { readonly do: 'pass'; readonly ms: number };

const outcome: fc.Arbitrary<TransferOutcome> = fc.oneof(
  fc.constantFrom<TransferOutcome>({ _tag: 'Completed' }, { _tag: 'Failed' }, { _tag: 'Stuck' }),
  fc.integer({ min: 1, max: 99 }).map((percent): TransferOutcome => ({ _tag: 'PartialPercent', percent })),
);
const asset = fc.constantFrom('BTC', 'ETH', 'USD', 'SOL');
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ do: fc.constantFrom('create', 'list', 'second', 'flip', 'release', 'trade') }),
  fc.record({ do: fc.constant<'settle'>('settle'), asset, delayMs: fc.constantFrom(0, 0, 700) }),
  fc.record({ do: fc.constant<'pass'>('pass'), ms: fc.integer({ min: 1, max: 4000 }) }),
);
const story = fc.record({
  seed: fc.nat(),
  guardSeesQueued: fc.boolean(),
  transfers: fc.array(fc.record({ asset, outcome }), { maxLength: 6 }),
  acts: fc.array(act, { minLength: 5, maxLength: 40 }),
});

const play = (
  told: typeof story extends fc.Arbitrary<infer A> ? A : never,
  switches: SwitchChanges,
): Truth => {
  const { seed, transfers } = told;
  const machine = KrakenPrimeMachine.make({
    seed,
    transfers,
    trades: DAY,
    switches: { rateMax: 1000, ...switches },
  });
  let nowMs = START_MS;
  let nonce = 0n;
  const call = (method: string, params: unknown, applyDelayMs = 0): void => {
    nonce += 1n;
    machine.call({ key: 'sandbox', nonce, method, params }, nowMs, { applyDelayMs });
  };
  const newest = (): string => machine.overview().batches.at(-1)?.id ?? 'B_NONE';
  for (const [index, done] of told.acts.entries()) {
    switch (done.do) {
      case 'create':
        call('CreatePrimeSettlementBatch', {});
        break;
      case 'list':
        call('ListPrimeSettlementBatches', {});
        break;
      case 'settle':
        call('SettlePrimeSettlementBatchAsset', { batch_id: newest(), asset: done.asset }, done.delayMs);
        break;
      case 'second':
        machine.secondActor({ act: 'settle' }, nowMs);
        break;
      case 'flip':
        machine.flipConfirmed(undefined, nowMs, 1000);
        break;
      case 'release':
        machine.release({}, nowMs);
        break;
      case 'trade':
        machine.addTrades([trade(1000 + index, 'sell', ['SOL', '3.3'], ['USD', '450.1'])], nowMs);
        break;
      case 'pass':
        nowMs += done.ms;
        break;
    }
  }
  machine.advance(nowMs + 60_000);
  return machine.truth();
};

const of = (text: string): ExactDecimal.ExactDecimal => {
  const parsed = ExactDecimal.parse(text);
  return parsed.ok ? parsed.value : ExactDecimal.zero;
};

const isMoreThan = (a: ExactDecimal.ExactDecimal, b: ExactDecimal.ExactDecimal): boolean =>
  ExactDecimal.sign(ExactDecimal.subtract(a, b)) > 0;

describe('the truth', () => {
  it('is the same for the same seed and the same acts', () => {
    fc.assert(
      fc.property(story, (told) => {
        const once = play(told, { guardSeesQueued: told.guardSeesQueued });
        expect(play(told, { guardSeesQueued: told.guardSeesQueued })).toEqual(once);
        expect(JSON.parse(JSON.stringify(once))).toEqual(once);
      }),
    );
  });

  it('never shows more moved than a leg is worth, while the venue guards its legs', () => {
    fc.assert(
      fc.property(story, (told) => {
        const truth = play(told, {});
        for (const batch of truth.batches) {
          for (const leg of batch.legs) {
            const of_ = truth.transfers.filter(
              (done) => done.batchId === batch.id && done.asset === leg.asset,
            );
            const moved = of_.reduce((sum, done) => ExactDecimal.add(sum, of(done.moved)), ExactDecimal.zero);
            expect(isMoreThan(moved, of(leg.amount))).toBe(false);
            expect(of_.every((done) => done.payer === leg.payer)).toBe(true);
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('agrees with itself: outcomes, amounts, trades and counts', () => {
    fc.assert(
      fc.property(story, (told) => {
        const truth = play(told, { guardSeesQueued: told.guardSeesQueued });
        for (const done of truth.transfers) {
          const whole = done.moved === done.amount;
          expect(done.outcome === 'completed').toBe(whole);
          expect(done.outcome === 'partial').toBe(!whole && done.moved !== '0');
          expect(done.finishedAtMs === null).toBe(done.outcome === 'pending');
          expect(isMoreThan(of(done.moved), of(done.amount))).toBe(false);
        }
        const captured = truth.batches.flatMap((batch) => batch.tradeIds);
        expect(new Set(captured).size).toBe(captured.length);
        expect(truth.counts).toEqual({
          requests: truth.requests.length,
          accepted: truth.requests.filter((request) => request.error.length === 0).length,
          batches: truth.batches.length,
          transfers: truth.transfers.length,
        });
      }),
      { numRuns: 300 },
    );
  });

  it('names for every transfer and batch the accepted call that caused it', () => {
    fc.assert(
      fc.property(story, (told) => {
        const truth = play(told, {});
        const accepted = new Set(
          truth.requests.filter((seen) => seen.accepted).map((seen) => seen.requestId),
        );
        for (const { cause } of [...truth.transfers, ...truth.batches]) {
          expect(typeof cause === 'string' || accepted.has(cause.requestId)).toBe(true);
        }
      }),
    );
  });
});

describe('a record taken', () => {
  it('does not change when the venue goes on', () => {
    const machine = KrakenPrimeMachine.make({ trades: DAY });
    const before = machine.truth();
    machine.call({ key: 'sandbox', nonce: 1n, method: 'CreatePrimeSettlementBatch', params: {} }, START_MS);
    expect(before.counts).toEqual({ requests: 0, accepted: 0, batches: 0, transfers: 0 });
    expect(machine.truth().counts).toEqual({ requests: 1, accepted: 1, batches: 1, transfers: 0 });
  });

  it('keeps to one clock when the caller’s steps back', () => {
    const machine = KrakenPrimeMachine.make({ trades: DAY });
    const call = (nonce: bigint, nowMs: number) =>
      machine.call({ key: 'sandbox', nonce, method: 'ListPrimeSettlementBatches', params: {} }, nowMs);
    call(1n, START_MS);
    call(2n, START_MS - 5000);
    expect(machine.truth().requests.map((request) => request.receivedAtMs)).toEqual([START_MS, START_MS]);
  });
});
