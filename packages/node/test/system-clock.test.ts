import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { systemClock } from '../src/index.js';

const dayMs = 86_400_000;

afterEach(() => {
  jest.useRealTimers();
});

describe('the clocks', () => {
  test('the monotonic clock never goes back', () => {
    const readings = Array.from({ length: 1000 }, () => systemClock.monotonicMs());
    expect(readings).toEqual([...readings].toSorted((a, b) => a - b));
  });

  test('the wall clock is the epoch in whole milliseconds', () => {
    const before = Date.now();
    const wallMs = systemClock.wallMs();
    expect(Number.isSafeInteger(wallMs)).toBe(true);
    expect(wallMs).toBeGreaterThanOrEqual(before);
    expect(wallMs).toBeLessThanOrEqual(Date.now());
  });
});

describe('a wait', () => {
  test.each([0.4, 1, 2.7, 5])('of %d ms never ends early on the monotonic clock', async (ms) => {
    const startMs = performance.now();
    await systemClock.sleep(ms).done();
    expect(performance.now() - startMs).toBeGreaterThanOrEqual(ms);
  });

  test.each([0, -1, Number.NEGATIVE_INFINITY, Number.NaN])('of %d is over at once', async (ms) => {
    jest.useFakeTimers();
    await systemClock.sleep(ms).done();
    expect(jest.getTimerCount()).toBe(0);
  });

  test('that is woken ends and leaves no timer, however often it is woken', async () => {
    jest.useFakeTimers();
    const sleep = systemClock.sleep(60_000);
    expect(jest.getTimerCount()).toBe(1);
    sleep.wake();
    sleep.wake();
    await sleep.done();
    expect(jest.getTimerCount()).toBe(0);
  });

  test('longer than one timer can hold is made of several', async () => {
    jest.useFakeTimers();
    const over = jest.fn();
    const waiting = systemClock
      .sleep(60 * dayMs)
      .done()
      .then(over);
    await jest.advanceTimersByTimeAsync(60 * dayMs - 1);
    expect(over).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await waiting;
    expect(over).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('without an end can still be woken', async () => {
    jest.useFakeTimers();
    const sleep = systemClock.sleep(Number.POSITIVE_INFINITY);
    await jest.advanceTimersByTimeAsync(100 * dayMs);
    expect(jest.getTimerCount()).toBe(1);
    sleep.wake();
    await sleep.done();
    expect(jest.getTimerCount()).toBe(0);
  });
});
