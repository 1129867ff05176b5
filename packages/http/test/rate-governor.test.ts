import { ok } from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import { type GovernorConfig, type RateGovernor, rateGovernor } from '../src/index.js';
import { type FakeClock, fakeClock, settled } from './fake-clock.js';

const governorOf = (clock: FakeClock, config: GovernorConfig): RateGovernor => {
  const made = rateGovernor({ clock })(config);
  if (E.isLeft(made)) throw new Error(made.left.setting);
  return made.right;
};

/** Asks, and notes the time at which the answer came, and what it was. */
const asker = (clock: FakeClock, governor: RateGovernor) => {
  const answers: Array<string> = [];
  return {
    answers,
    ask: async (name: string, cost?: number): Promise<void> => {
      const answer = await governor.pass(cost)();
      answers.push(`${clock.monotonicMs()} ${name} ${E.isRight(answer) ? 'passes' : answer.left._tag}`);
    },
  };
};

describe('a governor', () => {
  test('lets a burst pass up to the limit less the head-room, and then one for each that drains', async () => {
    const clock = fakeClock();
    const { ask, answers } = asker(clock, governorOf(clock, { max: 5, perSecond: 2, headroom: 2 }));
    const all = Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => ask(name)));
    await settled();
    expect(answers).toEqual(['0 a passes', '0 b passes', '0 c passes']);
    await clock.advance(499);
    expect(answers).toHaveLength(3);
    await clock.advance(501);
    await all;
    expect(answers.slice(3)).toEqual(['500 d passes', '1000 e passes']);
    expect(clock.sleepers()).toBe(0);
  });

  test('serves first who came first: a dear call is not overtaken by a cheap one', async () => {
    const clock = fakeClock();
    const { ask, answers } = asker(clock, governorOf(clock, { max: 4, perSecond: 1, headroom: 0 }));
    const all = Promise.all([ask('first', 3), ask('dear', 4), ask('cheap', 1)]);
    await settled();
    await clock.advance(10_000);
    await all;
    expect(answers).toEqual(['0 first passes', '3000 dear passes', '4000 cheap passes']);
  });

  test('that paused lets nobody pass, and a shorter pause does not end a longer one', async () => {
    const clock = fakeClock();
    const governor = governorOf(clock, { max: 20, perSecond: 1 });
    governor.pauseFor(10_000);
    governor.pauseFor(1_000);
    governor.pauseFor(-5);
    const { ask, answers } = asker(clock, governor);
    const all = Promise.all([ask('a'), ask('b')]);
    await clock.advance(9_999);
    expect(answers).toEqual([]);
    await clock.advance(1);
    await all;
    expect(answers).toEqual(['10000 a passes', '10000 b passes']);
  });

  test('that is paused for no number is paused for a day, not for nothing', async () => {
    const clock = fakeClock();
    const governor = governorOf(clock, { max: 20, perSecond: 1, waitMs: 1000 });
    governor.pauseFor(Number.NaN);
    const { ask, answers } = asker(clock, governor);
    const all = ask('a');
    await clock.advance(1000);
    await all;
    expect(answers).toEqual(['1000 a WaitTooLong']);
  });

  test('refuses who would wait too long, and leaves no timer', async () => {
    const clock = fakeClock();
    const { ask, answers } = asker(clock, governorOf(clock, { max: 2, perSecond: 0.1, waitMs: 3000 }));
    const all = Promise.all([ask('a'), ask('b')]);
    await settled();
    await clock.advance(3000);
    await all;
    expect(answers).toEqual(['0 a passes', '3000 b WaitTooLong']);
    expect(clock.sleepers()).toBe(0);
  });

  test('refuses when too many wait, and what could never pass', async () => {
    const clock = fakeClock();
    const governor = governorOf(clock, { max: 2, perSecond: 1, headroom: 1, waitingMax: 1 });
    expect(await governor.pass(1.5)()).toEqual(E.left({ _tag: 'CostTooGreat', costMax: 1 }));
    expect(await governor.pass(-1)()).toMatchObject({ left: { _tag: 'CostTooGreat' } });
    expect(await governor.pass(Number.NaN)()).toMatchObject({ left: { _tag: 'CostTooGreat' } });
    expect(await governor.pass()()).toEqual(E.right(undefined));
    const waiting = governor.pass()();
    expect(await governor.pass()()).toEqual(E.left({ _tag: 'TooManyWaiting', waitingMax: 1 }));
    await clock.advance(1000);
    expect(await waiting).toEqual(E.right(undefined));
  });

  test('lets a call be given up, and counts nothing for it', async () => {
    const clock = fakeClock();
    const governor = governorOf(clock, { max: 1, perSecond: 1, headroom: 0 });
    await governor.pass()();
    const stop = new AbortController();
    const given = governor.pass(1, stop.signal)();
    const behind = governor.pass()();
    stop.abort();
    expect(await given).toEqual(E.left({ _tag: 'EntryWithdrawn' }));
    await clock.advance(1000);
    expect(await behind).toEqual(E.right(undefined));
    expect(clock.sleepers()).toBe(0);
  });

  test.each([
    ['max', { max: 0, perSecond: 1 }],
    ['perSecond', { max: 1, perSecond: Number.NaN }],
    ['headroom', { max: 1, perSecond: 1 }],
    ['waitingMax', { max: 2, perSecond: 1, waitingMax: 0 }],
    ['waitMs', { max: 2, perSecond: 1, waitMs: 0.5 }],
  ])('with a wrong %s is refused', (setting, config) => {
    expect(rateGovernor({ clock: fakeClock() })(config)).toMatchObject({
      left: { _tag: 'ConfigRefused', setting },
    });
  });

  test('never lifts the counter of the venue above the limit, and never waits without need', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 20 }),
        fc.constantFrom(0.33, 0.5, 1, 7),
        fc.array(fc.record({ cost: fc.integer({ min: 1, max: 2 }), gapMs: fc.nat(5000) }), { maxLength: 40 }),
        async (max, perSecond, calls) => {
          const clock = fakeClock();
          const headroom = max > 2 ? 1 : 0;
          const governor = governorOf(clock, { max, perSecond, headroom, waitMs: 3_600_000 });
          // The venue's own count: up by the cost of a call, down as time goes by.
          let level = 0;
          let atMs = 0;
          const made = calls.map(async ({ cost }, index) => {
            const startMs = calls.slice(0, index).reduce((sum, { gapMs }) => sum + gapMs, 0);
            await clock.sleep(startMs).done();
            await governor.pass(cost)();
            level = Math.max(0, level - ((clock.monotonicMs() - atMs) / 1000) * perSecond) + cost;
            atMs = clock.monotonicMs();
            ok(level <= max - headroom + 1e-6, 'the counter stays below the limit');
          });
          const total = calls.reduce((sum, { cost, gapMs }) => sum + gapMs + (cost * 1000) / perSecond, 0);
          await clock.advance(total + 1);
          const answers = await Promise.all(made);
          expect(answers).toHaveLength(calls.length);
          expect(clock.sleepers()).toBe(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
