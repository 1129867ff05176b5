import type * as O from 'fp-ts/lib/Option.js';
import type { Instruction } from '../noun/instruction.js';
import type { Leg, Mark } from '../noun/leg.js';
import type { CallOrder, Observation } from '../noun/observation.js';
import type { Receipt } from '../noun/outcome.js';
import type { Settlement } from '../noun/settlement.js';

/**
 * What one reading showed of the thing that an attempt may have changed: the leg for `SettleLeg`, every settlement that was read
 * for `CreateSettlement`, the settlement for the other instructions. `NothingSeen`: the reading does not show it.
 */
export type Seen =
  | { readonly _tag: 'LegSeen'; readonly leg: Leg; readonly agreed: boolean }
  | { readonly _tag: 'SettlementSeen'; readonly settlement: Settlement }
  | { readonly _tag: 'SettlementsSeen'; readonly settlements: ReadonlyArray<Settlement> }
  | { readonly _tag: 'NothingSeen' };

/** One reading, cut down to what an attempt needs: its place in the order of calls, its instants, and what it showed. */
export interface Sighting {
  readonly order: CallOrder;
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  readonly mark: Mark;
  readonly seen: Seen;
}

/**
 * The case of one attempt whose end is not known: what was sent, and what was read since.
 *
 * Only readings that were asked for after the attempt's last byte count. Instants are of this process's monotonic
 * clock; after a restart the collection of evidence begins again.
 */
export interface Trial {
  readonly instruction: Instruction;
  readonly order: CallOrder;
  /** The exact text that was sent. */
  readonly body: string;
  /** What was seen before the attempt. */
  readonly before: Mark;
  /** The venue's answer if it accepted; `none` if the outcome is unknown. */
  readonly receipt: O.Option<Receipt>;
  /** When the sending was over. */
  readonly endedAtMs: number;
  /** The first reading beyond the fence. */
  readonly fence: O.Option<Sighting>;
  /** The earliest of the latest readings in a row that showed the same mark. */
  readonly steady: O.Option<Sighting>;
  readonly last: O.Option<Sighting>;
  /** Whether any reading, also in an earlier life of the process, showed a mark other than `before`. */
  readonly named: boolean;
}

/** What the observation shows of the thing that the instruction concerns. */
export const seenOf = (instruction: Instruction, observation: Observation): Seen => {
  switch (instruction._tag) {
    case 'CreateSettlement':
      return { _tag: 'SettlementsSeen', settlements: observation.settlements };
    case 'Affirm':
    case 'Reject':
    case 'Cancel': {
      const settlement = observation.settlements.find((one) => one.id === instruction.settlement);
      return settlement === undefined ? { _tag: 'NothingSeen' } : { _tag: 'SettlementSeen', settlement };
    }
    case 'SettleLeg': {
      const settlement = observation.settlements.find((one) => one.id === instruction.settlement);
      const leg = settlement?.legs.find((one) => one.id === instruction.leg);
      if (settlement === undefined || leg === undefined) return { _tag: 'NothingSeen' };
      const agreed = settlement.consents.every((consent) => consent.status === 'Given');
      return { _tag: 'LegSeen', leg, agreed };
    }
  }
};
