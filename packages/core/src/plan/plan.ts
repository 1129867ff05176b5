import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type Quantity, zero } from '../amount/quantity.js';
import type { AccountId, AssetId, LegId, TradeId, VenueId } from '../noun/id.js';
import type { Cancel, CreateSettlement, Instruction, Reject, Term } from '../noun/instruction.js';
import type { Leg } from '../noun/leg.js';
import type { Subject } from '../noun/observation.js';
import type { Party } from '../noun/party.js';
import type { Settlement } from '../noun/settlement.js';
import type { Digest } from '../port/digest.js';
import type { VenueRules } from '../port/rules.js';
import { type Break, compare } from './break.js';
import type { Expectation } from './expectation.js';

/** A dry run: what would be done, what each party sends, what it waits for, and the digest that an approver signs off. */
export interface Plan {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly subject: Subject;
  readonly lines: ReadonlyArray<PlanLine>;
  /** What would be asked of the venue, in this order. */
  readonly instructions: ReadonlyArray<Instruction>;
  /** What it waits for before something can be sent, in sentences. */
  readonly waitsFor: ReadonlyArray<string>;
  /** Everything of substance, line by line. Two plans with the same text do the same. */
  readonly substance: string;
  /** Of `substance`; this is what is approved. */
  readonly digest: string;
  /** Of the trades of the settlement, sorted; `none` where the venue does not show them. */
  readonly trades: O.Option<string>;
}

/** What happens to one leg. */
export interface PlanLine {
  /** `none`: the settlement does not exist yet. */
  readonly leg: O.Option<LegId>;
  readonly asset: AssetId;
  readonly payer: Party;
  readonly receiver: Party;
  /** What is to move. Units: whole units of the asset. */
  readonly quantity: Quantity;
  /** The most that the payer may be charged on top, in the same asset. */
  readonly feeMax: Quantity;
  /** `WeSettle`: by an instruction of this plan. `OthersSettle`: without us. `Over`: nothing is left to move. */
  readonly by: 'WeSettle' | 'OthersSettle' | 'Over';
}

/** The settlement cannot be acted on as it stands; every reason is given. Nothing was sent. */
export interface PlanRefused {
  readonly _tag: 'PlanRefused';
  readonly breaks: ReadonlyArray<Break>;
}

/**
 * Plans the settling of a settlement that exists. Pure; nothing is sent.
 *
 * Errors: `PlanRefused` when anything about the settlement is odd, an asset is not in the registry, or the caller's
 * expectation disagrees with a single leg (contract M7, N4). Nothing moved.
 */
export const settling =
  (rules: VenueRules, digest: Digest) =>
  (settlement: Settlement, expectation: Expectation): E.Either<PlanRefused, Plan> => {
    const breaks = compare(settlement, expectation);
    if (breaks.length > 0) return E.left({ _tag: 'PlanRefused', breaks });
    const offers = rules.allowed(settlement);
    const instructions = offers.map((offer) => offer.instruction);
    const lines = settlement.legs.flatMap((leg) => planLine(leg, instructions));
    const trades = O.isSome(settlement.trades) ? O.some(digest(tradesText(settlement.trades.value))) : O.none;
    const substance = [
      ...header(rules, `settlement ${settlement.id}`, expectation, trades),
      ...lines.map(lineText).toSorted(),
      ...instructions.map(instructionText).toSorted(),
    ].join('\n');
    return E.right({
      venue: rules.venue,
      account: rules.account,
      subject: { _tag: 'Existing', settlement: settlement.id },
      lines,
      instructions,
      waitsFor: [
        ...new Set(offers.flatMap((offer) => (O.isSome(offer.waitsFor) ? [offer.waitsFor.value] : []))),
      ],
      substance,
      digest: digest(substance),
      trades,
    });
  };

/** Plans the creation of a settlement of one scope from the trades the caller knows of. Pure; nothing is sent. */
export const creating =
  (rules: VenueRules, digest: Digest) =>
  (scope: string, expected: O.Option<ReadonlyArray<TradeId>>, terms: ReadonlyArray<Term>): Plan => {
    const instruction: CreateSettlement = { _tag: 'CreateSettlement', scope, trades: expected, terms };
    const trades = O.isSome(expected) ? O.some(digest(tradesText(expected.value))) : O.none;
    const substance = [
      'legwork plan 1',
      `venue ${rules.venue} account ${rules.account}`,
      `create ${JSON.stringify(scope)}`,
      `trades ${O.isSome(trades) ? trades.value : 'not known'}`,
      ...terms.map(termText).toSorted(),
    ].join('\n');
    return {
      venue: rules.venue,
      account: rules.account,
      subject: { _tag: 'Prospective', scope },
      lines: terms.map(termLine),
      instructions: [instruction],
      waitsFor: [],
      substance,
      digest: digest(substance),
      trades: O.none,
    };
  };

/** Plans the refusing or taking back of a settlement. Pure; nothing is sent, and by it nothing ever moves. */
export const ending =
  (rules: VenueRules, digest: Digest) =>
  (instruction: Reject | Cancel): Plan => {
    const substance = [
      'legwork plan 1',
      `venue ${rules.venue} account ${rules.account}`,
      `${instruction._tag} settlement ${instruction.settlement}: ${JSON.stringify(instruction.reason)}`,
    ].join('\n');
    return {
      venue: rules.venue,
      account: rules.account,
      subject: { _tag: 'Existing', settlement: instruction.settlement },
      lines: [],
      instructions: [instruction],
      waitsFor: [],
      substance,
      digest: digest(substance),
      trades: O.none,
    };
  };

/** The text of a set of trades that its digest is taken of: the order in which they came does not matter. */
export const tradesText = (trades: ReadonlyArray<TradeId>): string => trades.toSorted().join('\n');

const planLine = (leg: Leg, instructions: ReadonlyArray<Instruction>): ReadonlyArray<PlanLine> => {
  if (O.isNone(leg.asset) || O.isNone(leg.flow)) return [];
  const settled = instructions.find((one) => one._tag === 'SettleLeg' && one.leg === leg.id);
  const affirmed = instructions.some((one) => one._tag === 'Affirm');
  const ours = settled !== undefined || (affirmed && leg.flow.value.payer.role === 'Us');
  return [
    {
      leg: O.some(leg.id),
      asset: leg.asset.value,
      ...leg.flow.value,
      quantity: settled?._tag === 'SettleLeg' ? settled.quantity : leg.quantity,
      feeMax: affirmed ? feeMaxOf(leg, instructions) : zero,
      by: ours ? 'WeSettle' : leg.status === 'Settled' ? 'Over' : 'OthersSettle',
    },
  ];
};

/** What an affirmation allows to be charged on top of a leg. */
const feeMaxOf = (leg: Leg, instructions: ReadonlyArray<Instruction>): Quantity => {
  const terms = instructions.flatMap((one) => (one._tag === 'Affirm' ? one.terms : []));
  const term = terms.find(
    (one) => O.isSome(leg.asset) && one.asset === leg.asset.value && one.flow.payer.role === 'Us',
  );
  return term !== undefined && O.isSome(leg.flow) && leg.flow.value.payer.role === 'Us' ? term.feeMax : zero;
};

const termLine = ({ asset, flow, quantity, feeMax }: Term): PlanLine => ({
  leg: O.none,
  asset,
  ...flow,
  quantity,
  feeMax,
  by: flow.payer.role === 'Us' ? 'WeSettle' : 'OthersSettle',
});

const termText = (term: Term): string => lineText(termLine(term));

const header = (
  rules: VenueRules,
  subject: string,
  expectation: Expectation,
  trades: O.Option<string>,
): ReadonlyArray<string> => [
  'legwork plan 1',
  `venue ${rules.venue} account ${rules.account}`,
  subject,
  expectation._tag === 'Positions'
    ? 'expected positions agree with every leg'
    : `expected positions waived by ${JSON.stringify(expectation.by)}: ${JSON.stringify(expectation.reason)}`,
  `trades ${O.isSome(trades) ? trades.value : 'not shown'}`,
];

/** Every field of an instruction; what an approver signs off is what is sent. */
const instructionText = (instruction: Instruction): string => `do ${JSON.stringify(instruction)}`;

const lineText = ({ leg, asset, payer, receiver, quantity, feeMax, by }: PlanLine): string => {
  const charges = feeMax === zero ? '' : `, charges at most ${feeMax}`;
  const who = `${payer.role} ${payer.account} pays ${receiver.role} ${receiver.account}`;
  return `leg ${O.isSome(leg) ? leg.value : 'new'}: ${who} ${quantity} ${asset}${charges}, ${by}`;
};
