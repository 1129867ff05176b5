import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Effect } from '../../src/engine/effect.js';
import type { Journal, JournalFailed } from '../../src/port/journal.js';
import { outcomeOf } from '../../src/program/hands.js';
import type { Watcher } from '../../src/program/ports.js';
import { settle } from '../../src/program/settle.js';
import { approve, desk, request } from '../fixture/desk.js';
import { right, some } from '../fixture/must.js';
import { leg, legId, mandateId, settlement } from '../fixture/noun.js';

const withdraw = { _tag: 'Withdraw', by: 'ann', why: 'a mistake' } as const;
const halt = { _tag: 'Halt', by: 'ann', why: 'a doubt' } as const;
const run = async ({ ports }: Pick<ReturnType<typeof desk>, 'ports'>) =>
  right(await settle(ports)(request())());
const waiting = () => desk(settlement({ legs: [leg({ status: 'InProgress' })] }));

describe('an order (L2)', () => {
  test('cuts a wait short and withdraws what is not out', async () => {
    const it = waiting();
    it.clock.duringNextSleep(() => it.control.tell(withdraw));
    const began = it.clock.monotonicMs();
    const report = await run(it);
    expect(report.lines[0]?.standing).toMatchObject({
      ending: { because: 'Withdrawn', why: 'ann: a mistake' },
    });
    expect(it.clock.monotonicMs() - began).toBeLessThan(100);
    expect(it.venue.bodies).toStrictEqual([]);
  });

  test('is told to whoever follows the run, once, before what comes of it', async () => {
    const it = waiting();
    it.clock.duringNextSleep(() => it.control.tell(withdraw));
    const seen: Array<unknown> = [];
    const watch: Watcher = (_, event, next) => {
      if (seen.length > 0 || event._tag === 'Told') seen.push([event._tag, next?._tag]);
    };
    await run({ ports: { ...it.ports, watch } });
    expect(seen.slice(0, 2)).toStrictEqual([
      ['Told', undefined],
      ['Waited', 'Append'],
    ]);
    expect(seen.filter((one) => String(one).startsWith('Told'))).toHaveLength(1);
  });

  const instants = (['read', 'prepare', 'send'] as const).flatMap((kind) =>
    [withdraw, halt].map((order) => ({ kind, order })),
  );

  test.each(instants)('$order._tag just before a $kind: nothing leaves', async ({ kind, order }) => {
    const it = desk();
    it.venue.before[kind] = () => it.control.tell(order);
    const report = await run(it);
    expect(it.venue.bodies).toStrictEqual([]);
    expect(O.isSome(report.halted)).toBe(order._tag === 'Halt');
    expect(it.leases.size).toBe(0);
  });

  test.each([withdraw, halt])('that is told while the plan is approved is heard: $_tag', async (order) => {
    const it = desk();
    const telling = request({
      approve: (plan) => {
        it.control.tell(order);
        return approve(plan);
      },
    });
    const report = right(await settle(it.ports)(telling)());
    expect(report.because).toBe('Complete');
    expect(it.venue.bodies).toStrictEqual([]);
    const halted = right(await it.journal.halted(it.venue)());
    expect(O.isSome(halted)).toBe(order._tag === 'Halt');
  });

  test('after the bytes left changes nothing for them', async () => {
    const it = desk(settlement({ legs: [leg(), leg({ id: legId('L2') })] }));
    it.venue.fates.push('ReplyLost');
    const { send } = it.venue;
    const venue: typeof it.venue = {
      ...it.venue,
      send: (prepared, permit) => async () => {
        const done = await send(prepared, permit)();
        it.control.tell(withdraw);
        return done;
      },
    };
    const report = await run({ ports: { ...it.ports, venue } });
    expect(report.lines.map((one) => one.standing)).toMatchObject([
      { ending: { _tag: 'Done' } },
      { ending: { because: 'Withdrawn' } },
    ]);
    expect(it.venue.bodies).toHaveLength(1);
  });
});

describe('the lane', () => {
  test('is waited for while another worker has it, and nothing is prepared meanwhile (X2)', async () => {
    const it = desk();
    const other = some(right(await it.journal.acquire(it.venue.lane, 'other', 5_000)()));
    let preparedAtMs = 0;
    it.venue.before.prepare = () => {
      preparedAtMs = it.clock.monotonicMs();
    };
    await run(it);
    expect(preparedAtMs).toBeGreaterThanOrEqual(other.untilMs);
    expect(Object.fromEntries(it.venue.moves)).toStrictEqual({ L1: 1 });
  });

  test('a lease that ran out before the first byte sends nothing (X3)', async () => {
    const it = desk();
    it.venue.before.send = () => it.clock.advance(120_000);
    const report = right(
      await settle(it.ports)(request({ policy: { ...request().policy, freshMs: 600_000 } }))(),
    );
    const records = right(await it.journal.read(mandateId('M'))());
    expect(records.find((one) => one._tag === 'OutcomeKnown')).toMatchObject({
      outcome: { _tag: 'NotSent', why: 'the lease of the lane has run out' },
    });
    expect(report.lines[0]).toMatchObject({ attempts: 2, standing: { ending: { _tag: 'Done' } } });
    expect(it.venue.bodies).toHaveLength(1);
  });

  test('a reading that grew too old before the first byte sends nothing (M6)', async () => {
    const it = desk();
    it.venue.before.send = () => it.clock.advance(5_000);
    await run(it);
    const records = right(await it.journal.read(mandateId('M'))());
    expect(records.find((one) => one._tag === 'OutcomeKnown')).toMatchObject({
      outcome: { _tag: 'NotSent', why: 'the reading that it was checked against is too old' },
    });
    expect(it.venue.bodies).toHaveLength(1);
  });
});

describe('a journal that fails (D3)', () => {
  const failure: JournalFailed = { _tag: 'JournalFailed', detail: 'EIO' };
  /** The journal whose `at`th append fails, counted from 0; whether it wrote is not known. */
  const failing = (journal: Journal, at: number, wrote: boolean): Journal => {
    let count = 0;
    return {
      ...journal,
      append: (entry) => {
        count += 1;
        if (count !== at + 1) return journal.append(entry);
        return async () => {
          if (wrote) right(await journal.append(entry)());
          return E.left(failure);
        };
      },
    };
  };
  const cases = [0, 1, 2, 3].flatMap((at) => [true, false].map((wrote) => ({ at, wrote })));

  test.each(cases)(
    'at append $at (written: $wrote): nothing more is sent, and a new run moves it once',
    async ({ at, wrote }) => {
      const it = desk();
      const lost = await run({ ports: { ...it.ports, journal: failing(it.journal, at, wrote) } });
      expect(lost.because).toBe('JournalLost');
      expect(it.leases.size).toBe(0);
      expect(it.venue.bodies).toHaveLength(at < 2 ? 0 : 1);
      expect((await run(it)).because).toBe('Complete');
      expect(Object.fromEntries(it.venue.moves)).toStrictEqual({ L1: 1 });
    },
  );

  test('a lease that could not be taken for sure ends the run: nothing is sent on that journal', async () => {
    const it = desk();
    const journal: Journal = { ...it.journal, acquire: () => TE.left(failure) };
    const report = await run({ ports: { ...it.ports, journal } });
    expect(it.venue.counts.prepared).toBe(0);
    expect(report.lines[0]?.standing).toMatchObject({ _tag: 'NeedsOperator', out: false });
  });
});

describe('a watcher', () => {
  test('that throws changes nothing', async () => {
    const [calm, loud] = [desk(), desk()];
    const watch = () => {
      throw new Error('the display is gone');
    };
    expect(await run({ ports: { ...loud.ports, watch } })).toStrictEqual(await run(calm));
    expect(loud.venue.bodies).toStrictEqual(calm.venue.bodies);
  });

  test('is told of every effect, in order', async () => {
    const it = desk();
    const seen: Array<Effect['_tag'] | undefined> = [];
    await run({ ports: { ...it.ports, watch: (_state, _event, next) => seen.push(next?._tag) } });
    expect(seen).toStrictEqual([
      'Append',
      'Read',
      'Prepare',
      'Append',
      'Send',
      'Append',
      'Read',
      'Append',
      'Finish',
    ]);
  });
});

test('what a failed send means for the money', () => {
  const account = { what: 'w', money: '', todo: '', code: O.none, requestId: O.none };
  expect(outcomeOf({ _tag: 'Refused', ...account })).toStrictEqual({
    _tag: 'Rejected',
    why: 'w',
    again: 'Pointless',
  });
  expect(outcomeOf({ _tag: 'NotAccepted', left: true, ...account })).toStrictEqual({
    _tag: 'Rejected',
    why: 'w',
    again: 'Allowed',
  });
  expect(outcomeOf({ _tag: 'NotAccepted', left: false, ...account })).toStrictEqual({
    _tag: 'NotSent',
    why: 'w',
  });
  expect(outcomeOf({ _tag: 'OutcomeUnknown', ...account })).toStrictEqual({ _tag: 'Unknown', why: 'w' });
});
