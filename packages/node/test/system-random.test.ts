import { expect, test } from '@jest/globals';
import { systemRandom } from '../src/index.js';

test.each([1, 16, 1024])('%d bytes are given as asked', (count) => {
  expect(systemRandom.bytes(count)).toHaveLength(count);
});

test('ten thousand draws of 16 bytes never repeat', () => {
  const draws = Array.from({ length: 10_000 }, () => Buffer.from(systemRandom.bytes(16)).toString('hex'));
  expect(new Set(draws).size).toBe(draws.length);
});

test.each([0, -1, 1025, 1.5, Number.NaN])('%d bytes break an invariant', (count) => {
  expect(() => systemRandom.bytes(count)).toThrow('invariant');
});
