import { describe, expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import type { Options } from '../../src/reconcile/options.js';
import { amount, asset, party, venue } from '../fixture/noun.js';
import { brief, got, line, paid, run, shown, usd } from './a-line.js';

describe('balances before and after', () => {
  const of = (name: string, quantity: string) => ({
    venue,
    account: party('Us').account,
    asset: asset(name),
    quantity: amount(quantity),
    // What of it may be spent explains nothing.
    available: amount('0'),
  });
  const before = [of('BTC', '10'), of('USD', '5')];
  const good = [of('BTC', '8.5'), of('USD', '60005')];
  const at = (after: typeof good, options: Partial<Options> = {}, earlier = before) =>
    brief(run([shown([paid(), got()])], { ...options, balances: O.some({ before: earlier, after }) }));

  test('what moved explains them', () => {
    expect(at(good)).toStrictEqual([]);
    expect(at(good.toReversed())).toStrictEqual([]);
  });

  test.each<[string, typeof good, ReadonlyArray<ReadonlyArray<string>>]>([
    ['a charge', [of('BTC', '8.4999'), of('USD', '60005')], [['BalanceDiffers', 'BTC', '', '']]],
    ['more than came', [of('BTC', '8.5'), of('USD', '60005.01')], [['BalanceDiffers', 'USD', '', '']]],
    [
      'nothing moved',
      before,
      [
        ['BalanceDiffers', 'BTC', '', ''],
        ['BalanceDiffers', 'USD', '', ''],
      ],
    ],
    ['an asset that is gone', [of('USD', '60005')], [['BalanceDiffers', 'BTC', '', '']]],
    ['an asset from nowhere', [...good, of('ETH', '1')], [['BalanceDiffers', 'ETH', '', '']]],
    ['two balances of one thing', [...good, of('USD', '60006')], [['BalanceDiffers', 'USD', '', '']]],
  ])('%s', (_, after, breaks) => {
    expect(at(after)).toStrictEqual(breaks);
    expect(at(after.toReversed())).toStrictEqual(breaks);
  });

  test('a tolerance is for the asset and the kind that were named', () => {
    const after = [of('BTC', '8.5'), of('USD', '60005.01')];
    expect(at(after, usd('0.01', 'Balance'))).toStrictEqual([]);
    expect(at(after, usd('0.01'))).toHaveLength(1);
    expect(at([of('BTC', '8.49'), of('USD', '60005')], usd('1', 'Balance'))).toHaveLength(1);
  });

  test('what others pay us counts for balances even where only our payments are expected', () => {
    const made = run(
      [shown([paid(), got()])],
      { covers: 'WhatWePay', balances: O.some({ before, after: good }) },
      [line()],
    );
    expect(brief(made)).toStrictEqual([]);
  });

  test('what others hold is not compared, even where their balances were given', () => {
    const theirs = { ...of('BTC', '7'), account: party('Venue').account };
    const both = [theirs, { ...theirs, asset: asset('USD') }];
    expect(at([...good, ...both], {}, [...before, ...both])).toStrictEqual([]);
  });

  test('an account that no balance names is not compared', () => {
    expect(at([], {}, [])).toStrictEqual([]);
  });
});
