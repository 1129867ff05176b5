import { describe, expect, test } from '@jest/globals';
import { inverse, spreadOf } from '../src/harness/spread.js';

describe('A spread', () => {
  test.each([
    { values: [3], low: 3, median: 3, high: 3 },
    { values: [4, 1, 3, 2], low: 1.75, median: 2.5, high: 3.25 },
    { values: [5, 1, 100, 3, 2], low: 2, median: 3, high: 5 },
  ])('of $values', ({ values, low, median, high }) => {
    expect(spreadOf(values)).toEqual({ low, median, high, count: values.length });
  });

  test('of nothing is no number', () => {
    expect(spreadOf([]).median).toBeNaN();
  });

  test('turned over keeps its order', () => {
    expect(inverse(spreadOf([1, 2, 4, 8, 16]))).toEqual({ low: 0.125, median: 0.25, high: 0.5, count: 5 });
  });
});
