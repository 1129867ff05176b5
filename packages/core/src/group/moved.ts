import * as O from 'fp-ts/lib/Option.js';
import type { Progress } from '../engine/ledger.js';
import type { Leg } from '../noun/leg.js';
import type { Settlement } from '../noun/settlement.js';
import type { PlanLine } from '../plan/plan.js';

/**
 * Whether a line of ours has left, or may have: by the plan, by the journal, or by what the venue shows. Whoever is in doubt
 * says yes.
 */
export const mayHaveLeft = (
  line: PlanLine,
  intents: ReadonlyArray<Progress>,
  settlement: O.Option<Settlement>,
): boolean => {
  if (line.by === 'Over' || intents.some((one) => mayHaveActed(one) && concerns(one, line))) return true;
  const leg = legOf(line, settlement);
  return leg !== undefined && leg.status !== 'Open';
};

/** Whether an attempt may have had an effect, or what it is for happened without it. */
const mayHaveActed = ({ phase }: Progress): boolean => {
  switch (phase._tag) {
    case 'Waiting':
      return false;
    case 'Armed':
    case 'Unclear':
    case 'Taken':
      return true;
    case 'Ended':
      return (
        phase.ending._tag === 'Done' ||
        phase.ending._tag === 'PartlyDone' ||
        (phase.ending._tag === 'NotDone' && phase.ending.because === 'NotNeeded')
      );
  }
};

const concerns = ({ intent: { instruction } }: Progress, { leg }: PlanLine): boolean => {
  switch (instruction._tag) {
    case 'SettleLeg':
      return O.isSome(leg) && leg.value === instruction.leg;
    case 'Affirm':
    case 'CreateSettlement':
      return true;
    case 'Reject':
    case 'Cancel':
      return false;
  }
};

/** Whether a line that comes to us is in, so that the venue does not take it back. Whoever is in doubt says no. */
export const isReceived = (line: PlanLine, settlement: O.Option<Settlement>): boolean => {
  if (O.isNone(settlement)) return line.by === 'Over';
  const { finality } = settlement.value;
  if (finality !== 'Final' && finality !== 'Open') return false;
  if (line.by === 'Over') return true;
  const leg = legOf(line, settlement);
  return leg !== undefined && leg.status === 'Settled' && leg.quantity === line.quantity;
};

/** The leg that a line is about, if it is shown once. Before a settlement exists its legs have no names. */
const legOf = (line: PlanLine, settlement: O.Option<Settlement>): Leg | undefined => {
  if (O.isNone(settlement)) return undefined;
  const { legs } = settlement.value;
  const [leg, second] = legs.filter((one) =>
    O.isSome(line.leg) ? one.id === line.leg.value && isOf(one, line) : isAlike(one, line),
  );
  return second === undefined ? leg : undefined;
};

const isOf = ({ asset, flow }: Leg, { asset: wanted, payer, receiver }: PlanLine): boolean =>
  O.isSome(asset) &&
  asset.value === wanted &&
  O.isSome(flow) &&
  flow.value.payer.role === payer.role &&
  flow.value.receiver.role === receiver.role;

const isAlike = (leg: Leg, line: PlanLine): boolean => isOf(leg, line) && leg.quantity === line.quantity;
