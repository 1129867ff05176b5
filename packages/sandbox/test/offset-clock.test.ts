import { describe, expect, it } from '@jest/globals';
import * as OffsetClock from '../src/offset-clock.js';

/** Lets everything run that is ready to run. */
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const watched = (wait: Promise<void>): { readonly isOver: () => boolean } => {
  let over = false;
  const watch = async (): Promise<void> => {
    await wait;
    over = true;
  };
  void watch();
  return { isOver: () => over };
};

describe('the clock of a sandbox', () => {
  it('stands still until it is moved, and wakes those whose time has come', async () => {
    const clock = OffsetClock.make(1000);
    const soon = watched(clock.wait(50));
    const later = watched(clock.wait(51));
    clock.advance(49);
    await settle();
    expect([clock.nowMs(), soon.isOver(), later.isOver()]).toEqual([1049, false, false]);
    clock.advance(1);
    await settle();
    expect([clock.nowMs(), soon.isOver(), later.isOver()]).toEqual([1050, true, false]);
    clock.stop();
    await settle();
    expect(later.isOver()).toBe(true);
    await clock.wait(1_000_000);
  });

  it('runs with real time and can be moved ahead of it', async () => {
    const clock = OffsetClock.make(undefined);
    const before = Date.now();
    const wait = watched(clock.wait(3_600_000));
    clock.advance(3_600_000);
    await settle();
    expect(wait.isOver()).toBe(true);
    expect(clock.nowMs()).toBeGreaterThanOrEqual(before + 3_600_000);
  });
});
