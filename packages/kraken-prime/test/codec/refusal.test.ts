import { describe, expect, test } from '@jest/globals';
import { left, right } from '@legwork/testkit';
import { SettlementBatch } from '../../src/index.js';
import { decodeFailure, describe as words } from '../../src/codec/decode-failure.js';
import { readEnvelope } from '../../src/codec/envelope.js';
import { canonical } from '../../src/codec/canonical.js';
import { attributes, wireBatch, wireLeg } from '../fixture/wire-batch.js';

const why = (json: unknown): string => words(decodeFailure(left(SettlementBatch.decode(json))));
const whyLeg = (changes: Readonly<Record<string, unknown>>): string =>
  why(wireBatch({ legs: [wireLeg(), wireLeg(changes)] }));

describe('a batch', () => {
  test('comes back as the same object, with its trade ids in place', () => {
    const json = wireBatch();
    const batch = right(SettlementBatch.decode(json));
    expect(batch).toBe(json);
    expect(batch.trade_ids).toBe(json['trade_ids']);
  });

  test('keeps what is unknown, also where an amount is respelt', () => {
    const json = wireBatch({
      legs: [wireLeg({ amount: '4.00000000', fee: '1', status: 'reversed' })],
      news: [1],
    });
    const batch = right(SettlementBatch.decode(json));
    expect(batch).toEqual({ ...json, legs: [{ ...wireLeg({ fee: '1', status: 'reversed' }), amount: '4' }] });
  });

  test.each([
    1.5,
    '1e3',
    '-1',
    '+1',
    '1_0',
    '1,0',
    '٣',
    '',
    ' 1',
    '01',
    '.5',
    '5.',
    '9'.repeat(100_000),
    null,
  ])('is refused as a whole for an amount like %p', (amount) =>
    expect(whyLeg({ amount })).toBe('legs/1/amount is not a Amount'),
  );

  test.each(['created_at', 'updated_at', 'trade_count'])(
    'is refused for a %s that a number cannot hold',
    (field) => {
      for (const value of [2 ** 53, -1, 0.5, '1700000000000'])
        expect(why(wireBatch({ attributes: attributes({ [field]: value }) }))).toBe(
          `attributes/${field} is not a WholeNumber`,
        );
      expect(whyLeg({ settled_at: 2 ** 53 })).toBe('legs/1/settled_at is not a WholeNumber');
    },
  );

  test('is refused for names that lead to a prototype', () => {
    const evil: unknown = JSON.parse('{"__proto__":{"can_settle":true}}');
    expect(why(evil)).toBe('it is not a JsonObject');
    expect(whyLeg({ latest_spot_transfer: { deep: evil } })).toBe(
      'legs/1/latest_spot_transfer is not a OpaqueObject',
    );
    expect(whyLeg({ constructor: 1 })).toBe('legs/1 is not a JsonObject');
  });

  test('is refused for a transfer in which two numbers could look the same, or that is too deep', () => {
    let deep: unknown = {};
    for (let level = 0; level < 20; level += 1) deep = { deep };
    for (const transfer of [{ id: 2 ** 53 }, { amount: 0.1234567890123456 }, deep])
      expect(whyLeg({ latest_spot_transfer: transfer })).toContain('OpaqueObject');
    for (const transfer of [{ id: 100, amount: 1.5 }, {}, { legs: [[1]] }])
      expect(
        right(SettlementBatch.decode(wireBatch({ legs: [wireLeg({ latest_spot_transfer: transfer })] }))),
      ).toBeDefined();
  });

  test('is refused for ids that could not be sent back', () => {
    expect(why(wireBatch({ id: 'B 1' }))).toBe('id is not a BatchId');
    expect(whyLeg({ asset: '' })).toBe('legs/1/asset is not a AssetName');
    expect(why(wireBatch({ trade_ids: ['ok', 'not ok'] }))).toBe('trade_ids/1 is not a TradeId');
  });

  test('is never repeated in what is reported', () => {
    const text = JSON.stringify(
      decodeFailure(left(SettlementBatch.decode(wireBatch({ id: 'canary canary' })))),
    );
    expect(text).not.toContain('canary');
  });
});

describe('an envelope', () => {
  test.each([
    '',
    'null',
    '[]',
    '"x"',
    '{}',
    '{"error":"x"}',
    '{"error":[1]}',
    '{"error":null}',
    '{"error":[]',
    '<html>',
  ])('is not %p', (text) => expect(left(readEnvelope(text)).codec).not.toBe(''));

  test('has at most 64 errors', () => {
    expect(left(readEnvelope(JSON.stringify({ error: Array.from({ length: 65 }, () => 'E') }))).path).toBe(
      'error',
    );
  });

  test.each([
    ['{"error":["EAPI:Invalid key"]}', true],
    [' { "error" : [ "EAPI:Invalid key" ] , "result" : null } ', true],
    ['{"error":[],"error":["EAPI:Invalid key"]}', false],
    ['{"error":["EAPI:Invalid key"],"\\u0065rror":["EAPI:Invalid key"]}', false],
    [`{"error":["EAPI:Invalid key"],"note":"${'x'.repeat(20_000)}"}`, false],
  ])('with errors, %p, is unambiguous: %p', (text, unambiguous) => {
    expect(right(readEnvelope(text)).unambiguous).toBe(unambiguous);
  });

  test('need not have a result', () => {
    expect(right(readEnvelope('{"error":["EGeneral:Internal error"]}')).result).toBeUndefined();
  });
});

describe('a canonical text', () => {
  test('does not depend on the order of names', () => {
    expect(canonical({ b: [1, { d: null, c: 'x' }], a: true })).toBe('{"a":true,"b":[1,{"c":"x","d":null}]}');
    expect(canonical({ a: true, b: [1, { c: 'x', d: null }] })).toBe(
      canonical({ b: [1, { d: null, c: 'x' }], a: true }),
    );
  });

  test('is a digest where it is long', () => {
    const long = { note: 'x'.repeat(2_000) };
    expect(canonical(long)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(canonical(long)).not.toBe(canonical({ note: 'y'.repeat(2_000) }));
  });
});
