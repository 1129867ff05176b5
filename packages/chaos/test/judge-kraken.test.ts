import { describe, expect, test } from '@jest/globals';
import type { TransferTruth, Truth } from '@legwork/sandbox';
import type { Saying } from '../src/judge/claim.js';
import { type BatchJob, judgeKraken, noncesRefused } from '../src/judge/kraken.js';

const transfer = (moved: string, cause: TransferTruth['cause'], batchId = 'B1'): TransferTruth => ({
  id: '100',
  batchId,
  asset: 'BTC',
  amount: '0.5',
  payer: 'client',
  startedAtMs: 0,
  finishedAtMs: 1,
  outcome: 'completed',
  moved,
  cause,
});

const byUs = { requestId: 'r', key: 'k', nonce: '1' };

const truthOf = (...transfers: ReadonlyArray<TransferTruth>): Truth => ({
  nowMs: 0,
  transfers,
  batches: [],
  requests: [],
  counts: { requests: 0, accepted: 0, batches: 0, transfers: transfers.length },
});

const job = (says: Saying['says'], isCancelled = false): BatchJob => ({
  batch: 'B1',
  pays: [{ asset: 'BTC', amount: '0.5' }],
  isCancelled,
  claim: { id: 'batch/1', progress: 'Ended', sayings: [{ name: 'BTC', says, why: 'so' }], broken: [] },
});

const rules = (truth: Truth, ...jobs: ReadonlyArray<BatchJob>): ReadonlyArray<string> =>
  judgeKraken(truth, jobs).map(({ rule }) => rule);

describe('Judging by the books of Kraken Prime', () => {
  test('given one full transfer for what is said to be done, nothing is wrong', () => {
    expect(rules(truthOf(transfer('0.5', byUs)), job('Done'))).toEqual([]);
  });

  test('given two transfers for one leg, it is a double, whatever is said', () => {
    const twice = truthOf(transfer('0.5', byUs), transfer('0.5', byUs));
    expect(rules(twice, job('Done'))).toEqual(['Double']);
    expect(rules(twice, job('Open'))).toEqual(['Double']);
  });

  test('given two transfers that sum up to the leg, it is a double all the same', () => {
    expect(rules(truthOf(transfer('0.2', byUs), transfer('0.3', byUs)), job('Done'))).toEqual(['Double']);
  });

  test('given more than the leg in one transfer, it is a double', () => {
    expect(rules(truthOf(transfer('0.50000001', byUs)), job('Done'))).toEqual(['Double']);
  });

  test('given nothing, or too little, for what is said to be done, it is done only in words', () => {
    expect(rules(truthOf(), job('Done'))).toEqual(['FalseDone']);
    expect(rules(truthOf(transfer('0.4', byUs)), job('Done'))).toEqual(['FalseDone']);
    expect(rules(truthOf(transfer('0.5', 'second-actor')), job('Done'))).toEqual(['FalseDone']);
  });

  test('given a transfer for what is said to be not done, or was taken back, it came although it could not', () => {
    expect(rules(truthOf(transfer('0.5', byUs)), job('NotDone'))).toEqual(['LateEffect']);
    expect(rules(truthOf(transfer('0.5', byUs)), job('Done', true))).toEqual(['LateEffect']);
    expect(
      rules(truthOf(transfer('0.5', byUs)), { ...job('Done'), claim: { ...job('Done').claim, sayings: [] } }),
    ).toEqual(['LateEffect']);
  });

  test('given what others did for a batch that was taken back, nothing is wrong', () => {
    expect(rules(truthOf(transfer('0.5', 'second-actor')), job('NotDone', true))).toEqual([]);
  });

  test('given a transfer by our key for a batch that no job is for, it is lost', () => {
    expect(rules(truthOf(transfer('0.5', byUs, 'B2')), { ...job('Open') })).toEqual(['Lost']);
  });

  test('refused nonces are found among the requests', () => {
    const request = { requestId: 'r', key: 'k', method: 'm', accepted: false, nonceUsed: false };
    const requests = [
      { ...request, nonce: '7', receivedAtMs: 5, error: ['EAPI:Invalid nonce'] },
      { ...request, nonce: '8', receivedAtMs: 6, error: [] },
    ];
    expect(noncesRefused({ ...truthOf(), requests })).toEqual([{ nonce: '7', atMs: 5 }]);
  });
});
