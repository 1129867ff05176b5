import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { explain } from '../../src/program/explain.js';
import type { NotBegun } from '../../src/program/not-begun.js';
import { account, asset, mandateId, settlementId } from '../fixture/noun.js';

const all: { readonly [Tag in NotBegun['_tag']]: Extract<NotBegun, { _tag: Tag }> } = {
  AccountIsHalted: { _tag: 'AccountIsHalted', account, why: 'another amount moved' },
  ApprovalDiffers: { _tag: 'ApprovalDiffers', approved: 'a', planned: 'b' },
  BrokenJournal: { _tag: 'BrokenJournal', at: 3, what: 'a mandate is given a second time' },
  Declined: { _tag: 'Declined', by: 'ann', why: 'too much' },
  InstructionsOverlap: { _tag: 'InstructionsOverlap', name: 'settle S1 L1' },
  InvalidPolicy: { _tag: 'InvalidPolicy', what: 'freshMs must be between 1 and 600,000' },
  JournalFailed: { _tag: 'JournalFailed', detail: 'EIO' },
  LimitExceeded: { _tag: 'LimitExceeded', asset: asset('BTC'), what: '3 BTC would exceed the limit of 2' },
  LimitsContended: { _tag: 'LimitsContended' },
  MandateConflict: {
    _tag: 'MandateConflict',
    id: mandateId('M'),
    given: { _tag: 'Existing', settlement: settlementId },
  },
  MandateIsBarred: { _tag: 'MandateIsBarred', by: 'ann', why: 'a mistake' },
  MandateIdTooLong: { _tag: 'MandateIdTooLong' },
  PlanRefused: {
    _tag: 'PlanRefused',
    breaks: [{ _tag: 'Odd', at: 'L1', what: 'the direction is not understood' }],
  },
  ReadFailed: {
    _tag: 'ReadFailed',
    lasts: 'Passing',
    what: 'The reply was lost.',
    money: 'Nothing moved: a read moves nothing.',
    todo: 'Ask again later.',
    code: O.none,
    requestId: O.none,
  },
  SettlementNotFound: { _tag: 'SettlementNotFound' },
};

describe('why a run did not begin', () => {
  test.each(Object.values(all))('$_tag is told in whole sentences', (error) => {
    const { what, money, todo } = explain(error);
    for (const sentence of [what, money, todo]) expect(sentence).toMatch(/^[A-Z].*[A-Za-z0-9)]\.$/);
    expect(money).toMatch(/^Nothing/);
  });

  test('names what it is about', () => {
    expect(explain(all.MandateConflict).what).toContain('settlement S1');
    expect(explain(all.PlanRefused).what).toContain('L1: the direction is not understood');
    expect(explain(all.AccountIsHalted).what).toContain('another amount moved');
  });
});
