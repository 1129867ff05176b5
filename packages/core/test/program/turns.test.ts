import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { Journal } from '../../src/port/journal.js';
import { openSettle, settle } from '../../src/program/settle.js';
import type { Session } from '../../src/program/session.js';
import { approve, desk, request } from '../fixture/desk.js';
import { given, mandateOf } from '../fixture/mandate.js';
import { right } from '../fixture/must.js';
import { amount, asset, leg, legId, mandateId, settlement } from '../fixture/noun.js';
import type { Fate } from '../fixture/paper-venue.js';

const id = mandateId('M');
const twoLegs = () => desk(settlement({ legs: [leg(), leg({ id: legId('L2') })] }));
const fates = fc.array(
  fc.constantFrom<Fate>('Done', 'ReplyLost', 'RequestLost', 'NotSent', 'Refused', 'OddReply'),
  { maxLength: 8 },
);
const turnsMax = 2_000;

/** Carries a session on turn by turn; how it waits is up to the caller. */
const carryOn = async (session: Session, wait: (untilMs: number, turn: number) => void) => {
  for (let turn = 0; turn < turnsMax; turn += 1) {
    // oxlint-disable-next-line no-await-in-loop
    const done = await session.turn();
    if (done._tag === 'Over') return { report: done.report, turns: turn + 1 };
    wait(done.untilMs, turn);
  }
  throw new Error('the session does not end');
};

describe('turn by turn', () => {
  test('comes to the same records, report and truth as a run to the end, whatever becomes of the sends', async () => {
    await fc.assert(
      fc.asyncProperty(fates, async (all) => {
        const [whole, parts] = [twoLegs(), twoLegs()];
        whole.venue.fates.push(...all);
        parts.venue.fates.push(...all);
        const report = right(await settle(whole.ports)(request())());
        const session = right(await openSettle(parts.ports)(request())());
        const { clock } = parts;
        const carried = await carryOn(session, (untilMs) =>
          clock.advance(Math.max(0, untilMs - clock.monotonicMs())),
        );
        expect(carried.report).toStrictEqual(report);
        expect(await parts.journal.read(id)()).toStrictEqual(await whole.journal.read(id)());
        expect(parts.venue.bodies).toStrictEqual(whole.venue.bodies);
        expect(clock.monotonicMs()).toBe(whole.clock.monotonicMs());
      }),
      { numRuns: 60 },
    );
  });

  test('that come too early or too late do no harm, and no session but the last may be lost on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fates, fc.infiniteStream(fc.nat(30)), async (all, pauses) => {
        const it = twoLegs();
        it.venue.fates.push(...all);
        let last = right(await openSettle(it.ports)(request())());
        for (let turn = 0; turn < turnsMax; turn += 1) {
          // oxlint-disable-next-line no-await-in-loop
          const done = await last.turn();
          if (done._tag === 'Over') break;
          const [pause] = pauses.take(1);
          it.clock.advance((pause ?? 0) * 50);
          // A session that is lost between two turns is opened anew from the journal.
          // oxlint-disable-next-line no-await-in-loop
          if (pause === 7) last = right(await openSettle(it.ports)(request())());
        }
        for (const count of it.venue.moves.values()) expect(count).toBe(1);
        expect((await last.turn())._tag).toBe('Over');
        expect(it.leases.size).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  test('nothing is held and nothing is under way in between', async () => {
    const it = twoLegs();
    it.venue.fates.push('RequestLost');
    const session = right(await openSettle(it.ports)(request())());
    await carryOn(session, (untilMs) => {
      expect(it.leases.size).toBe(0);
      it.clock.advance(Math.max(0, untilMs - it.clock.monotonicMs()));
    });
    expect(it.venue.counts.prepared).toBe(it.venue.bodies.length);
  });

  test('nothing is sent before the first one, and the end is answered again and again', async () => {
    const it = twoLegs();
    const session = right(await openSettle(it.ports)(request())());
    expect(it.venue.bodies).toStrictEqual([]);
    expect(right(await it.journal.read(id)())).toHaveLength(1);
    const { report } = await carryOn(session, (untilMs) => it.clock.advance(untilMs));
    const reads = it.venue.counts.reads;
    expect(await session.turn()).toStrictEqual({ _tag: 'Over', report });
    expect(it.venue.counts.reads).toBe(reads);
  });
});

describe('a nudge', () => {
  const waiting = async () => {
    const it = desk(settlement({ legs: [leg({ status: 'InProgress' })] }));
    const session = right(await openSettle(it.ports)(request())());
    for (let turn = 0; turn < 6; turn += 1) {
      // oxlint-disable-next-line no-await-in-loop
      const done = await session.turn();
      if (done._tag === 'Over') break;
      it.clock.advance(Math.max(0, done.untilMs - it.clock.monotonicMs()));
    }
    const resting = await session.turn();
    const reads = it.venue.counts.reads;
    return { ...it, session, resting, reads };
  };

  test('has the next turn read at once, and once', async () => {
    const it = await waiting();
    expect(it.resting._tag).toBe('Waits');
    await it.session.turn();
    expect(it.venue.counts.reads).toBe(it.reads);
    it.control.nudge();
    const after = await it.session.turn();
    expect(it.venue.counts.reads).toBe(it.reads + 1);
    expect(after._tag).toBe('Waits');
    await it.session.turn();
    expect(it.venue.counts.reads).toBe(it.reads + 1);
  });

  test.each(['read', 'prepare', 'send'] as const)(
    'during a %s loses nothing of what came of it',
    async (kind) => {
      const [nudged, calm] = [twoLegs(), twoLegs()];
      nudged.venue.before[kind] = () => nudged.control.nudge();
      const report = right(await settle(nudged.ports)(request())());
      expect(report).toMatchObject({ because: 'Complete' });
      right(await settle(calm.ports)(request())());
      expect(Object.fromEntries(nudged.venue.moves)).toStrictEqual({ L1: 1, L2: 1 });
      expect(nudged.venue.bodies).toHaveLength(calm.venue.bodies.length);
    },
  );

  test('changes nothing by itself', async () => {
    const it = await waiting();
    const before = right(await it.journal.read(id)());
    it.control.nudge();
    await it.session.turn();
    expect(right(await it.journal.read(id)())).toStrictEqual(before);
    expect(it.venue.bodies).toStrictEqual([]);
  });
});

describe('limits that others use at the same time (M10)', () => {
  // Large enough for everybody: what is checked is whether it is checked anew.
  const cap = { asset: asset('BTC'), over: 'Day', receiver: O.none, quantity: amount('1000') } as const;
  const limits = { caps: [cap], others: 'Unlimited' } as const;
  /** The journal in which another mandate is given just before each of the first appends. */
  const contended = (it: ReturnType<typeof desk>, times: number): Journal => {
    let others = 0;
    return {
      ...it.journal,
      append: (entry) => async () => {
        if (O.isSome(entry.limitsAsOf) && others < times) {
          others += 1;
          const mandate = mandateOf(undefined, { id: mandateId(`other-${others}`) });
          const other = { mandate: mandate.id, expected: 0, records: [given(mandate, it.clock.wallMs())] };
          right(await it.journal.append({ ...other, lease: O.none, limitsAsOf: O.none })());
        }
        return it.journal.append(entry)();
      },
    };
  };

  test.each([1, 4])('are checked anew, %s times, and the mandate is given', async (times) => {
    const it = twoLegs();
    let approvals = 0;
    const asking = request({
      limits,
      approve: (plan) => {
        approvals += 1;
        return approve(plan);
      },
    });
    const report = right(await settle({ ...it.ports, journal: contended(it, times) })(asking)());
    expect(report.because).toBe('Complete');
    expect(approvals).toBe(1);
    expect(Object.fromEntries(it.venue.moves)).toStrictEqual({ L1: 1, L2: 1 });
  });

  test('end the run before it began when it happens five times; nothing of it is in the journal', async () => {
    const it = twoLegs();
    const done = await settle({ ...it.ports, journal: contended(it, 5) })(request({ limits }))();
    expect(done).toStrictEqual(E.left({ _tag: 'LimitsContended' }));
    expect(right(await it.journal.read(id)())).toStrictEqual([]);
    expect(it.venue.bodies).toStrictEqual([]);
  });

  test('are not read at all without a daily cap, and nothing that others are given is in the way', async () => {
    const it = twoLegs();
    const committed = () => {
      throw new Error('it has not to be asked');
    };
    const limitsOfEach = { caps: [{ ...cap, over: 'Intent' }], others: 'Refused' } as const;
    const journal = { ...contended(it, 5), committed };
    const report = right(await settle({ ...it.ports, journal })(request({ limits: limitsOfEach }))());
    expect(report.because).toBe('Complete');
  });
});
