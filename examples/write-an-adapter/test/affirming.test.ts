import { describe, expect, test } from '@jest/globals';
import {
  Instruction,
  type Observation,
  type PreparedRequest,
  type SettlementVenue,
  type Trial,
  type VenueRules,
  intentId,
  memoryJournal,
  settlementId,
} from '@legwork/core';
import { must } from '@legwork/example-stage';
import { systemClock } from '@legwork/node';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { Deal, readJson } from '../src/adapter/deal.js';
import { connectTwinbook } from '../src/adapter/index.js';
import { twinbookRules } from '../src/adapter/rules.js';
import { affirmation, receiptOf, toSettlement } from '../src/adapter/translate.js';
import { type TwinbookWorld, configOf, openWorld, proposal, terms } from './fixture/world.js';

const always = (): O.Option<string> => O.none;
const intent = must(intentId('m/1'));

/** A deal that waits for us, what is read of it, and its affirmation. */
const sceneOf = async ({ sandbox, venue }: TwinbookWorld, windowMs = proposal.windowMs, affirms = true) => {
  const deal = sandbox.propose({ ...proposal, windowMs }, affirms);
  const subject = { _tag: 'Existing', settlement: must(settlementId(deal)) } as const;
  const seen = must(await venue.observe(subject, O.none)());
  const [offer] = seen.settlements.flatMap(venue.allowed);
  if (offer?.instruction._tag !== 'Affirm') throw new Error('the deal asks nothing of us');
  return { deal, subject, seen, asked: offer.instruction };
};

const prepared = async (
  venue: SettlementVenue,
  { asked, seen }: { readonly asked: Instruction.Affirm; readonly seen: Observation },
): Promise<PreparedRequest> => must(await venue.prepare({ id: intent, instruction: asked }, seen)());

/** The case of an attempt without an answer, and two readings a quiet period apart that showed the same. */
const trialOf = (
  {
    rules,
    asked,
    seen,
    body,
  }: { rules: VenueRules; asked: Instruction.Affirm; seen: Observation; body: string },
  later: Observation,
): Trial => {
  const [settlement] = later.settlements;
  if (settlement === undefined) throw new Error('the reading does not show the deal');
  const before = rules.snapshot(asked, seen);
  const mark = rules.snapshot(asked, later);
  const fence = {
    order: later.order,
    askedAtMs: 10,
    answeredAtMs: 11,
    mark,
    seen: { _tag: 'SettlementSeen', settlement } as const,
  };
  const last = { ...fence, askedAtMs: 11 + terms.quietMs, answeredAtMs: 12 + terms.quietMs };
  return {
    instruction: asked,
    order: seen.order + 1n,
    body,
    before,
    receipt: O.none,
    endedAtMs: 9,
    fence: O.some(fence),
    steady: O.some(fence),
    last: O.some(last),
    named: mark !== before,
  };
};

const within =
  (use: (world: TwinbookWorld) => Promise<void>, ...how: Parameters<typeof openWorld>) =>
  async (): Promise<void> => {
    const world = await openWorld(...how);
    try {
      await use(world);
    } finally {
      await world.close();
    }
  };

describe('An affirmation', () => {
  test(
    'that comes after the window is surely refused, and nothing moves (M5)',
    within(async (world) => {
      const { sandbox, venue } = world;
      const scene = await sceneOf(world, 5_000);
      const request = await prepared(venue, scene);
      sandbox.advance(6_000);
      const sent = await venue.send(request, always)();
      expect(E.isLeft(sent) && sent.left).toMatchObject({
        _tag: 'Refused',
        what: expect.stringContaining('window_closed'),
      });
      const [settlement] = must(await venue.observe(scene.subject, O.none)()).settlements;
      expect(settlement).toMatchObject({
        finality: 'Dead',
        consents: [{ status: 'Lapsed' }, { status: 'Given' }],
      });
      expect(settlement && venue.allowed(settlement)).toEqual([]);
      expect(
        venue.fit(scene.asked, { ...scene.seen, settlements: settlement ? [settlement] : [] })._tag,
      ).toBe('Differs');
      const open = { scope: O.none, createdAfterMs: O.none, open: true, after: O.none };
      expect(must(await venue.list(open)()).settlements).toEqual([]);
      expect(sandbox.moves()).toEqual([]);
    }),
  );

  test(
    'that got no reply before the deal lapsed came to nothing, once that is steady',
    within(async (world) => {
      const { sandbox, venue } = world;
      const scene = await sceneOf(world, 5_000);
      const { body } = await prepared(venue, scene).then((request) => (venue.discard(request)(), request));
      sandbox.advance(6_000);
      const later = must(await venue.observe(scene.subject, O.none)());
      const trial = trialOf({ rules: venue, body, ...scene }, later);
      expect(venue.judge(trial)._tag).toBe('Failed');
      expect(venue.judge({ ...trial, last: trial.steady })._tag).toBe('Undecided');
    }),
  );

  test(
    'is done when it stands under our reference, also while the other side has not affirmed',
    within(async (world) => {
      const { sandbox, venue } = world;
      const scene = await sceneOf(world, 5_000, false);
      const request = await prepared(venue, scene);
      must(await venue.send(request, always)());
      const given = must(await venue.observe(scene.subject, O.none)());
      expect(venue.judge(trialOf({ rules: venue, body: request.body, ...scene }, given))._tag).toBe('Done');
      expect(sandbox.moves()).toEqual([]);
      sandbox.advance(6_000);
      const lapsed = must(await venue.observe(scene.subject, O.none)());
      expect(lapsed.settlements[0]).toMatchObject({
        finality: 'Dead',
        consents: [{ status: 'Given' }, { status: 'Lapsed' }],
      });
    }),
  );

  test(
    'of somebody of ours on the screen is not taken for the one that got no reply: a person finds out (M2)',
    within(async (world) => {
      const { sandbox, venue } = world;
      const scene = await sceneOf(world);
      const request = await prepared(venue, scene);
      sandbox.loseNext('BeforeEffect');
      expect(await venue.send(request, always)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
      sandbox.weAffirmOnScreen(scene.deal);
      const later = must(await venue.observe(scene.subject, O.none)());
      expect(venue.judge(trialOf({ rules: venue, body: request.body, ...scene }, later))._tag).toBe(
        'Undecided',
      );
      expect(venue.fit(scene.asked, later)._tag).toBe('NotNeeded');
    }),
  );

  test(
    'with a sequence that another program has overtaken is of unknown outcome, for its reply is what a second copy gets (X4)',
    within(async (world) => {
      const { sandbox, venue } = world;
      const scene = await sceneOf(world);
      const request = await prepared(venue, scene);
      const floor = memoryJournal(systemClock);
      const other = must(connectTwinbook({ clock: systemClock, floor })(configOf(sandbox)));
      must(await other.observe(scene.subject, O.some(request.order + 1n))());
      expect(await venue.send(request, always)()).toMatchObject({ left: { _tag: 'OutcomeUnknown' } });
      await world.rest();
      expect(sandbox.moves()).toEqual([]);
    }),
  );

  test(
    'that is being applied shows only within the quiet period, and is not void before (M2)',
    within(
      async (world) => {
        const { sandbox, venue } = world;
        const scene = await sceneOf(world);
        const request = await prepared(venue, scene);
        must(await venue.send(request, always)());
        const early = must(await venue.observe(scene.subject, O.none)());
        expect(early.settlements[0]).toMatchObject({
          consents: [{ status: 'Awaited' }, { status: 'Given' }],
        });
        const trial = trialOf({ rules: venue, body: request.body, ...scene }, early);
        expect(venue.judge({ ...trial, last: trial.fence })._tag).toBe('Undecided');
        sandbox.advance(1_000);
        const later = must(await venue.observe(scene.subject, O.none)());
        expect(venue.judge(trialOf({ rules: venue, body: request.body, ...scene }, later))._tag).toBe('Done');
      },
      (same) => same,
      { applyMs: 500 },
    ),
  );
});

const wire = {
  id: 'D1',
  state: 'settling',
  proposedAt: 1,
  affirmBy: 2,
  counterparty: 'other-desk',
  give: { leg: 'D1-a', asset: 'XBT', amount: '1.250' },
  take: { leg: 'D1-b', asset: 'USD', amount: '91250.50' },
  reference: 'm/1',
  counterpartyAffirmed: true,
};
const proposed = { state: 'proposed', reference: null };
const dealOf = (changes: object): Deal => must(readJson(Deal, JSON.stringify({ ...wire, ...changes })));
const shownAs = (changes: object) => toSettlement(terms, dealOf(changes));

describe('What is prepared', () => {
  test(
    'is nothing yet where the deal does not show, and never where it is something else: both say so',
    within(async (world) => {
      const { venue } = world;
      const { asked, seen } = await sceneOf(world);
      const prepare = (instruction: Instruction.Instruction, reading: Observation) =>
        venue.prepare({ id: intent, instruction }, reading)();
      const [settlement] = seen.settlements;
      if (settlement === undefined) throw new Error('the reading does not show the deal');
      const odd = { ...settlement, oddities: [{ at: 'D1', what: 'the moon is full' }] };
      expect(await prepare(asked, { ...seen, settlements: [] })).toMatchObject({
        left: { _tag: 'NotAccepted', what: expect.stringContaining('does not show') },
      });
      expect(await prepare({ ...asked, terms: asked.terms.slice(1) }, seen)).toMatchObject({
        left: { _tag: 'Refused', what: expect.stringContaining('something else') },
      });
      expect(await prepare(asked, { ...seen, settlements: [odd] })).toMatchObject({
        left: { _tag: 'Refused', what: expect.stringContaining('the moon is full') },
      });
      expect(
        await prepare({ _tag: 'Reject', settlement: asked.settlement, reason: 'no' }, seen),
      ).toMatchObject({
        left: { _tag: 'Refused' },
      });
    }),
  );
});

describe('A reading after a lost reply', () => {
  test.each<readonly [string, object, string]>([
    ['our affirmation of what was approved', {}, 'Done'],
    ['our affirmation of another amount', { give: { ...wire.give, amount: '1.26' } }, 'Contradiction'],
    ['our affirmation, and a state that nobody knows', { state: 'unwinding' }, 'Undecided'],
    ['an affirmation of somebody else', { reference: 'screen' }, 'Undecided'],
    ['nothing of it, for long enough', proposed, 'Void'],
    [
      'nothing of it, and another amount',
      { ...proposed, give: { ...wire.give, amount: '1.26' } },
      'Undecided',
    ],
  ])('that shows %s (M2, N4): %s %s', (_, changes, verdict) => {
    const venue = twinbookRules(terms);
    const settlement = shownAs(proposed);
    const asked = must(
      E.fromOption(() => 'no offer')(O.fromNullable(venue.allowed(settlement)[0]?.instruction)),
    );
    if (asked._tag !== 'Affirm') throw new Error('something else is offered');
    const subject = { _tag: 'Existing', settlement: settlement.id } as const;
    const seen = { subject, settlements: [settlement], order: 1n, askedAtMs: 1, answeredAtMs: 2 };
    const later = { ...seen, settlements: [shownAs(changes)], order: 9n };
    const body = affirmation(terms, intent, asked);
    expect(venue.judge(trialOf({ rules: venue, asked, seen, body }, later))._tag).toBe(verdict);
  });
});

describe('A deal', () => {
  test('says who pays whom how much, in whole units without zeros behind (M7, N1)', () => {
    const us = { role: 'Us', account: 'desk' };
    const them = { role: 'Counterparty', account: 'other-desk' };
    expect(shownAs({}).legs).toMatchObject([
      {
        asset: O.some('BTC'),
        quantity: '1.25',
        flow: O.some({ payer: us, receiver: them }),
        status: 'InProgress',
      },
      {
        asset: O.some('USD'),
        quantity: '91250.5',
        flow: O.some({ payer: them, receiver: us }),
        status: 'InProgress',
      },
    ]);
    expect(shownAs({}).oddities).toEqual([]);
  });

  test('asks whoever gives and has not affirmed, and has nothing left to move once it is settled', () => {
    const actors = (changes: object) => shownAs(changes).legs.map(({ actionableBy }) => actionableBy);
    expect(actors(proposed)).toEqual([['Us'], []]);
    expect(actors({ state: 'proposed', counterpartyAffirmed: false })).toEqual([[], ['Counterparty']]);
    expect(actors({ state: 'settling' })).toEqual([[], []]);
    const left = (changes: object) => shownAs(changes).legs.map(({ residual }) => residual);
    expect(left({ state: 'settling' })).toEqual([O.some('1.25'), O.some('91250.5')]);
    expect(left({ state: 'settled' })).toEqual([O.some('0'), O.some('0')]);
  });

  test.each<readonly [string, object]>([
    ['a state that nobody knows', { state: 'unwinding', reference: null }],
    ['more digits than the asset has', { ...proposed, take: { ...wire.take, amount: '0.001' } }],
    ['settling without our affirmation', { reference: null }],
    ['settled without theirs', { state: 'settled', counterpartyAffirmed: false }],
    ['lapsed although both have affirmed', { state: 'lapsed' }],
  ])('with %s is odd, and asks nothing of anybody (N4)', (_, changes) => {
    const shown = shownAs(changes);
    expect(shown.oddities).toHaveLength(1);
    expect(shown.legs.flatMap(({ actionableBy }) => actionableBy)).toEqual([]);
  });

  test('in an asset that is not in the registry is shown by its name and offered to nobody (N3)', () => {
    const shown = shownAs({ ...proposed, give: { ...wire.give, asset: 'XDG' } });
    expect(shown.legs[0]).toMatchObject({ asset: O.none, venueAsset: 'XDG' });
    const { allowed } = must(
      connectTwinbook({ clock: systemClock, floor: memoryJournal(systemClock) })({
        ...terms,
        apiKey: 'k',
        apiSecret: 's',
        transport: { baseUrl: 'https://twinbook.example', allowedHosts: ['twinbook.example'] },
      }),
    );
    expect(allowed(shown)).toEqual([]);
  });
});

describe('A yes', () => {
  const approved = shownAs(proposed);
  const asked: Instruction.Affirm = {
    _tag: 'Affirm',
    settlement: approved.id,
    terms: must(E.fromOption(() => 'an asset is not known')(Instruction.termsOf(approved.legs))),
  };

  test.each<readonly [string, object, number]>([
    ['to what was asked', {}, 0],
    ['to another deal', { id: 'D2' }, 1],
    ['to another amount', { give: { ...wire.give, amount: '1.26' } }, 1],
    ['to the other direction', { give: wire.take, take: wire.give }, 1],
    ['under another reference', { reference: 'm/2' }, 1],
    ['without a reference', proposed, 1],
  ])('%s has as many oddities as it should (M6)', (_, changes, count) => {
    expect(receiptOf(terms, asked, intent)(dealOf(changes)).oddities).toHaveLength(count);
  });
});
