import { describe, expect, test } from '@jest/globals';
import { Netting } from '@legwork/core';
import { must } from '@legwork/chaos';
import { Get } from '@legwork/kraken-prime';
import * as E from 'fp-ts/lib/Either.js';
import { nettingCase } from '../src/fixture/netting-legs.js';
import { agree } from '../src/harness/agree.js';
import { AmountDecimal, AmountText, batchResult } from '../src/rival/io-ts-batch.js';
import { netBigInts, netDecimals, netMadeDecimals } from '../src/rival/netting.js';

describe('What we are held against', () => {
  const { input, legs } = nettingCase(300);
  const told = must(Get.GetResult.decode(input)).batch.legs;
  const ours = Netting.byAsset(legs).map(({ asset, sent, received }) => [asset, sent, received]);

  test('nets to the same as we do', () => {
    expect(ours).toHaveLength(20);
    expect(netBigInts(told)).toEqual(ours);
    expect(netDecimals(told)).toEqual(ours);
    const decoded = must(batchResult(AmountDecimal).decode(input)).batch.legs;
    expect(netMadeDecimals(decoded)).toEqual(ours);
  });

  test('reads the same, and refuses what is no amount', () => {
    expect(must(batchResult(AmountText).decode(input)).batch.legs).toHaveLength(300);
    const wrong: unknown = JSON.parse(JSON.stringify(input).replace(/"amount":"[^"]*"/, '"amount":"1e3"'));
    expect(E.isLeft(batchResult(AmountDecimal).decode(wrong))).toBe(true);
    expect(E.isLeft(Get.GetResult.decode(wrong))).toBe(true);
  });

  test('a race between different things is refused', () => {
    expect(() => agree('netting', { ours: [1], theirs: [2] })).toThrow('invariant: netting: theirs and ours');
    expect(() => agree('netting', { ours: [1], theirs: [1] })).not.toThrow();
  });
});
