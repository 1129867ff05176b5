import * as O from 'fp-ts/lib/Option.js';
import { type Quantity, zero } from '../amount/quantity.js';
import type { AssetId, LegId, SettlementId, TradeId } from './id.js';
import type { Flow, Leg } from './leg.js';

/** What we ask a venue to do. */
export type Instruction = CreateSettlement | SettleLeg | Affirm | Reject | Cancel;

/** One obligation as the parties agreed on it. */
export interface Term {
  readonly asset: AssetId;
  /** What the receiver gets. Units: whole units of the asset. */
  readonly quantity: Quantity;
  readonly flow: Flow;
  /** The most that the payer may be charged on top, in the same asset. */
  readonly feeMax: Quantity;
}

/** Have the venue open a settlement. Where we state the terms, our consent to them is part of it. */
export interface CreateSettlement {
  readonly _tag: 'CreateSettlement';
  /** The venue's own class of settlement (Kraken Prime: `asset_kind`). */
  readonly scope: string;
  /** The trades it must consist of; `none`: the caller does not know, so an unknown outcome goes to a person. */
  readonly trades: O.Option<ReadonlyArray<TradeId>>;
  /** What is to be exchanged; empty where the venue works that out by itself. */
  readonly terms: ReadonlyArray<Term>;
}

/** Have one leg of a settlement settled. Money moves. */
export interface SettleLeg {
  readonly _tag: 'SettleLeg';
  readonly settlement: SettlementId;
  readonly leg: LegId;
  readonly asset: AssetId;
  /** What was approved. Units: whole units of the asset. */
  readonly quantity: Quantity;
  readonly flow: Flow;
}

/** Give our consent to a settlement that another party opened, on exactly these terms. Money moves once all have. */
export interface Affirm {
  readonly _tag: 'Affirm';
  readonly settlement: SettlementId;
  readonly terms: ReadonlyArray<Term>;
}

/** Refuse our consent. Nothing moves, and holds are released. */
export interface Reject {
  readonly _tag: 'Reject';
  readonly settlement: SettlementId;
  readonly reason: string;
}

/** Take our own settlement back while it is not settled. Nothing moves, and holds are released. */
export interface Cancel {
  readonly _tag: 'Cancel';
  readonly settlement: SettlementId;
  readonly reason: string;
}

/** What we would pay by the instruction, each with the most that may come on top of it. */
export const payments = (instruction: Instruction): ReadonlyArray<Term> => {
  switch (instruction._tag) {
    case 'SettleLeg':
      return instruction.flow.payer.role === 'Us' ? [{ ...instruction, feeMax: zero }] : [];
    case 'CreateSettlement':
    case 'Affirm':
      return instruction.terms.filter(({ flow }) => flow.payer.role === 'Us');
    case 'Reject':
    case 'Cancel':
      return [];
  }
};

/** The instruction in a few words, for people. */
export const describe = (instruction: Instruction): string => {
  switch (instruction._tag) {
    case 'CreateSettlement':
      return instruction.terms.length === 0
        ? `create a settlement (${instruction.scope})`
        : `create a settlement: ${instruction.terms.map(termText).join(', ')}`;
    case 'SettleLeg':
      return `settle ${instruction.quantity} ${instruction.asset} of ${instruction.settlement}`;
    case 'Affirm':
      return `affirm ${instruction.settlement}: ${instruction.terms.map(termText).join(', ')}`;
    case 'Reject':
      return `reject ${instruction.settlement}`;
    case 'Cancel':
      return `cancel ${instruction.settlement}`;
  }
};

const termText = ({ flow, quantity, asset }: Term): string =>
  `${flow.payer.role === 'Us' ? 'we pay' : 'we receive'} ${quantity} ${asset}`;

/** What these legs ask their parties to agree to, without charges; `none` when one of them is not understood. */
export const termsOf = (legs: ReadonlyArray<Leg>): O.Option<ReadonlyArray<Term>> => {
  const terms: Array<Term> = [];
  for (const { asset, flow, quantity } of legs) {
    if (O.isNone(asset) || O.isNone(flow)) return O.none;
    terms.push({ asset: asset.value, quantity, flow: flow.value, feeMax: zero });
  }
  return O.some(terms);
};

/**
 * Whether the legs are what the terms say: the same accounts pay each other the same, in whatever order. Never for no terms at
 * all. Charges are not in it: what may come on top shows in no leg.
 */
export const sameTerms = (terms: ReadonlyArray<Term>, legs: ReadonlyArray<Leg>): boolean => {
  const shown = termsOf(legs);
  return terms.length > 0 && O.isSome(shown) && linesOf(terms) === linesOf(shown.value);
};

/** Ids have no spaces, so that equal lines are equal terms. */
const linesOf = (terms: ReadonlyArray<Term>): string =>
  terms
    .map(
      ({ asset, quantity, flow: { payer, receiver } }) =>
        `${payer.role} ${payer.account} ${receiver.role} ${receiver.account} ${quantity} ${asset}`,
    )
    .toSorted()
    .join('\n');
