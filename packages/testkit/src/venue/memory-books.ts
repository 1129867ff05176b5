import {
  type AccountId,
  type Clock,
  type Instruction,
  Leg,
  Quantity,
  type Settlement,
  type SettlementId,
  type TradeId,
  type VenueId,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { Truth, TrueMove } from '../conformance/truth.js';
import { isAsApproved } from './as-approved.js';
import { nthLegId, nthSettlementId, nthTransferId } from './numbered.js';

/** Whose books they are, and how long a transfer takes. Units: milliseconds. */
export interface MemoryTerms {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly transferMs: number;
}

/** What is opened. */
export interface Opening {
  readonly scope: string;
  readonly trades: O.Option<ReadonlyArray<TradeId>>;
  readonly terms: ReadonlyArray<Instruction.Term>;
}

/**
 * The venue's side: it carries out every call that names one of its legs as it is, also one that it has carried out before.
 * The other side pays once everything that we pay was begun.
 */
export interface MemoryBooks {
  readonly open: (opening: Opening, by: 'Us' | 'Other') => SettlementId;
  /**
   * Moves a leg, again if it is asked again: whoever calls twice pays twice, and the truth shows it. Answers whether there
   * is such a leg; nothing moves otherwise.
   */
  readonly settle: (instruction: Instruction.SettleLeg) => boolean;
  /** Every settlement as it stands now, newest first. */
  readonly show: () => ReadonlyArray<Settlement.Settlement>;
  /** From now on, every settlement carries a word that nobody knows. */
  readonly bewilder: () => void;
  readonly truth: () => Omit<Truth, 'received'>;
}

interface Started {
  readonly instruction: Instruction.SettleLeg;
  readonly atMs: number;
}

/** Empty books. */
export const memoryBooks = (terms: MemoryTerms, clock: Clock): MemoryBooks => {
  const settlements: Array<Settlement.Settlement> = [];
  const opened: Array<SettlementId> = [];
  const started: Array<Started> = [];
  let odd = false;
  return {
    open: (opening, by) => {
      const settlement = settlementOf(terms, opening, settlements.length + 1, Math.trunc(clock.wallMs()));
      settlements.push(settlement);
      if (by === 'Us') opened.push(settlement.id);
      return settlement.id;
    },
    settle: (instruction) => {
      const settlement = settlements.find(({ id }) => id === instruction.settlement);
      const leg = settlement?.legs.find(({ id }) => id === instruction.leg);
      if (settlement === undefined || leg === undefined || !isAsApproved(instruction, leg)) return false;
      const atMs = clock.monotonicMs();
      started.push({ instruction, atMs });
      started.push(...duesOfOthers(settlement, started).map((due) => ({ instruction: due, atMs })));
      return true;
    },
    show: () => {
      const doneBeforeMs = clock.monotonicMs() - terms.transferMs;
      const current = settlements.map((one) => asOf(one, started, doneBeforeMs));
      return (odd ? current.map(bewildered) : current).toReversed();
    },
    bewilder: () => {
      odd = true;
    },
    truth: () => ({ moves: started.map(({ instruction }) => moveOf(instruction)), opened: [...opened] }),
  };
};

const moveOf = ({ settlement, asset, quantity, flow }: Instruction.SettleLeg): TrueMove => ({
  settlement,
  payer: flow.payer.role,
  asset,
  quantity,
});

/** What the other side pays in return: everything, once we have begun all that we pay. */
const duesOfOthers = (
  { id, legs }: Settlement.Settlement,
  started: ReadonlyArray<Started>,
): ReadonlyArray<Instruction.SettleLeg> => {
  const begun = new Set(
    started
      .filter(({ instruction }) => instruction.settlement === id)
      .map(({ instruction }) => instruction.leg),
  );
  const left = legs.filter((leg) => !begun.has(leg.id));
  return left.some((leg) => O.isSome(leg.flow) && leg.flow.value.payer.role === 'Us')
    ? []
    : left.flatMap(({ id: leg, asset, quantity, flow }) =>
        O.isSome(asset) && O.isSome(flow)
          ? [{ _tag: 'SettleLeg', settlement: id, leg, asset: asset.value, quantity, flow: flow.value }]
          : [],
      );
};

const settlementOf = (
  { venue, account }: MemoryTerms,
  { scope, trades, terms }: Opening,
  number: number,
  createdAtMs: number,
): Settlement.Settlement => ({
  id: nthSettlementId(number),
  venue,
  account,
  scope,
  atomicity: 'PerLeg',
  legs: terms.map((term, at) => legOf(term, at + 1)),
  consents: [],
  holds: [],
  finality: 'Open',
  trades,
  createdAtMs,
  oddities: [],
  raw: { number },
});

const legOf = ({ asset, quantity, flow }: Instruction.Term, number: number): Leg.Leg => ({
  id: nthLegId(number),
  asset: O.some(asset),
  venueAsset: asset,
  flow: O.some(flow),
  venueDirection: flow.payer.role === 'Us' ? 'out' : 'in',
  quantity,
  residual: O.some(quantity),
  status: 'Open',
  actionableBy: [flow.payer.role],
  transfers: [],
  mark: Leg.mark('no transfer'),
});

/** The settlement with what was started for its legs. */
const asOf = (
  settlement: Settlement.Settlement,
  started: ReadonlyArray<Started>,
  doneBeforeMs: number,
): Settlement.Settlement => {
  const mine = started.filter(({ instruction }) => instruction.settlement === settlement.id);
  const legs = settlement.legs.map((leg) =>
    moving(
      leg,
      mine.filter(({ instruction }) => instruction.leg === leg.id),
      doneBeforeMs,
    ),
  );
  const over = legs.every(({ status }) => status === 'Settled');
  return { ...settlement, legs, finality: over ? 'Final' : 'Open' };
};

const moving = (leg: Leg.Leg, started: ReadonlyArray<Started>, doneBeforeMs: number): Leg.Leg => {
  if (started.length === 0) return leg;
  const done = started.every(({ atMs }) => atMs <= doneBeforeMs);
  const transfers = started.map(
    ({ instruction, atMs }, at) =>
      ({
        id: nthTransferId(leg.id, at + 1),
        status: atMs <= doneBeforeMs ? 'Completed' : 'Pending',
        quantity: O.some(instruction.quantity),
      }) as const,
  );
  return {
    ...leg,
    status: done ? 'Settled' : 'InProgress',
    residual: O.some(done ? Quantity.zero : leg.quantity),
    actionableBy: [],
    transfers,
    mark: Leg.mark(transfers.map(({ id, status }) => `${id} ${status}`).join(', ')),
  };
};

const bewildered = (settlement: Settlement.Settlement): Settlement.Settlement => ({
  ...settlement,
  finality: 'Unrecognised',
  raw: { was: settlement.raw, state: 'befuddled' },
  legs: settlement.legs.map((leg) => ({ ...leg, actionableBy: [] })),
  oddities: [{ at: settlement.id, what: 'the state of the settlement is not a word that is known' }],
});
