import { expect, test } from '@jest/globals';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { shown } from '../../src/noun/observation.js';
import { settle } from '../../src/program/settle.js';
import { desk, request } from '../fixture/desk.js';
import { right } from '../fixture/must.js';
import { leg, legId, observation, settlement, settlementId } from '../fixture/noun.js';
import * as Id from '../../src/noun/id.js';

test('nothing leaves a machine that slept between the lease and the sending, whatever its monotonic clock says (X3)', async () => {
  const it = desk();
  let sleptMs = 0;
  const clock = { ...it.clock, wallMs: () => it.clock.wallMs() + sleptMs };
  const prepare: typeof it.venue.prepare =
    (...args) =>
    async () => {
      const prepared = await it.venue.prepare(...args)();
      sleptMs += 3_600_000;
      return prepared;
    };
  const venue = { ...it.venue, prepare };
  const report = right(await settle({ ...it.ports, clock, venue })(request())());
  expect(it.venue.bodies).toStrictEqual([]);
  expect(report.lines[0]?.standing).toMatchObject({ ending: { _tag: 'NotDone', because: 'OutOfAttempts' } });
});

test('a lease counts from before the journal was asked for it, to the millisecond (X3)', async () => {
  const leaseMs = 5_000;
  const leave = async (answeredAfterMs: number) => {
    const it = desk();
    let sleptMs = 0;
    const clock = { ...it.clock, wallMs: () => it.clock.wallMs() + sleptMs };
    const acquire: typeof it.journal.acquire =
      (...args) =>
      async () => {
        const lease = await it.journal.acquire(...args)();
        sleptMs += answeredAfterMs;
        return lease;
      };
    const ports = { ...it.ports, clock, journal: { ...it.journal, acquire }, leaseMs };
    right(await settle(ports)(request())());
    return it.venue.bodies.length;
  };
  // The sending itself takes 10 ms of the clock before it asks.
  expect(await leave(leaseMs - 11)).toBe(1);
  expect(await leave(leaseMs - 10)).toBe(0);
});

/** The journal of a desk, and what it was asked to write and to give back, in order. */
const noting = (it: ReturnType<typeof desk>) => {
  const done: Array<string> = [];
  const journal: typeof it.journal = {
    ...it.journal,
    append: (entry) => {
      const tags = entry.records.map((record) => record._tag).join(' ');
      done.push(entry.releases === undefined ? tags : `${tags}, and gives back ${entry.releases.epoch}`);
      return it.journal.append(entry);
    },
    release: (lease) => {
      done.push(`given back ${lease.epoch}`);
      return it.journal.release(lease);
    },
  };
  return { journal, done };
};

test('the lease is given back with the outcome, in one moment, so that whoever has it next finds that (X2)', async () => {
  const it = desk();
  const { journal, done } = noting(it);
  right(await settle({ ...it.ports, journal })(request())());
  expect(done).toStrictEqual([
    'MandateGiven',
    'AttemptArmed',
    'OutcomeKnown, and gives back 1',
    'IntentEnded',
  ]);
});

test('the lease is given back by itself when the outcome was refused', async () => {
  const it = desk();
  const { journal, done } = noting(it);
  const append: typeof journal.append = (entry) =>
    journal.append(entry.releases === undefined ? entry : { ...entry, expected: entry.expected + 1 });
  right(await settle({ ...it.ports, journal: { ...journal, append } })(request())());
  expect(done.slice(2)).toStrictEqual(['OutcomeKnown, and gives back 1', 'given back 1']);
  expect(it.leases.size).toBe(0);
});

const notNow = {
  _tag: 'NotAccepted',
  left: false,
  what: 'not now',
  money: 'nothing moved',
  todo: 'nothing',
  code: O.none,
  requestId: O.none,
} as const;

test('a journal that failed when a lease was given back is not relied on again (D3)', async () => {
  const it = desk(settlement({ legs: [leg(), leg({ id: legId('L2') })] }));
  let asked = 0;
  const journal = {
    ...it.journal,
    release: () => TE.left({ _tag: 'JournalFailed', detail: 'EIO' } as const),
  };
  const prepare: typeof it.venue.prepare = (...args) => {
    asked += 1;
    return asked === 2 ? TE.left(notNow) : it.venue.prepare(...args);
  };
  const venue = { ...it.venue, prepare };
  const report = right(await settle({ ...it.ports, venue, journal })(request())());
  expect(report.because).toBe('JournalLost');
  expect(asked).toBe(2);
  expect(it.venue.bodies).toHaveLength(1);
});

test('a reading of another settlement shows nothing of the one that was asked for (A8)', () => {
  const other = { ...settlement(), id: right(Id.settlementId('S2')) };
  const subject = { _tag: 'Existing', settlement: settlementId } as const;
  expect(shown(subject, { ...observation({}), settlements: [other] })).toBeUndefined();
  expect(shown(subject, { ...observation({}), settlements: [other, settlement()] })?.id).toBe(settlementId);
  expect(O.isNone(O.fromNullable(shown({ _tag: 'Prospective', scope: 'spot' }, observation({}))))).toBe(true);
});
