import { describe, expect, test } from '@jest/globals';
import { accountId } from '@legwork/core';
import { left, right } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import {
  type Rule,
  accountAllowList,
  allOf,
  counterpartyCap,
  currencyCap,
  expiryMargin,
  parsePayload,
  project,
} from '../../src/index.js';
import { intent } from '../fixture/purpose.js';
import { type Specimen, agency, direct, large, withFees } from '../fixture/specimen.js';

const denies = (rule: Rule, { text }: Specimen): boolean =>
  O.isSome(rule({ intent, projection: project(right(parsePayload(text))) }));
const account = (text: string) => right(accountId(text));
const them = account('counterparty_account_id');

describe('a cap by currency', () => {
  const cap = (usd: bigint, btc: bigint): Rule =>
    currencyCap(
      new Map([
        ['ofctusd', usd],
        ['ofctbtc', btc],
      ]),
    );

  test('counts fees, and lets exactly the cap pass', () => {
    expect(denies(cap(90_000n, 100_500_000n), withFees)).toBe(false);
    expect(denies(cap(90_000n, 100_499_999n), withFees)).toBe(true);
    expect(denies(cap(89_999n, 100_500_000n), withFees)).toBe(true);
  });

  test('adds up the entries of one currency', () => {
    const caps = (usd: bigint): Rule =>
      currencyCap(
        new Map([
          ['ofctusd', usd],
          ['ofctbtc', 6n],
          ['ofcteth', 10n ** 30n],
        ]),
      );
    expect(denies(caps(12n), large)).toBe(false);
    expect(denies(caps(11n), large)).toBe(true);
  });

  test('denies a currency that has none', () => {
    expect(denies(currencyCap(new Map([['ofctusd', 10n ** 30n]])), direct)).toBe(true);
    expect(denies(currencyCap(new Map()), direct)).toBe(true);
  });
});

describe('a cap by counterparty', () => {
  const cap = (usd: bigint, btc: bigint): Rule =>
    counterpartyCap(
      new Map([
        [
          them,
          new Map([
            ['ofctusd', usd],
            ['ofctbtc', btc],
          ]),
        ],
      ]),
    );

  test('counts what it sends and what it receives', () => {
    expect(denies(cap(90_000n, 100_000_000n), withFees)).toBe(false);
    expect(denies(cap(89_999n, 100_000_000n), withFees)).toBe(true);
    expect(denies(cap(90_000n, 99_999_999n), withFees)).toBe(true);
  });

  test('denies an account that has none, both clients of an agent included', () => {
    expect(denies(cap(10n ** 30n, 10n ** 30n), direct)).toBe(true);
    expect(denies(cap(10n ** 30n, 10n ** 30n), agency)).toBe(true);
  });
});

test('an allow-list denies any account that is not on it, ours included', () => {
  const list = (...names: ReadonlyArray<string>): Rule => accountAllowList(new Set(names.map(account)));
  expect(denies(list('walletId', 'counterparty_account_id'), withFees)).toBe(false);
  expect(denies(list('walletId'), withFees)).toBe(true);
  expect(denies(list('counterparty_account_id'), withFees)).toBe(true);
  expect(denies(list('5df03e088b4eb3470019a89e37864bed', '5df03e088b4eb3470019a88734b69f7a'), agency)).toBe(
    true,
  );
});

describe('a margin before the end', () => {
  const margin = (endMs: O.Option<number>, nowMs: number): Rule =>
    expiryMargin({ marginMs: 60_000, expiresAtMs: () => endMs, wallMs: () => nowMs });

  test.each([
    [O.some(100_000), 40_000, false],
    [O.some(100_000), 40_001, true],
    [O.some(100_000), 200_000, true],
    [O.some(Number.NaN), 0, true],
    [O.none, 0, false],
  ])('%p at %p: denied %p', (end, now, denied) => expect(denies(margin(end, now), direct)).toBe(denied));
});

test('of several rules the first that denies is the answer', async () => {
  const asked = { intent, projection: project(right(parsePayload(direct.text))) };
  const yes: Rule = () => O.none;
  const no =
    (what: string): Rule =>
    () =>
      O.some({ _tag: 'Denied', what });
  expect(await allOf([yes, yes])(asked)()).toEqual(E.right(undefined));
  expect(left(await allOf([yes, no('first'), no('second')])(asked)()).what).toBe('first');
});
