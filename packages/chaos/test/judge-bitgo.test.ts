import { describe, expect, test } from '@jest/globals';
import type { BitgoTruth, MoveTruth, SettlementTruth, SignatureTruth } from '@legwork/sandbox';
import { type TradeJob, judgeBitgo } from '../src/judge/bitgo.js';
import type { Saying } from '../src/judge/claim.js';

const trade = { trade: 't1', requester: 'r', counterparty: 'c', btc: '0.00000011', usd: '1.01' };

const settlement: SettlementTruth = {
  id: 's1',
  type: 'direct',
  requesterAccountId: 'r',
  status: 'pending',
  createdAtMs: 0,
  expireAtMs: 9,
  finalizedAtMs: null,
  externalIds: ['t1'],
  obligations: [
    {
      accountId: 'r',
      sendCurrency: 'ofctbtc',
      gross: '11',
      fee: '0',
      receiveCurrency: 'ofctusd',
      receiveAmount: '101',
    },
    {
      accountId: 'c',
      sendCurrency: 'ofctusd',
      gross: '101',
      fee: '0',
      receiveCurrency: 'ofctbtc',
      receiveAmount: '11',
    },
  ],
  affirmations: [
    { id: 'a1', partyAccountId: 'r', status: 'affirmed' },
    { id: 'a2', partyAccountId: 'c', status: 'pending' },
  ],
  cause: 'venue',
};

const affirmed: SettlementTruth = {
  ...settlement,
  affirmations: settlement.affirmations.map((one) => ({ ...one, status: 'affirmed' })),
};

const entry = (accountId: string, send: string, sent: string, receive: string, received: string) => ({
  accountId,
  sendSubtotal: sent,
  sendAmount: sent,
  sendCurrency: send,
  receiveAmount: received,
  receiveCurrency: receive,
});

const signed = (accountId: string, btc = '11'): SignatureTruth => ({
  atMs: 0,
  settlementId: 's1',
  affirmationId: 'a',
  accountId,
  payload: JSON.stringify({
    version: '1.2.0',
    accountId,
    amounts: [entry('r', 'ofctbtc', btc, 'ofctusd', '101'), entry('c', 'ofctusd', '101', 'ofctbtc', btc)],
    nonceHold: 'h',
    nonceSettle: 's',
  }),
  signature: 'sig',
  lie: null,
  cause: 'venue',
});

const pay = (accountId: string, currency: string, amount: string): MoveTruth => ({
  atMs: 0,
  kind: 'pay',
  accountId,
  toAccountId: 'x',
  currency,
  amount,
  settlementId: 's1',
  cause: 'venue',
});

const truthOf = (changes: Partial<BitgoTruth>): BitgoTruth => ({
  nowMs: 0,
  moves: [],
  balances: [],
  settlements: [],
  signatures: [],
  lies: [],
  requests: [],
  ...changes,
});

const job = (says: Saying['says'], of: Partial<TradeJob> = {}): TradeJob => ({
  trade,
  settlement: undefined,
  isCancelled: false,
  claim: { id: 'create/t1', progress: 'Ended', sayings: [{ name: 'n', says, why: 'so' }], broken: [] },
  ...of,
});

const rules = (truth: BitgoTruth, ...jobs: ReadonlyArray<TradeJob>): ReadonlyArray<string> =>
  judgeBitgo(truth, jobs).map(({ rule }) => rule);

const created = truthOf({ settlements: [settlement], signatures: [signed('r')] });
const settledTruth = truthOf({ settlements: [affirmed], signatures: [signed('r'), signed('c')] });
const affirmation = (says: Saying['says'], of: Partial<TradeJob> = {}): TradeJob =>
  job(says, { settlement: 's1', ...of });

describe('Judging by the books of BitGo', () => {
  test('given one settlement as agreed, nothing is wrong', () => {
    expect(rules(created, job('Done'))).toEqual([]);
  });

  test('given two settlements of one trade, it is a double', () => {
    const twice = { ...created, settlements: [settlement, { ...settlement, id: 's2' }] };
    expect(rules(twice, job('Done'))).toEqual(['Double']);
  });

  test('given none for what is said to be created, it is done only in words', () => {
    expect(rules(truthOf({}), job('Done'))).toEqual(['FalseDone']);
  });

  test('given one for what is said to be not done, or was taken back, it came although it could not', () => {
    expect(rules(created, job('NotDone'))).toEqual(['LateEffect']);
    expect(rules(created, job('Done', { isCancelled: true }))).toEqual(['LateEffect']);
  });

  test('given one of a trade that no job is for, it is lost', () => {
    expect(rules({ ...created, signatures: [] }, job('Open', { trade: { ...trade, trade: 't2' } }))).toEqual([
      'Lost',
    ]);
  });

  test('given other amounts in it, something else was signed', () => {
    const [first, second] = settlement.obligations;
    if (first === undefined || second === undefined) throw new Error('invariant: there are two');
    const other = { ...settlement, obligations: [{ ...first, gross: '12' }, second] };
    expect(rules({ ...created, settlements: [other] }, job('Done'))).toEqual(['SignedOther']);
  });

  test('given another amount in the bytes that were signed, or a lie, something else was signed', () => {
    expect(rules({ ...created, signatures: [signed('r', '12')] }, job('Done'))).toEqual(['SignedOther']);
    const lied = { ...signed('r'), lie: 'amount-plus-one' } as const;
    expect(rules({ ...created, signatures: [lied] }, job('Done'))).toEqual(['SignedOther']);
  });

  test('given an affirmation that was given once, nothing is wrong', () => {
    expect(rules(settledTruth, job('Done'), affirmation('Done'))).toEqual([]);
  });

  test('given two signatures for it, it is a double', () => {
    const twice = { ...settledTruth, signatures: [...settledTruth.signatures, signed('c')] };
    expect(rules(twice, job('Done'), affirmation('Done'))).toEqual(['Double']);
  });

  test('given one that is awaited and said to be done, it is done only in words', () => {
    expect(rules(created, job('Done'), affirmation('Done'))).toEqual(['FalseDone']);
  });

  test('given one that was taken back, or is said to be not done, it came although it could not', () => {
    expect(rules(settledTruth, job('Done'), affirmation('Done', { isCancelled: true }))).toEqual([
      'LateEffect',
    ]);
    expect(rules(settledTruth, job('Done'), affirmation('NotDone'))).toEqual(['LateEffect']);
  });

  test('given more paid than owed, it is a double', () => {
    const once = [pay('r', 'ofctbtc', '11'), pay('c', 'ofctusd', '101')];
    expect(rules({ ...settledTruth, moves: once }, job('Done'), affirmation('Done'))).toEqual([]);
    const twice = [...once, pay('r', 'ofctbtc', '11')];
    expect(rules({ ...settledTruth, moves: twice }, job('Done'), affirmation('Done'))).toEqual(['Double']);
  });
});
