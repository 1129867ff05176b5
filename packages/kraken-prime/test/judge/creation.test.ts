import { describe, expect, test } from '@jest/globals';
import { Leg, type Settlement, type Sighting, type Trial, settlementId } from '@legwork/core';
import { right } from '@legwork/testkit';
import * as O from 'fp-ts/lib/Option.js';
import { create, observation, settleBtc, settlement, trades } from '../fixture/noun.js';
import { quietMs, receipt, rules, trialOf } from '../fixture/trial.js';
import { attributes, tradeId } from '../fixture/wire-batch.js';

const older = settlement({ id: 'B_OLD', attributes: attributes({ status: 'completed' }), legs: [] });
const fresh = settlement({ id: 'B_NEW' });
const foreign = settlement({ id: 'B_FOREIGN', trade_ids: [tradeId(8), tradeId(9)] });
const bare = settlement({ id: 'B_BARE', trade_ids: null });

const sees = (settlements: ReadonlyArray<Settlement.Settlement>, askedAtMs: number): Sighting => ({
  order: 100n + BigInt(askedAtMs),
  askedAtMs,
  answeredAtMs: askedAtMs + 10,
  mark: rules.snapshot(create(), observation(settlements)),
  seen: { _tag: 'SettlementsSeen', settlements },
});

const trial = (
  sightings: ReadonlyArray<Sighting>,
  changes: Partial<Trial> = {},
  expected = O.some(trades),
): Trial =>
  trialOf(
    sightings,
    { before: rules.snapshot(create(), observation([older])), ...changes },
    create(expected),
  );

const later = 10 + quietMs;

describe('a creation of unknown outcome', () => {
  test('is done when the one new settlement consists of the trades that were meant', () => {
    expect(rules.judge(trial([sees([fresh, older], 0)]))).toEqual({ _tag: 'Done', settlement: 'B_NEW' });
    expect(rules.judge(trial([sees([foreign, fresh, older], 0)]))).toMatchObject({ settlement: 'B_NEW' });
  });

  test.each([
    ['it consists of other trades', [foreign], O.some(trades)],
    ['its trades are not shown', [bare], O.some(trades)],
    ['nobody said which trades were meant', [fresh], O.none],
    ['two of them match', [fresh, settlement({ id: 'B_TWIN' })], O.some(trades)],
  ])('is never adopted if %s, and names what is new', (_, found, expected) => {
    const verdict = rules.judge(trial([sees(found, 0), sees(found, later)], {}, expected));
    expect(verdict).toMatchObject({ _tag: 'Undecided' });
    expect(verdict._tag === 'Undecided' && verdict.known).toContain(found[0]?.id);
  });

  test('is void after a fence and a quiet period in which nothing new showed', () => {
    expect(rules.judge(trial([sees([older], 0), sees([older], later)]))).toEqual({ _tag: 'Void' });
    expect(rules.judge(trial([sees([older], 0), sees([older], later - 1)]))._tag).toBe('Undecided');
    expect(rules.judge(trial([sees([], 0), sees([], later)], { before: Leg.mark('') }))).toEqual({
      _tag: 'Void',
    });
  });

  test('is not void without a fence, nor while one that was there before is open', () => {
    expect(rules.judge(trial([sees([older], 0), sees([older], later)], { fence: O.none }))._tag).toBe(
      'Undecided',
    );
    const before = rules.snapshot(create(), observation([fresh]));
    expect(rules.judge(trial([sees([fresh], 0), sees([fresh], later)], { before }))._tag).toBe('Undecided');
  });

  test('is not void if an older settlement left the list, for then a new one may have as well', () => {
    expect(rules.judge(trial([sees([older], 0), sees([], later)]))._tag).toBe('Undecided');
  });

  test('does not look at settlements of another scope', () => {
    const equity = settlement({ id: 'B_EQ', attributes: attributes({ asset_kind: 'tokenized_equity' }) });
    expect(rules.judge(trial([sees([older, equity], 0), sees([older, equity], later)]))).toEqual({
      _tag: 'Void',
    });
  });
});

describe('a creation that was accepted', () => {
  test('is done', () => {
    const settlementOfReceipt = right(settlementId('B_NEW'));
    const taken = { receipt: O.some({ ...receipt(), settlement: settlementOfReceipt }) };
    expect(rules.judge(trial([sees([older], 0)], taken))).toEqual({ _tag: 'Done', settlement: 'B_NEW' });
  });
});

describe('a reading of the wrong kind', () => {
  test('proves nothing', () => {
    const wrong: Sighting = { ...sees([], 0), seen: { _tag: 'NothingSeen' } };
    expect(rules.judge(trial([wrong]))._tag).toBe('Undecided');
    expect(rules.exclusion(settleBtc())).toEqual({ name: 'kraken-prime/desk-1/B_Y7T2LPVX/BTC', once: true });
    expect(rules.exclusion(create())).toEqual({ name: 'kraken-prime/desk-1/create/currency', once: false });
  });
});
