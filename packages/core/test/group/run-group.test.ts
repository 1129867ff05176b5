import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Carrier, type Look, lookAt, overRunner, overSessions } from '../../src/group/carrier.js';
import * as Group from '../../src/group/group.js';
import { type GroupRun, lookAtGroup, runGroup } from '../../src/group/run-group.js';
import type { GroupMember, GroupTerms } from '../../src/group/terms.js';
import { memoryJournal } from '../../src/journal/memory-journal.js';
import type { Receipt } from '../../src/noun/outcome.js';
import { unlimited } from '../../src/plan/limits.js';
import type { Job, OpenJob, Runner } from '../../src/port/runner.js';
import { makeControl } from '../../src/program/control.js';
import { toEnd } from '../../src/program/session.js';
import { openSettle } from '../../src/program/settle.js';
import type { PaperVenue } from '../fixture/paper-venue.js';
import { paperVenue } from '../fixture/paper-venue.js';
import { present, right } from '../fixture/must.js';
import { amount, asset, mandateId } from '../fixture/noun.js';
import { policy } from '../fixture/story.js';
import { type VirtualClock, virtualClock } from '../fixture/virtual-clock.js';
import * as Treasury from '../portfolio/treasury.js';

interface World {
  readonly clock: VirtualClock;
  readonly group: Group.Group;
  readonly venues: ReadonlyMap<string, PaperVenue>;
  /** The members whose bytes left, in that order. */
  readonly sent: Array<string>;
  /** A carrier as a process has it that was started just now. */
  readonly process: (open?: OpenJob) => Carrier;
  readonly runner: () => Carrier;
  readonly open: OpenJob;
  readonly look: Look;
  readonly deliver: { allowed: boolean };
}

const deals: ReadonlyArray<Treasury.Deal> = [
  {
    name: 'A',
    venue: 'one',
    owed: [
      { way: 'Out', asset: 'BTC', quantity: '3' },
      { way: 'In', asset: 'USD', quantity: '10' },
    ],
  },
  {
    name: 'B',
    venue: 'two',
    owed: [
      { way: 'Out', asset: 'BTC', quantity: '4' },
      { way: 'In', asset: 'USD', quantity: '20' },
    ],
  },
  { name: 'R', venue: 'three', owed: [{ way: 'In', asset: 'ETH', quantity: '7' }] },
];

/** Three venues in memory. Others deliver what they owe each time somebody waits, and then the venue calls it final. */
const worldOf = (changes: Partial<GroupTerms> = {}): World => {
  const clock = virtualClock();
  const journal = memoryJournal(clock);
  const sent: Array<string> = [];
  const deliver = { allowed: true };
  const venues = new Map<string, PaperVenue>();
  for (const deal of deals) {
    const paper = paperVenue(clock, Treasury.readingOf(deal));
    const name = deal.venue ?? '';
    const venue: PaperVenue = {
      ...Object.assign(paper, Treasury.rulesAt(name), { lane: name }),
      send: (prepared, permit) => {
        sent.push(deal.name);
        const { id: settlement } = Treasury.readingOf(deal);
        return TE.map((receipt: Receipt) => ({ ...receipt, settlement }))(paper.send(prepared, permit));
      },
    };
    venues.set(deal.name, venue);
  }
  const members = deals.map((deal): GroupMember => ({
    id: mandateId(deal.name),
    plan: Treasury.planOf(deal),
    after: [],
  }));
  const terms: GroupTerms = {
    name: 'G',
    members,
    sequencing: 'ReceiveFirst',
    limits: [btc('5')],
    others: 'Refused',
    onFailure: 'HoldRest',
    ...changes,
  };
  const open: OpenJob = ({ id }) => {
    const deal = present(deals.find(({ name }) => name === id));
    const venue = present(venues.get(id));
    return openSettle({
      venue,
      journal,
      clock,
      digest: Treasury.digest,
      worker: 'worker 1',
      control: makeControl(),
      watch: () => undefined,
    })({
      id,
      settlement: Treasury.readingOf(deal).id,
      expect: Treasury.positionsOf(deal),
      approve: (plan) => TE.right({ digest: plan.digest, by: 'ann' }),
      limits: unlimited,
      policy: { ...policy, until: 'OurIntents' },
    });
  };
  const look: Look = (member, settlement) => {
    if (deliver.allowed) for (const venue of venues.values()) othersDeliver(venue);
    return lookAt([...venues.values()])(member, settlement);
  };
  const jobOf = ({ id }: GroupMember): Job => ({ id, input: id });
  const jobs = new Map<string, 'NeedsPerson' | 'Ended'>();
  const runner: Pick<Runner, 'submit' | 'status'> = {
    submit: (job) => async () => {
      if (jobs.has(job.id)) return E.right('Existing');
      const report = await toEnd(clock)(right(await open(job)()))();
      const waits = report.lines.some(({ standing }) => standing._tag === 'NeedsOperator');
      jobs.set(job.id, waits ? 'NeedsPerson' : 'Ended');
      return E.right('Created');
    },
    status: (id) => {
      const progress = jobs.get(id);
      const view = { id, fingerprint: '', sinceMs: 0, note: '', takes: 1, worker: O.none };
      return TE.right(progress === undefined ? O.none : O.some({ ...view, progress }));
    },
  };
  return {
    clock,
    group: right(Group.make(terms)),
    venues,
    sent,
    process: (opens = open) => overSessions({ journal, clock, open: opens, look, jobOf }),
    runner: () => overRunner({ journal, look, jobOf, runner }),
    open,
    look,
    deliver,
  };
};

/** What others owe comes once ours has left, or where we owe nothing; with everything there, it is final. */
const othersDeliver = ({ books }: PaperVenue): void => {
  books.settlements = books.settlements.map((one) => {
    const isOurs = (leg: (typeof one.legs)[number]): boolean => leg.actionableBy.includes('Us');
    if (one.finality !== 'Open' || one.legs.some((leg) => isOurs(leg) && leg.status !== 'Settled'))
      return one;
    const legs = one.legs.map((leg) => ({ ...leg, status: 'Settled' as const }));
    return {
      ...one,
      legs,
      finality: one.legs.every(({ status }) => status === 'Settled') ? 'Final' : 'Open',
    };
  });
};

const btc = (most: string) => ({ asset: asset('BTC'), most: amount(most) });
const pace = { pollMs: 1_000, waitMs: 600_000 };
const run = async ({ clock, group }: World, carrier: Carrier): Promise<GroupRun> =>
  right(await runGroup(clock, carrier)(group, pace)());
const phases = ({ report }: GroupRun) =>
  report.standings.map(({ member, phase }) => [member, phase] as const);
const movesIn = ({ venues }: World) =>
  [...venues].map(([name, { moves }]) => [name, Object.fromEntries(moves)]);
const everyLegOnce = [
  ['A', { L1: 1 }],
  ['B', { L1: 1 }],
  ['R', {}],
];
const allFinal: ReadonlyArray<readonly [string, string]> = [
  ['R', 'Final'],
  ['A', 'Final'],
  ['B', 'Final'],
];

describe('a group over three venues', () => {
  test.each(['process', 'runner'] as const)(
    'comes to its end, in order and within its limit (%s)',
    async (kind) => {
      const world = worldOf();
      const done = await run(world, world[kind]());
      expect(done.because).toBe('Over');
      expect(phases(done)).toStrictEqual(allFinal);
      expect(movesIn(world)).toStrictEqual(everyLegOnce);
      expect(world.sent).toStrictEqual(['A', 'B']);
      expect(done.report.totals).toStrictEqual([
        {
          asset: 'BTC',
          toSend: '7',
          sent: '7',
          toReceive: '0',
          received: '0',
          outstanding: '0',
          most: O.some('5'),
        },
        {
          asset: 'ETH',
          toSend: '0',
          sent: '0',
          toReceive: '7',
          received: '7',
          outstanding: '0',
          most: O.none,
        },
        {
          asset: 'USD',
          toSend: '0',
          sent: '0',
          toReceive: '30',
          received: '30',
          outstanding: '0',
          most: O.none,
        },
      ]);
    },
  );

  test('sends nothing more while what was to come for it has not', async () => {
    const world = worldOf({ sequencing: 'Independent' });
    world.deliver.allowed = false;
    const carrier = world.process();
    const carried: Array<string> = [];
    const late = await run(world, {
      ...carrier,
      carryOn: (member) => {
        carried.push(member.id);
        return carrier.carryOn(member);
      },
    });
    expect(late.because).toBe('WaitedLongEnough');
    // What the engine watches beyond its intents is followed as long as the group is.
    expect(carried.filter((id) => id === 'A').length).toBeGreaterThan(100);
    expect(world.sent).toStrictEqual(['A']);
    expect(late.report.decision.held.map(({ member }) => member)).toStrictEqual(['B']);
    expect(late.report.decision.asks.map(({ who }) => who)).toContain('Counterparty other-one');
    expect(late.report.totals[0]).toMatchObject({ asset: 'BTC', sent: '3', outstanding: '3' });
    const text = Group.text(late.report);
    expect(text).toContain('7 BTC could');
    expect(text).toContain('Counterparty other-one, A: send what it owes by it');
    expect(Group.markdown(late.report)).toContain('| BTC | 7 | 3 | 0 | 0 | 3 | 5 |');
    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(80);
    world.deliver.allowed = true;
    const after = await run(world, world.process());
    expect(new Map(phases(after))).toStrictEqual(new Map(allFinal));
    expect(movesIn(world)).toStrictEqual(everyLegOnce);
  });

  test('that dies at any instant is taken up from the journal and the venues alone', async () => {
    const steps = async (world: World, most: number): Promise<number> => {
      const carrier = world.process();
      let count = 0;
      const dying: Carrier = {
        evidence: (member) => () => (count < most ? tick(carrier.evidence(member)) : dead(member)),
        carryOn: (member) => () => (count < most ? tick(carrier.carryOn(member)) : dead(member)),
      };
      const tick = async <A>(task: () => Promise<A>): Promise<A> => {
        count += 1;
        return task();
      };
      const dead = async (member: GroupMember) =>
        E.left({ _tag: 'CarrierFailed', member: member.id, detail: 'it died' } as const);
      await runGroup(world.clock, dying)(world.group, pace)();
      return count;
    };
    const whole = await steps(worldOf(), Number.POSITIVE_INFINITY);
    expect(whole).toBeGreaterThan(10);
    for (let most = 0; most < whole; most += 1) {
      const world = worldOf();
      // Each run sees another world.
      // oxlint-disable-next-line no-await-in-loop
      await steps(world, most);
      // oxlint-disable-next-line no-await-in-loop
      const done = await run(world, world.process());
      expect(phases(done)).toStrictEqual(allFinal);
      expect(movesIn(world)).toStrictEqual(everyLegOnce);
      expect(world.sent).toStrictEqual(['A', 'B']);
    }
  });

  test('is carried out once when two processes do so at the same time', async () => {
    const world = worldOf();
    const [one, other] = await Promise.all([run(world, world.process()), run(world, world.process())]);
    expect([one.because, other.because]).toStrictEqual(['Over', 'Over']);
    expect(movesIn(world)).toStrictEqual(everyLegOnce);
    expect(world.sent.toSorted()).toStrictEqual(['A', 'B']);
  });

  test('holds the rest when one fails, and sends nothing for it', async () => {
    const world = worldOf();
    present(world.venues.get('A')).fates.push('Refused');
    const done = await run(world, world.process());
    expect(done.because).toBe('Over');
    expect(phases(done)).toStrictEqual([
      ['R', 'Final'],
      ['A', 'Failed'],
      ['B', 'Held'],
    ]);
    expect(world.sent).toStrictEqual(['A']);
    expect(Group.text(done.report)).toContain('B, for good: the rest is held, as A has come to nothing');
  });

  test('goes on when one fails, if it is to', async () => {
    const world = worldOf({ onFailure: 'Continue' });
    present(world.venues.get('A')).fates.push('Refused');
    const done = await run(world, world.process());
    expect(phases(done).slice(1)).toStrictEqual([
      ['A', 'Failed'],
      ['B', 'Final'],
    ]);
  });

  test('comes back to a person when one has to decide', async () => {
    const world = worldOf({ onFailure: 'Escalate' });
    present(world.venues.get('A')).fates.push('Refused');
    const done = await run(world, world.process());
    expect(done).toMatchObject({
      because: 'NeedsPerson',
      report: { decision: { needsPerson: true, isOver: false } },
    });
    expect(world.sent).toStrictEqual(['A']);
    const goesOn = right(Group.make({ ...world.group, onFailure: 'Continue' }));
    const after = right(await runGroup(world.clock, world.process())(goesOn, pace)());
    expect(phases(after).slice(1)).toStrictEqual([
      ['A', 'Failed'],
      ['B', 'Final'],
    ]);
  });

  test('asks for a plan to be approved once, and names a person when it is declined', async () => {
    const world = worldOf({ onFailure: 'Continue', sequencing: 'Independent', limits: [btc('9')] });
    let asked = 0;
    const carrier = world.process(({ id }) => {
      if (id !== 'A') return world.open({ id, input: id });
      asked += 1;
      return TE.left({ _tag: 'Declined', by: 'bob', why: 'not today' });
    });
    world.deliver.allowed = false;
    expect((await run(world, carrier)).because).toBe('WaitedLongEnough');
    world.deliver.allowed = true;
    const done = await run(world, carrier);
    expect(done.because).toBe('NeedsPerson');
    expect(done.report.decision.asks).toMatchObject([{ who: 'a person', member: 'A' }]);
    expect(done.report.decision.asks[0]?.what).toContain('declined by bob: not today');
    expect([asked, ...world.sent]).toStrictEqual([1, 'B']);
  });

  test.each([Number.NaN, -1, 0])('ends at once when it may take %d ms', async (ms) => {
    const world = worldOf();
    const done = right(
      await runGroup(world.clock, world.process())(world.group, { pollMs: ms, waitMs: ms })(),
    );
    expect(done.because).toBe('WaitedLongEnough');
    expect(world.sent).toStrictEqual([]);
  });

  test('lets nothing go while a venue cannot be read, and goes on once it can', async () => {
    const world = worldOf();
    const failure = {
      _tag: 'ReadFailed',
      lasts: 'Passing',
      what: 'down',
      money: '',
      todo: '',
      code: O.none,
      requestId: O.none,
    } as const;
    present(world.venues.get('B')).readErrors.push(failure, failure);
    const first = right(await lookAtGroup(world.process())(world.group)());
    expect(first.decision.go).toStrictEqual([]);
    expect(first.decision.asks).toMatchObject([{ who: 'a worker', member: 'B' }]);
    expect(phases(await run(world, world.process()))).toStrictEqual(allFinal);
  });

  test('stops when the journal or the runner fails, and when the journal has another plan', async () => {
    const world = worldOf();
    const carrier = world.process();
    const broken: Carrier = {
      ...carrier,
      evidence: ({ id }) => TE.left({ _tag: 'CarrierFailed', member: id, detail: 'EIO' }),
    };
    expect(await runGroup(world.clock, broken)(world.group, pace)()).toMatchObject({
      left: { detail: 'EIO', member: 'R' },
    });
    await run(world, carrier);
    const members = world.group.members.map((one) => ({
      ...one,
      plan: { ...one.plan, substance: 'another' },
    }));
    const other = right(Group.make({ ...world.group, members }));
    expect(await runGroup(world.clock, world.process())(other, pace)()).toMatchObject({
      left: { _tag: 'MemberDiffers', member: 'R' },
    });
  });
});
