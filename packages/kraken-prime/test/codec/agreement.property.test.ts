import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import * as fc from 'fast-check';
import { BatchLeg, plainBatchLeg } from '../../src/codec/batch-leg.js';
import { SettlementBatch, plainSettlementBatch } from '../../src/codec/settlement-batch.js';
import { batchJson, legJson, mutated } from '../fixture/arbitrary.js';

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
