import { describe, expect, test } from '@jest/globals';
import { legId, settlementId, tradeId, transferId } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import * as fc from 'fast-check';
import { BatchLeg, plainBatchLeg } from '../../src/codec/batch-leg.js';
import { decodeFailure } from '../../src/codec/decode-failure.js';
import { readEnvelope } from '../../src/codec/envelope.js';
import { AssetName, BatchId, TradeIdText, TransferIdText } from '../../src/codec/id-text.js';
import { OpaqueObject } from '../../src/codec/opaque-object.js';
import { SettlementBatch } from '../../src/codec/settlement-batch.js';
import { Get } from '../../src/index.js';
import { batchJson, junk, legJson, mutated, opaqueJson } from '../fixture/arbitrary.js';
import { plainSettlementBatch } from '../fixture/plain-batch.js';
import { isPlainlyOpaque } from '../fixture/plain-opaque.js';

/** The value, or every path and codec that an error names. */
const told = (decoded: t.Validation<unknown>): unknown =>
  E.isRight(decoded)
    ? decoded.right
    : decoded.left.map(({ context }) => context.map(({ key, type }) => `${key}:${type.name}`).join('/'));

describe('a fast codec and the plain one of its shape', () => {
  test('agree on 6,000 batches, whole and mutated: on values, and on the paths of errors', () => {
    fc.assert(
      fc.property(mutated(batchJson), (json) => {
        expect(told(SettlementBatch.decode(json))).toEqual(told(plainSettlementBatch.decode(json)));
      }),
      { numRuns: 6_000 },
    );
  });

  test('agree on 6,000 legs, whole and mutated', () => {
    fc.assert(
      fc.property(mutated(legJson), (json) => {
        expect(told(BatchLeg.decode(json))).toEqual(told(plainBatchLeg.decode(json)));
      }),
      { numRuns: 6_000 },
    );
  });

  test('agree on any JSON value at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(told(SettlementBatch.decode(json))).toEqual(told(plainSettlementBatch.decode(json)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('encode what they decoded to itself', () => {
    fc.assert(
      fc.property(batchJson, (json) => {
        const decoded = SettlementBatch.decode(json);
        if (E.isLeft(decoded)) throw new Error('a generated batch must decode');
        expect(SettlementBatch.encode(decoded.right)).toBe(decoded.right);
        expect(SettlementBatch.is(decoded.right)).toBe(true);
      }),
    );
  });
});

describe('an answer about one batch', () => {
  const plain = t.type({ batch: plainSettlementBatch }, 'GetResult');

  test('is what the plain codec makes of it, whole and mutated, and fails at the same paths', () => {
    const holder = fc.record(
      { batch: mutated(batchJson), added_later: fc.jsonValue() },
      { requiredKeys: ['batch'] },
    );
    fc.assert(
      fc.property(fc.oneof(holder, holder, mutated(holder), junk, fc.jsonValue()), (json) => {
        expect(told(Get.GetResult.decode(json))).toEqual(told(plain.decode(json)));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each(['{"__proto__":{"batch":1}}', '[{"batch":1}]', 'null', '"batch"', '{"batch":null}'])(
    'of the text %s fails as the plain codec does',
    (text) => {
      const json: unknown = JSON.parse(text);
      expect(told(Get.GetResult.decode(json))).toEqual(told(plain.decode(json)));
      expect(E.isLeft(Get.GetResult.decode(json))).toBe(true);
    },
  );
});

describe('an answer that no text could be', () => {
  test('is left to the plain codec', () => {
    const plain = t.type({ batch: plainSettlementBatch }, 'GetResult');
    fc.assert(
      fc.property(batchJson, (batch) => {
        for (const strange of [Object.assign([], { batch }), Object.assign(new Map(), { batch })])
          expect(told(Get.GetResult.decode(strange))).toEqual(told(plain.decode(strange)));
      }),
      { numRuns: 20 },
    );
  });
});

describe('what is kept and compared', () => {
  test('is judged as the plain version judges it', () => {
    fc.assert(
      fc.property(fc.oneof(mutated(opaqueJson), junk, fc.jsonValue({ maxDepth: 20 })), (json) => {
        expect(OpaqueObject.is(json)).toBe(isPlainlyOpaque(json));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([[(deep: unknown): unknown => ({ deep })], [(deep: unknown): unknown => [deep]]])(
    'may have as many levels as the plain version says',
    (into) => {
      const judged = [{}, 'x', 2 ** 60, [], [1]].flatMap((leaf) => {
        let deep: unknown = leaf;
        return Array.from({ length: 20 }, () => {
          deep = into(deep);
          return [OpaqueObject.is({ deep }), isPlainlyOpaque({ deep })] as const;
        });
      });
      expect(judged.map(([ours]) => ours)).toStrictEqual(judged.map(([, plain]) => plain));
      expect(new Set(judged.map(([ours]) => ours)).size).toBe(2);
    },
  );
});

describe('an id', () => {
  test.each([
    ['BatchId', BatchId, (one: string) => E.isRight(settlementId(one))],
    ['AssetName', AssetName, (one: string) => E.isRight(legId(one))],
    ['TradeId', TradeIdText, (one: string) => E.isRight(tradeId(one))],
    ['TransferId', TransferIdText, (one: string) => E.isRight(transferId(one))],
  ] as const)('%s is a text that the parser of its kind takes', (name, codec, taken) => {
    expect(codec.name).toBe(name);
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.string({ unit: 'binary-ascii', maxLength: 140 }),
    );
    fc.assert(fc.property(text, (one) => expect(codec.is(one)).toBe(taken(one))));
    fc.assert(fc.property(junk, (one) => expect(codec.is(one) && typeof one !== 'string').toBe(false)));
  });
});

describe('the errors of an envelope', () => {
  const plain = t.type(
    { error: t.refinement(t.readonlyArray(t.string, 'Errors'), ({ length }) => length <= 64, 'Errors') },
    'Envelope',
  );

  test('are what the plain codec reads, and fail where it fails', () => {
    const errors = fc.oneof(
      fc.array(fc.string(), { maxLength: 70 }),
      fc.array(fc.oneof(fc.string(), fc.jsonValue()), { maxLength: 3 }),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(errors, (error) => {
        const text = JSON.stringify({ error, result: 1 });
        const read = E.map(({ error: found }: { readonly error: unknown }) => found)(readEnvelope(text));
        const wanted = plain.decode(JSON.parse(text));
        expect(read).toEqual(
          E.isRight(wanted) ? E.right(wanted.right.error) : E.left(decodeFailure(wanted.left)),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
