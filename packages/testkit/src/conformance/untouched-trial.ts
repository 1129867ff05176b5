import type { Instruction, Receipt, Seen, Settlement, SettlementVenue, Sighting, Trial } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { Scene } from './scene.js';

/** Milliseconds between the end of an attempt, the asking and the answer. */
const stepMs = 1;

/** An attempt, and two readings that show nothing of it: beyond the fence, and after the quiet period. */
export interface UntouchedTrial {
  readonly trial: Trial;
  readonly fence: Sighting;
  readonly last: Sighting;
}

/** The case of a call of which everything is known that can prove it void: nothing changed, long enough. */
export const untouchedTrial = (
  venue: SettlementVenue,
  { instruction, seen, settlement }: Pick<Scene, 'instruction' | 'seen' | 'settlement'>,
  body: string,
): UntouchedTrial => {
  const order = seen.order + 1n;
  const endedAtMs = seen.answeredAtMs + stepMs;
  const before = venue.snapshot(instruction, seen);
  const fence: Sighting = {
    order: venue.fence(order),
    askedAtMs: endedAtMs + stepMs,
    answeredAtMs: endedAtMs + 2 * stepMs,
    mark: before,
    seen: seenOf(instruction, settlement),
  };
  const askedAtMs = fence.answeredAtMs + venue.capabilities.quietMs + stepMs;
  const last = { ...fence, order: fence.order + 1n, askedAtMs, answeredAtMs: askedAtMs + stepMs };
  const readings = { fence: O.some(fence), steady: O.some(fence), last: O.some(last) };
  const trial = { instruction, order, body, before, receipt: O.none, endedAtMs, ...readings, named: false };
  return { trial, fence, last };
};

/** What a reading of the settlement shows of the thing that the instruction is about. */
export const seenOf = (instruction: Instruction.Instruction, settlement: Settlement.Settlement): Seen => {
  if (instruction._tag === 'CreateSettlement') return { _tag: 'SettlementsSeen', settlements: [settlement] };
  if (instruction._tag !== 'SettleLeg') return { _tag: 'SettlementSeen', settlement };
  const leg = settlement.legs.find(({ id }) => id === instruction.leg);
  if (leg === undefined) return { _tag: 'NothingSeen' };
  return { _tag: 'LegSeen', leg, agreed: settlement.consents.every(({ status }) => status === 'Given') };
};

/** The venue's yes to an instruction about this settlement, with nothing more in it. */
export const yes = (settlement: Settlement.Settlement): Receipt => ({
  settlement: settlement.id,
  transfer: O.none,
  asset: O.none,
  quantity: O.none,
  oddities: [],
  warnings: [],
});
