import {
  type Exclusion,
  type Fit,
  type Instruction,
  Leg,
  type Observation,
  type Offer,
  Proof,
  type Settlement,
  type Trial,
  type VenueRules,
  type Verdict,
} from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import { isAsApproved } from './as-approved.js';
import type { MemoryTerms } from './memory-books.js';

/** What the rules need to know. `quietMs`: as in `Capabilities`. */
export interface MemoryRulesTerms extends MemoryTerms {
  readonly quietMs: number;
}

/** The pure half of the memory venue: each leg that we pay is settled by a call of its own. */
export const memoryRules = ({ venue, account, quietMs }: MemoryRulesTerms): VenueRules => ({
  venue,
  account,
  lane: `${venue}/${account}`,
  capabilities: {
    atomicity: 'PerLeg',
    creates: 'Us',
    clientReference: false,
    amountInRequest: true,
    partials: false,
    cancels: false,
    pushes: false,
    showsTrades: true,
    showsTransfers: true,
    quietMs,
  },
  allowed,
  fit,
  snapshot,
  // The venue takes no call that is not later than the one before, so the very next order is proof enough.
  fence: (order) => order + 1n,
  judge: (trial) => judge(quietMs, trial),
  exclusion: (instruction) => exclusion(`${venue}/${account}`, instruction),
});

const allowed = ({ id, oddities, legs }: Settlement.Settlement): ReadonlyArray<Offer> =>
  oddities.length > 0 ? [] : legs.flatMap((leg) => offersFor(id, leg));

const offersFor = (settlement: Settlement.Settlement['id'], leg: Leg.Leg): ReadonlyArray<Offer> => {
  const { id, asset, flow, quantity, status } = leg;
  if (!Leg.isOurs(leg) || status !== 'Open' || O.isNone(asset) || O.isNone(flow)) return [];
  const instruction: Instruction.SettleLeg = {
    _tag: 'SettleLeg',
    settlement,
    leg: id,
    asset: asset.value,
    quantity,
    flow: flow.value,
  };
  return [{ instruction, waitsFor: O.none }];
};

const settlementIn = (instruction: Instruction.SettleLeg, seen: Observation) =>
  seen.settlements.find(({ id }) => id === instruction.settlement);

const legIn = (instruction: Instruction.SettleLeg, seen: Observation): Leg.Leg | undefined =>
  settlementIn(instruction, seen)?.legs.find(({ id }) => id === instruction.leg);

const fit = (instruction: Instruction.Instruction, seen: Observation): Fit => {
  if (instruction._tag === 'CreateSettlement')
    return madeOf(instruction, seen.settlements) === undefined
      ? { _tag: 'Fits' }
      : { _tag: 'NotNeeded', why: 'a settlement of these trades is there already' };
  if (instruction._tag !== 'SettleLeg') return { _tag: 'Differs', what: 'the venue knows no such call' };
  const odd = settlementIn(instruction, seen)?.oddities[0];
  if (odd !== undefined) return { _tag: 'Differs', what: odd.what };
  const leg = legIn(instruction, seen);
  if (leg === undefined) return { _tag: 'NotYet', why: 'the venue does not show the leg' };
  if (!isAsApproved(instruction, leg)) return { _tag: 'Differs', what: 'the leg is for something else' };
  if (leg.status === 'Settled') return { _tag: 'NotNeeded', why: 'the leg is settled' };
  return leg.status === 'Open' ? { _tag: 'Fits' } : { _tag: 'NotYet', why: 'a transfer is under way' };
};

const snapshot = (instruction: Instruction.Instruction, seen: Observation): Leg.Mark =>
  instruction._tag === 'SettleLeg'
    ? (legIn(instruction, seen)?.mark ?? Leg.mark('not shown'))
    : Leg.mark(seen.settlements.map(({ id }) => id).join(' '));

/** The settlement that the creation asked for: the one of exactly its trades. */
const madeOf = (
  { trades }: Instruction.CreateSettlement,
  settlements: ReadonlyArray<Settlement.Settlement>,
): Settlement.Settlement | undefined =>
  O.isNone(trades)
    ? undefined
    : settlements.find(
        (one) =>
          O.isSome(one.trades) && one.trades.value.toSorted().join(' ') === trades.value.toSorted().join(' '),
      );

const judge = (quietMs: number, trial: Trial): Verdict => {
  const { instruction, last } = trial;
  if (O.isSome(last)) {
    const { seen } = last.value;
    if (seen._tag === 'LegSeen' && instruction._tag === 'SettleLeg' && seen.leg.status === 'Settled')
      return { _tag: 'Done', settlement: instruction.settlement };
    if (seen._tag === 'SettlementsSeen' && instruction._tag === 'CreateSettlement') {
      const made = madeOf(instruction, seen.settlements);
      if (made !== undefined) return { _tag: 'Done', settlement: made.id };
    }
    // What an untouched thing proves is void only where the venue has not said that it took the call.
    if (O.isNone(trial.receipt) && isStillOpen(trial) && O.isSome(Proof.untouched(trial, quietMs)))
      return { _tag: 'Void' };
  }
  return {
    _tag: 'Undecided',
    known: 'the call may have been carried out',
    wouldResolve: 'a reading that shows it, or none for the quiet period',
    readAtMs: Proof.provableFromMs(trial, quietMs),
  };
};

/** Whether the thing could still be done just as it was approved: the rest of (c) of contract M2. */
const isStillOpen = ({ instruction, last }: Trial): boolean => {
  if (O.isNone(last) || instruction._tag !== 'SettleLeg') return true;
  const { seen } = last.value;
  return seen._tag === 'LegSeen' && Leg.isOurs(seen.leg) && isAsApproved(instruction, seen.leg);
};

const exclusion = (at: string, instruction: Instruction.Instruction): Exclusion =>
  instruction._tag === 'SettleLeg'
    ? { name: `${at}/${instruction.settlement}/${instruction.leg}`, once: true }
    : instruction._tag === 'CreateSettlement'
      ? { name: `${at}/create/${instruction.scope}`, once: false }
      : { name: `${at}/${instruction.settlement}`, once: false };
