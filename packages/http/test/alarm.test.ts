import { expect, jest, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import { alarm } from '../src/alarm.js';
import { fakeClock, settled } from './fake-clock.js';

test('an alarm that is moved rings once, at its last time, and one that is taken off not at all', async () => {
  const clock = fakeClock();
  const ring = jest.fn();
  const wake = alarm(clock, ring);
  for (const atMs of [10, 30, 20, 20]) wake.set(O.some(atMs));
  await clock.advance(19);
  expect(ring).not.toHaveBeenCalled();
  expect(clock.sleepers()).toBe(1);
  await clock.advance(20);
  expect(ring).toHaveBeenCalledTimes(1);
  wake.set(O.some(50));
  wake.set(O.none);
  await settled();
  await clock.advance(100);
  expect(ring).toHaveBeenCalledTimes(1);
  expect(clock.sleepers()).toBe(0);
});
