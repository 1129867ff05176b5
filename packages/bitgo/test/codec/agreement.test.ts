import { describe, expect, test } from '@jest/globals';
import { accountId, settlementId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { AccountIdText, IdText, SettlementIdText } from '../../src/codec/v1/id-text.js';
import { WireSettlement } from '../../src/codec/v1/settlement.js';
import { draws } from '../fixture/draw.js';
import { mutateValue } from '../fixture/mutate-value.js';
import { plainSettlement } from '../fixture/plain-settlement.js';
import type { Json } from '../fixture/specimen.js';
import { strangeValues } from '../fixture/strange.js';
import { wireOurs, wireSettlement, wireTheirs, wireTrade } from '../fixture/wire-settlement.js';

/** The value, or the fields and positions on the way to each thing that is wrong. */
const told = (decoded: t.Validation<unknown>): unknown =>
  E.isRight(decoded)
    ? decoded.right
    : [
        ...new Set(
          decoded.left.map(({ context }) =>
            context
              .filter(({ actual }, at) => at > 0 && actual !== context[at - 1]?.actual)
              .map(({ key }) => key)
              .join('/'),
          ),
        ),
      ].toSorted();

/** Whether both say the same; what the fast one takes is the very value. */
const agrees = (json: unknown): boolean => {
  const fast = WireSettlement.decode(json);
  const plain = plainSettlement.decode(json);
  if (E.isRight(fast)) return fast.right === json && E.isRight(plain);
  return E.isLeft(plain) && String(told(fast)) === String(told(plain));
};

const parsed = (value: unknown): Json => {
  const json: Json = JSON.parse(JSON.stringify(value));
  return json;
};

const agency = { baseReceiveAmount: '1', quoteReceiveAmount: '', baseReceiveCurrency: null };
const samples: ReadonlyArray<Json> = [
  wireSettlement(),
  wireSettlement({ affirmations: null, trades: null }),
  wireSettlement({ affirmations: undefined, trades: undefined }),
  wireSettlement({
    affirmations: [wireOurs({ lock: null, payload: null }), wireTheirs({ lock: undefined })],
    trades: [wireTrade(agency), wireTrade({ quoteReceiveCurrency: 'ofctbtc' })],
  }),
].map(parsed);

describe('the fast codec of a settlement and the plain one', () => {
  test('agree on 8,000 settlements, whole and changed: on the value, and on the places of errors', () => {
    const draw = draws(41);
    const wrong: Array<Json> = [];
    let refused = 0;
    for (let run = 0; run < 8_000; run += 1) {
      let json = samples[run % samples.length] ?? null;
      for (let left = draw(4); left > 0; left -= 1) json = mutateValue(draw, json);
      const fast = WireSettlement.decode(json);
      if (E.isLeft(fast)) refused += 1;
      if (!agrees(json)) wrong.push(json);
    }
    expect(wrong).toStrictEqual([]);
    expect(refused).toBeGreaterThan(1_000);
    expect(refused).toBeLessThan(7_000);
  });

  test('agree on every field with every strange value in its place', () => {
    const fields = (json: Json, path: ReadonlyArray<string> = []): ReadonlyArray<ReadonlyArray<string>> =>
      typeof json !== 'object' || json === null
        ? [path]
        : [path, ...Object.entries(json).flatMap(([key, value]) => fields(value, [...path, key]))];
    const put = (json: Json, [key, ...rest]: ReadonlyArray<string>, by: Json): Json => {
      if (key === undefined) return by;
      if (Array.isArray(json))
        return json.map((item: Json, at) => (`${at}` === key ? put(item, rest, by) : item));
      if (typeof json !== 'object' || json === null) return json;
      return Object.fromEntries(
        Object.entries(json).map(([name, value]) => [name, name === key ? put(value, rest, by) : value]),
      );
    };
    const changed = samples.flatMap((sample) =>
      fields(sample).flatMap((path) => strangeValues.map((strange) => put(sample, path, strange))),
    );
    expect(changed.filter((json) => !agrees(json))).toStrictEqual([]);
  });

  test.each(['__proto__', 'constructor', 'prototype'])('refuse the name %s at every level', (name) => {
    const bad = (object: object): unknown =>
      JSON.parse(`${JSON.stringify(object).slice(0, -1)},"${name}":{"status":"settled"}}`);
    for (const json of [
      bad(wireSettlement()),
      wireSettlement({ affirmations: [bad(wireOurs())] }),
      wireSettlement({
        affirmations: [wireOurs({ lock: bad({ status: 'a', amount: '1', currency: 'c' }) })],
      }),
      wireSettlement({ trades: [bad(wireTrade())] }),
    ])
      expect(E.isLeft(WireSettlement.decode(json))).toBe(true);
  });

  test.each([
    ['affirmations', wireOurs(), 64],
    ['trades', wireTrade(), 10_000],
  ])('take %s up to their limit', (field, item, most) => {
    const of = (count: number): unknown =>
      wireSettlement({ [field]: Array.from({ length: count }, () => item) });
    for (const count of [most, most + 1]) {
      const decoded = WireSettlement.decode(of(count));
      expect(E.isRight(decoded)).toBe(count === most);
      expect(told(decoded)).toEqual(told(plainSettlement.decode(of(count))));
    }
  });
});

describe('an id', () => {
  test('that may stand in a path is an id of its kind', () => {
    const taken = ['a', 'Z-_9', 'x'.repeat(64)];
    const refused = ['x'.repeat(65), '', 'a/b', 'a b', 'é', '..', '%2e', 'a\n'];
    for (const codec of [SettlementIdText, AccountIdText, IdText]) {
      expect(taken.filter((text) => !codec.is(text))).toStrictEqual([]);
      expect(refused.filter((text) => codec.is(text))).toStrictEqual([]);
    }
    for (const text of taken) {
      expect(settlementId(text)).toStrictEqual(E.right(text));
      expect(accountId(text)).toStrictEqual(E.right(text));
    }
    for (const other of [1, null, undefined, ['a'], {}]) expect(IdText.is(other)).toBe(false);
  });
});
