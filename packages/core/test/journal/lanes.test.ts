import { describe, expect, test } from '@jest/globals';
import { type Place, entries } from '../../src/journal/bookkeeping.js';
import { type Draft, newDraft } from '../../src/journal/draft.js';
import * as Lanes from '../../src/journal/lanes.js';
import type { Looking } from '../../src/port/store.js';
import type { IntentId } from '../../src/noun/id.js';
import { intentId, leg, legId, mandateId, settlement } from '../fixture/noun.js';
import { desk, request } from '../fixture/desk.js';
import { outcomes, storyOf } from '../fixture/mandate.js';
import { right } from '../fixture/must.js';
import { settle } from '../../src/program/settle.js';

const place = (order: bigint, lane = 'ours'): Place => ({ lane, order, reading: 0n, fence: order + 50n });

/** Works on lanes that begin with no card at all. */
const on = <A>(draft: Draft, of: (draft: Draft) => Looking<A>): A => {
  const looking = of(draft);
  let next = looking.next();
  while (next.done !== true) next = looking.next({ cards: new Map(), range: [] });
  return next.value;
};
const desks = () => {
  const draft = newDraft();
  return {
    arm: (intent: IntentId, at: Place) => on(draft, (to) => Lanes.arm(to, intent, at)),
    answer: (intent: IntentId, lane = 'ours') => on(draft, (to) => Lanes.answer(to, intent, lane)),
    pass: (fence: bigint, lane = 'ours') => on(draft, (to) => Lanes.pass(to, lane, fence)),
    least: (lane = 'ours') => on(draft, (to) => Lanes.leastReading(to, lane)),
  };
};

describe('a lane (X2, M6)', () => {
  test('that nothing went out on lets every reading pass', () => {
    expect(desks().least()).toBe(0n);
  });

  test('asks for a reading beyond the fence of a call whose fate is open, and of that lane alone', () => {
    const lanes = desks();
    lanes.arm(intentId('M/1'), place(100n));
    lanes.arm(intentId('N/1'), place(9_000n, 'theirs'));
    expect(lanes.least()).toBe(150n);
    expect(lanes.least('theirs')).toBe(9_050n);
  });

  test('asks for a reading after a call that was answered: the very next order, and no earlier one', () => {
    const lanes = desks();
    lanes.arm(intentId('M/1'), place(100n));
    lanes.answer(intentId('M/1'));
    expect(lanes.least()).toBe(101n);
  });

  test('asks for a reading beyond a fence that only a person let pass, also after the call is free', () => {
    const lanes = desks();
    lanes.arm(intentId('M/1'), place(100n));
    lanes.answer(intentId('M/1'));
    lanes.pass(150n);
    lanes.pass(120n);
    expect(lanes.least()).toBe(150n);
    lanes.arm(intentId('M/2'), place(200n));
    lanes.answer(intentId('M/2'));
    expect(lanes.least()).toBe(201n);
  });

  test.each([
    ['Accepted', ['Answered']],
    ['Unknown', []],
    ['NotSent', ['Freed']],
    ['RejectedAllowed', ['Freed']],
    ['RejectedPointless', ['Freed']],
  ] as const)('hears of an outcome that is %s: %p', (tag, made) => {
    expect(entries(storyOf('M/1').outcome(outcomes[tag])).map((one) => one._tag)).toStrictEqual(made);
  });

  test('remembers the latest of its calls, in whatever order they are written down', () => {
    const lanes = desks();
    for (const [name, order] of [
      ['M/1', 100n],
      ['M/2', 70n],
    ] as const) {
      lanes.arm(intentId(name), place(order));
      lanes.answer(intentId(name));
    }
    expect(lanes.least()).toBe(101n);
  });

  test('lets another mandate go on once it has read beyond the fence of an open call', async () => {
    const it = desk(settlement({ legs: [leg(), leg({ id: legId('L2') })] }));
    it.venue.fates.push('RequestLost');
    // The first mandate is parked without a single reading since; the second one reads for itself.
    const deaf = { ...request().policy, patienceMs: 3_000 };
    const observe = it.venue.observe;
    let heard = true;
    const ports = {
      ...it.ports,
      venue: {
        ...it.venue,
        fence: (order: bigint) => order + 500n,
        observe: (...[subject, least]: Parameters<typeof observe>) => {
          if (!heard) return observe(subject, { _tag: 'None' });
          return observe(subject, least);
        },
        send: (...args: Parameters<typeof it.venue.send>) => {
          heard = it.venue.bodies.length > 0;
          return it.venue.send(...args);
        },
      },
    };
    const first = right(await settle(ports)(request({ policy: deaf }))());
    expect(first.lines.every((line) => line.standing._tag === 'NeedsOperator')).toBe(true);
    expect(it.venue.bodies).toHaveLength(1);
    heard = true;
    const second = right(await settle(ports)(request({ id: mandateId('N') }))());
    expect(second.lines.some((line) => line.standing._tag === 'Over')).toBe(true);
    expect(it.venue.bodies.length).toBeGreaterThan(1);
  });
});
