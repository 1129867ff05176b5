import * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { Ending } from '../engine/ending.js';
import type { Ledger, Phase } from '../engine/ledger.js';
import type { AccountId, AssetId, LegId, SettlementId, TransferId, VenueId } from '../noun/id.js';
import type { Instruction, Term } from '../noun/instruction.js';
import type { Flow } from '../noun/leg.js';
import type { Settlement } from '../noun/settlement.js';
import type { Plan } from '../plan/plan.js';
import { type Place, type Positions, flowOf, isAt } from '../position/positions.js';

/** One movement that should happen. */
export interface ExpectedLine {
  /** Stable: the same line has the same id whenever it is made. */
  readonly id: string;
  readonly venue: VenueId;
  /** Our account at the venue. */
  readonly account: AccountId;
  readonly settlement: SettlementId;
  /** The venue's leg, and no other; `none`: the leg of this payer, receiver and asset. */
  readonly leg: O.Option<LegId>;
  readonly asset: AssetId;
  readonly flow: Flow;
  /** Units: whole units of the asset. */
  readonly quantity: Quantity;
  /** When it has to have happened; `none`: by the time of the reconciliation. Units: milliseconds since the Unix epoch. */
  readonly dueAtMs: O.Option<number>;
  /** Transfers of the leg that were there before, and are not part of this line. */
  readonly earlier: ReadonlyArray<TransferId>;
}

/** What our own trades come to at one place, once it is known which settlement they became. Flat positions move nothing. */
export const ofPositions = (
  positions: Positions,
  place: Place,
  settlement: SettlementId,
  dueAtMs: O.Option<number>,
): ReadonlyArray<ExpectedLine> =>
  positions.legs
    .filter((one) => isAt(one, place) && one.direction !== 'Flat')
    .map((one) => {
      const { venue, account, asset, quantity, purpose } = one;
      const flow = flowOf(one);
      const id = [settlement, asset, flow.payer.account, flow.receiver.account, purpose].join('/');
      return { id, venue, account, settlement, leg: O.none, asset, flow, quantity, dueAtMs, earlier: [] };
    });

/** What a plan says of each leg that is not over, and of the settlement as it was read for it. */
export const ofPlan = (
  { venue, account, lines }: Plan,
  before: Settlement,
  dueAtMs: O.Option<number>,
): ReadonlyArray<ExpectedLine> =>
  lines.flatMap(({ leg, asset, payer, receiver, quantity, by }): ReadonlyArray<ExpectedLine> => {
    if (O.isNone(leg) || by === 'Over') return [];
    const known = before.legs.find(({ id }) => id === leg.value)?.transfers ?? [];
    const earlier = known.map(({ id }) => id);
    const flow = { payer, receiver };
    const id = `${before.id}/${leg.value}`;
    return [{ id, venue, account, settlement: before.id, leg, asset, flow, quantity, dueAtMs, earlier }];
  });

/**
 * What a mandate should have brought about: a line for each intent that is done or may still be. Of one that surely came to
 * nothing no line is made, so that whatever moves for it all the same is found. A creation counts once its settlement is known.
 */
export const ofLedger = (
  { mandate, intents }: Ledger,
  dueAtMs: O.Option<number>,
): ReadonlyArray<ExpectedLine> => {
  const { venue, account } = mandate;
  return intents.flatMap(({ intent: { id, instruction }, phase }): ReadonlyArray<ExpectedLine> => {
    const settlement = settlementOf(instruction, phase);
    if (settlement === undefined) return [];
    const place = { venue, account, settlement, dueAtMs, earlier: [] };
    if (instruction._tag === 'SettleLeg') {
      const { leg, asset, flow, quantity } = instruction;
      return [{ ...place, id, leg: O.some(leg), asset, flow, quantity }];
    }
    return termsOf(instruction).map(({ asset, flow, quantity }, at) => ({
      ...place,
      id: `${id}/${at + 1}`,
      leg: O.none,
      asset,
      flow,
      quantity,
    }));
  });
};

const termsOf = (instruction: Instruction): ReadonlyArray<Term> =>
  instruction._tag === 'Affirm' || instruction._tag === 'CreateSettlement' ? instruction.terms : [];

/** What was not needed had happened without us, so it is expected like anything that is done. */
const cameToNothing = (ending: Ending): boolean =>
  ending._tag === 'Failed' || (ending._tag === 'NotDone' && ending.because !== 'NotNeeded');

const settlementOf = (instruction: Instruction, phase: Phase): SettlementId | undefined => {
  if (phase._tag === 'Ended' && cameToNothing(phase.ending)) return undefined;
  if (instruction._tag !== 'CreateSettlement') return instruction.settlement;
  if (phase._tag === 'Ended') return phase.ending._tag === 'Done' ? phase.ending.settlement : undefined;
  return phase._tag === 'Taken' ? phase.receipt.settlement : undefined;
};
