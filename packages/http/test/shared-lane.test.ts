import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { type NonceLane, type Ticket, nonceLane } from '../src/index.js';
import { type FakeClock, fakeClock, settled } from './fake-clock.js';
import { refusalOf, sharedJournal, sharedLane, ticketOf } from './lane-kit.js';

const wallMs = 1_700_000_000_000;
const start = 1_700_000_000_000_000n;

/** Processes on one key, over one journal. */
const world = (names: ReadonlyArray<string> = ['a', 'b']) => {
  const clock = fakeClock(wallMs);
  const journal = sharedJournal(clock);
  const lanes = names.map((name) => sharedLane(clock, journal, name));
  const [a, b] = lanes;
  if (a === undefined || b === undefined) throw new Error('two at least');
  return { clock, journal, a, b, lanes };
};

/** Makes calls one after the other, each as long as it takes, until an instant. */
const keepCalling = async (
  clock: FakeClock,
  lane: NonceLane,
  { callMs, untilMs }: { readonly callMs: number; readonly untilMs: number },
  onTicket: (ticket: Ticket, waitedMs: number) => void,
): Promise<void> => {
  while (clock.monotonicMs() < untilMs) {
    const askedMs = clock.monotonicMs();
    // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
    const ticket = await ticketOf(lane);
    onTicket(ticket, clock.monotonicMs() - askedMs);
    // oxlint-disable-next-line no-await-in-loop -- so is the call
    await clock.sleep(callMs).done();
    lane.leave(ticket, 'Used');
  }
};

describe('processes that share a key', () => {
  test('take a lease of their own name, and give it back when nobody has wanted a ticket for idleMs', async () => {
    const { clock, journal, a } = world();
    a.leave(await ticketOf(a), 'Used');
    expect([...journal.names]).toEqual(['nonces of kraken:key-1']);
    expect(clock.sleepers()).toBe(1);
    await clock.advance(49);
    expect(journal.asked).toEqual({ acquire: 1, renew: 0, release: 0 });
    await clock.advance(1);
    expect(journal.asked).toEqual({ acquire: 1, renew: 0, release: 1 });
    expect(clock.sleepers()).toBe(0);
  });

  test('keep the tenure while they call again in time', async () => {
    const { clock, journal, a } = world();
    for (let i = 0; i < 10; i += 1) {
      // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
      a.leave(await ticketOf(a), 'Used');
      // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
      await clock.advance(49);
    }
    expect(journal.asked.acquire).toBe(1);
  });

  test('drop what is left of their numbers with the tenure', async () => {
    const { clock, a, b } = world();
    const nonces: Array<bigint> = [];
    for (const lane of [a, b, a, b]) {
      // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
      const ticket = await ticketOf(lane);
      nonces.push(ticket.nonce - start);
      lane.leave(ticket, 'Used');
      clock.setWall(wallMs);
      // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
      await clock.advance(50);
      clock.setWall(wallMs);
    }
    expect(nonces).toEqual([0n, 64n, 128n, 192n]);
  });

  test('wait while another has it, and ask not too often', async () => {
    const { clock, journal, a, b } = world();
    const held = await ticketOf(a);
    let waiting = true;
    const next = ticketOf(b).then((ticket) => {
      waiting = false;
      return ticket;
    });
    await clock.advance(10_000);
    expect(waiting).toBe(true);
    expect(a.valid(held)).toBe(true);
    expect(journal.asked.acquire).toBeGreaterThan(10_000 / 25);
    expect(journal.asked.acquire).toBeLessThan(10_000 / 12.5 + 10);
    a.leave(held, 'Used');
    await clock.advance(50);
    const ticket = await next;
    expect(b.valid(ticket)).toBe(true);
    expect(a.valid(held)).toBe(false);
    expect(ticket.nonce).toBeGreaterThan(held.nonce);
  });

  test('do not wait beyond waitMs, and say that others had it', async () => {
    const { clock, journal, a } = world();
    const held = await ticketOf(a);
    const b = sharedLane(clock, journal, 'b', { waitMs: 300 });
    const refused = refusalOf(b);
    await clock.advance(300);
    expect(await refused).toEqual({ _tag: 'LaneHeldElsewhere', waitMs: 300 });
    const queued = refusalOf(sharedLane(clock, journal, 'c', { waitMs: 1 }));
    await clock.advance(1);
    expect(await queued).toMatchObject({ _tag: 'LaneHeldElsewhere' });
    expect(a.valid(held)).toBe(true);
  });

  test('keep the tenure as long as a ticket is out: it is renewed at a third of its time', async () => {
    const { clock, journal, a } = world();
    const ticket = await ticketOf(a);
    await clock.advance(74_999);
    expect(a.valid(ticket)).toBe(true);
    expect(journal.asked.renew).toBe(22);
    await clock.advance(1);
    expect(a.valid(ticket)).toBe(false);
    await clock.advance(50);
    expect(journal.asked.release).toBe(1);
    expect(clock.sleepers()).toBe(0);
  });

  test('get a ticket also when the numbers come later than holdMs', async () => {
    const { clock, journal } = world();
    const late = {
      ...journal,
      reserve:
        (...asked: Parameters<typeof journal.reserve>) =>
        async () => {
          await clock.sleep(1_500).done();
          return journal.reserve(...asked)();
        },
    };
    const a = sharedLane(clock, late, 'a');
    const waiting = ticketOf(a);
    await clock.advance(1_500);
    expect(a.valid(await waiting)).toBe(true);
  });

  test('ask for one renewal at a time', async () => {
    const { clock, journal, a } = world();
    await ticketOf(a);
    journal.slow.ms = 2_000;
    await clock.advance(3_333);
    void a.enter()();
    await clock.advance(1_000);
    void a.enter()();
    expect(journal.asked.renew).toBe(1);
  });

  test('give way after holdMs although they want more, and long enough for others to come', async () => {
    const { clock, a, b } = world();
    const order: Array<string> = [];
    const run = (name: string, lane: NonceLane): Promise<void> =>
      keepCalling(clock, lane, { callMs: 100, untilMs: 6_000 }, () => order.push(name));
    const both = Promise.all([run('a', a), run('b', b)]);
    await clock.advance(10_000);
    await both;
    const spells = order.join('').match(/a+|b+/g) ?? [];
    expect(spells.length).toBeGreaterThanOrEqual(5);
    expect(spells.every((spell) => spell.length <= 11)).toBe(true);
  });

  test('give way although they pause a little again and again', async () => {
    const { clock, a, b } = world();
    let served = 0;
    let waitedMs = 0;
    const busy = (async () => {
      while (clock.monotonicMs() < 6_000) {
        // oxlint-disable-next-line no-await-in-loop -- turns are taken one after the other
        const ticket = await ticketOf(a);
        // oxlint-disable-next-line no-await-in-loop -- so is the call
        await clock.sleep(30).done();
        a.leave(ticket, 'Used');
        // Just long enough for the tenure to be given back, and hardly long enough for the other to notice.
        // oxlint-disable-next-line no-await-in-loop -- so is the pause
        await clock.sleep(50).done();
      }
    })();
    await clock.advance(500);
    const other = keepCalling(clock, b, { callMs: 10, untilMs: 6_000 }, (_, ms) => {
      served += 1;
      waitedMs = Math.max(waitedMs, ms);
    });
    await clock.advance(10_000);
    await Promise.all([busy, other]);
    expect(served).toBeGreaterThan(100);
    expect(waitedMs).toBeLessThanOrEqual(1_000 + 80 + 25);
  });
});

describe('a tenure is lost', () => {
  test('when it could not be renewed: its ticket is worthless, also after the process has a tenure again', async () => {
    const { clock, journal, a, b } = world();
    const ticket = await ticketOf(a);
    journal.ill.how = 'Silent';
    // The wall clock has nothing to do with it.
    clock.setWall(wallMs - 3_600_000);
    await clock.advance(9_999);
    expect(a.valid(ticket)).toBe(true);
    await clock.advance(1);
    expect(a.valid(ticket)).toBe(false);
    journal.ill.how = 'Well';
    const taken = await ticketOf(b);
    expect(b.valid(taken)).toBe(true);
    b.leave(taken, 'Used');
    await clock.advance(50);
    const waiting = ticketOf(a);
    await settled();
    expect(a.valid(ticket)).toBe(false);
    a.leave(ticket, 'Unused');
    expect(a.valid(await waiting)).toBe(true);
    expect((await waiting).nonce).toBeGreaterThan(taken.nonce);
  });

  test('when the journal fails on a renewal', async () => {
    const { clock, journal, a } = world();
    const ticket = await ticketOf(a);
    journal.ill.how = 'Fails';
    await clock.advance(3_332);
    expect(a.valid(ticket)).toBe(true);
    await clock.advance(1);
    expect(a.valid(ticket)).toBe(false);
  });

  test('at once when the machine slept: the wall clock tells, before anything else is noticed', async () => {
    const { clock, a } = world();
    const ticket = await ticketOf(a);
    clock.setWall(wallMs + 9_999);
    expect(a.valid(ticket)).toBe(true);
    clock.setWall(wallMs + 10_000);
    expect(a.valid(ticket)).toBe(false);
  });

  test('by a process that died after its time, and the next one goes on above all that was reserved', async () => {
    const { clock, journal, a } = world();
    const last = await ticketOf(a);
    // Nothing of `a` is ever heard again: its renewals go nowhere.
    journal.ill.how = 'Silent';
    await clock.advance(3_400);
    journal.ill.how = 'Well';
    const next = ticketOf(sharedLane(clock, journal, 'a'));
    await clock.advance(6_700);
    const ticket = await next;
    expect(clock.monotonicMs()).toBeGreaterThanOrEqual(10_000);
    expect(ticket.nonce).toBeGreaterThan(last.nonce);
  });

  test('and when the journal cannot say whose turn it is, nobody has one until it can', async () => {
    const { clock, journal, a } = world();
    journal.ill.how = 'Fails';
    expect(await refusalOf(a)).toEqual({ _tag: 'LaneTenureFailed', detail: 'the disk is gone' });
    expect(clock.sleepers()).toBe(0);
    journal.ill.how = 'Well';
    expect(a.valid(await ticketOf(a))).toBe(true);
  });
});

test('a lock-out rests the key for all processes: none of them makes it longer', async () => {
  const clock = fakeClock(wallMs);
  const journal = sharedJournal(clock);
  const a = sharedLane(clock, journal, 'a', { lockoutMs: 30_000, waitMs: 20_000 });
  const b = sharedLane(clock, journal, 'b', { lockoutMs: 30_000, waitMs: 60_000 });
  a.leave(await ticketOf(a), 'LockedOut');
  expect(await refusalOf(a)).toMatchObject({ _tag: 'LaneLockedOut' });
  expect(clock.sleepers()).toBe(0);
  let atMs = 0;
  const next = ticketOf(b).then((ticket) => {
    atMs = clock.monotonicMs();
    return ticket;
  });
  await clock.advance(31_000);
  expect((await next).nonce).toBeGreaterThan(start);
  expect(atMs).toBeGreaterThanOrEqual(30_000);
  expect(atMs).toBeLessThanOrEqual(30_025);
});

test.each([
  ['tenure.owner', '', {}],
  ['tenureMs', 'a', { tenureMs: 99 }],
  ['holdMs', 'a', { holdMs: 0 }],
  ['idleMs', 'a', { idleMs: 60_001 }],
  ['pollMs', 'a', { pollMs: 0.5 }],
])('a wrong %s is refused', (setting, owner, limits) => {
  const clock = fakeClock();
  const journal = sharedJournal(clock);
  const made = nonceLane({ clock, floor: journal, tenure: { ...journal, owner } })({ lane: 'k', limits });
  expect(E.isLeft(made) && made.left).toMatchObject({ _tag: 'ConfigRefused', setting });
});
