import * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../../src/amount/quantity.js';
import type { Calendar } from '../../src/calendar/calendar.js';
import * as LocalTime from '../../src/calendar/local-time.js';
import type { Zone } from '../../src/calendar/zone.js';
import type { Balance } from '../../src/noun/balance.js';
import * as Id from '../../src/noun/id.js';
import type { Instruction, Term } from '../../src/noun/instruction.js';
import type { Leg } from '../../src/noun/leg.js';
import type { Party } from '../../src/noun/party.js';
import type { Settlement } from '../../src/noun/settlement.js';
import type { Expectation } from '../../src/plan/expectation.js';
import type { Limits } from '../../src/plan/limits.js';
import * as Plan from '../../src/plan/plan.js';
import type { VenueRules } from '../../src/port/rules.js';
import type { PortfolioMember, PortfolioRequest } from '../../src/portfolio/request.js';
import { right } from '../fixture/must.js';
import { amount, asset, leg, legId, mandateId, settlement } from '../fixture/noun.js';
import { paperRules } from '../fixture/paper-rules.js';

/** An injective stand-in for SHA-256: what differs keeps differing. */
export const digest = (text: string): string => JSON.stringify(text);

export const day = (text: string): LocalTime.LocalDate => right(LocalTime.date(text));
export const at = (text: string): LocalTime.LocalTime => right(LocalTime.time(text));
export const account = (text: string): Id.AccountId => right(Id.accountId(text));
export const venueNamed = (text: string): Id.VenueId => right(Id.venueId(text));

/** London in 2026: clocks go forward on 29 March and back on 25 October, at 01:00 UTC. */
export const london: Zone = {
  name: 'Europe/London',
  changes: [
    { fromUtcMs: Date.UTC(2025, 9, 26, 1), offsetMinutes: 0 },
    { fromUtcMs: Date.UTC(2026, 2, 29, 1), offsetMinutes: 60 },
    { fromUtcMs: Date.UTC(2026, 9, 25, 1), offsetMinutes: 0 },
  ],
  untilUtcMs: Date.UTC(2027, 2, 28, 1),
};

/** A rail of London with the bank holidays at the end of 2026. */
export const chaps: Calendar = {
  name: 'CHAPS',
  zone: london,
  closed: [6, 7],
  holidays: new Map([[2026, [day('2026-12-25'), day('2026-12-28')]]]),
};

/** A Monday at noon. */
export const nowMs = Date.UTC(2026, 10, 23, 12);

/** One obligation of a settlement of the treasury: we pay, or the other side does. */
interface Owed {
  readonly way: 'Out' | 'In';
  readonly asset: string;
  readonly quantity: string;
  readonly status?: Leg['status'];
}

/** What a settlement of the treasury is made of. */
export interface Deal {
  readonly name: string;
  readonly venue?: string;
  readonly owed: ReadonlyArray<Owed>;
  readonly changes?: Partial<Settlement>;
  readonly expectation?: Expectation;
  readonly limits?: Limits;
}

const refused: Limits = {
  caps: ['BTC', 'USD', 'ETH'].map((name) => ({
    asset: asset(name),
    over: 'Day',
    receiver: O.none,
    quantity: amount('1000000'),
  })),
  others: 'Refused',
};

export const us = (venue: string): Party => ({ role: 'Us', account: account(`desk-${venue}`) });
export const them = (venue: string): Party => ({ role: 'Counterparty', account: account(`other-${venue}`) });

/** The rules of a venue of that name: leg by leg, or by affirming the whole. */
export const rulesAt = (name: string): VenueRules => ({
  ...paperRules,
  venue: venueNamed(name),
  account: us(name).account,
  allowed: (one) => (name === 'whole' ? affirmation(one) : paperRules.allowed(one)),
});

const affirmation: VenueRules['allowed'] = ({ id, legs, consents }) => {
  if (!consents.some(({ by, status }) => by.role === 'Us' && status === 'Awaited')) return [];
  const terms = legs.flatMap((one): ReadonlyArray<Term> =>
    O.isSome(one.asset) && O.isSome(one.flow)
      ? [{ asset: one.asset.value, quantity: one.quantity, flow: one.flow.value, feeMax: feeMax(one) }]
      : [],
  );
  const instruction: Instruction = { _tag: 'Affirm', settlement: id, terms };
  return [{ instruction, waitsFor: O.none }];
};

const feeMax = ({ flow }: Leg): Quantity =>
  amount(O.isSome(flow) && flow.value.payer.role === 'Us' ? '0.25' : '0');

const legsOf = (venue: string, owed: ReadonlyArray<Owed>): ReadonlyArray<Leg> =>
  owed.map((one, place) =>
    leg({
      id: legId(`L${place + 1}`),
      asset: O.some(asset(one.asset)),
      quantity: amount(one.quantity),
      flow: O.some(
        one.way === 'Out'
          ? { payer: us(venue), receiver: them(venue) }
          : { payer: them(venue), receiver: us(venue) },
      ),
      status: one.status ?? 'Open',
      actionableBy: one.way === 'Out' ? ['Us'] : ['Counterparty'],
    }),
  );

/** The settlement of a deal, as it is read. */
export const readingOf = ({ name, venue = 'paper', owed, changes = {} }: Deal): Settlement =>
  settlement({
    id: right(Id.settlementId(`S-${name}`)),
    venue: venueNamed(venue),
    account: us(venue).account,
    atomicity: venue === 'whole' ? 'Whole' : 'PerLeg',
    legs: legsOf(venue, owed),
    consents:
      venue === 'whole'
        ? [
            { by: us(venue), status: 'Awaited', lapsesAtMs: O.none },
            { by: them(venue), status: 'Given', lapsesAtMs: O.none },
          ]
        : [{ by: them(venue), status: 'Given', lapsesAtMs: O.none }],
    ...changes,
  });

const waived: Expectation = { _tag: 'Waived', by: 'ops', reason: 'first day' };

/** What the books of the treasury say about a deal. */
export const positionsOf = ({ owed }: Deal): Expectation => ({
  _tag: 'Positions',
  legs: owed.map((one) => ({
    asset: asset(one.asset),
    payer: one.way === 'Out' ? 'Us' : 'Counterparty',
    receiver: one.way === 'Out' ? 'Counterparty' : 'Us',
    quantity: amount(one.quantity),
  })),
  trades: O.none,
});

/** The plan of a deal. */
export const planOf = (deal: Deal): Plan.Plan =>
  right(
    Plan.settling(rulesAt(deal.venue ?? 'paper'), digest)(
      readingOf({ ...deal, changes: { ...deal.changes, oddities: [] } }),
      deal.expectation ?? positionsOf(deal),
    ),
  );

/** A member of a portfolio, made of a deal. */
export const memberOf = (deal: Deal): PortfolioMember => ({
  id: mandateId(deal.name),
  plan: planOf(deal),
  settlement: O.some(readingOf(deal)),
  limits: deal.limits ?? refused,
});

export const waivedDeal = (deal: Deal): Deal => ({ ...deal, expectation: waived });

/** We sell 1.5 BTC leg by leg at one venue, and buy 1 BTC as a whole at another. */
export const sale: Deal = {
  name: 'sale',
  owed: [
    { way: 'Out', asset: 'BTC', quantity: '1.5' },
    { way: 'In', asset: 'USD', quantity: '97500' },
  ],
};
export const purchase: Deal = {
  name: 'purchase',
  venue: 'whole',
  owed: [
    { way: 'Out', asset: 'USD', quantity: '64000' },
    { way: 'In', asset: 'BTC', quantity: '1' },
  ],
};

/** What may be spent there; what is held beside it, and is of no use for sending, is far more. */
export const balanceOf = (place: Parameters<typeof us>[0], of: string, available: string): Balance => ({
  venue: venueNamed(place),
  account: us(place).account,
  asset: asset(of),
  quantity: amount('1000000'),
  available: amount(available),
});

/** A request to plan them, in which everything is in order. */
export const requestOf = (changes: Partial<PortfolioRequest> = {}): PortfolioRequest => ({
  nowMs,
  marginMs: 1_800_000,
  members: [memberOf(sale), memberOf(purchase)],
  assets: new Set(['BTC', 'USD', 'ETH'].map(asset)),
  balances: [balanceOf('paper', 'BTC', '2'), balanceOf('whole', 'USD', '70000')],
  cutOffs: [
    {
      name: 'USD wire out',
      members: [mandateId('purchase')],
      cutOff: { calendar: chaps, day: day('2026-11-23'), time: at('17:30') },
    },
  ],
  hours: [],
  conditions: [],
  ...changes,
});
