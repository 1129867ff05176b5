import type * as O from 'fp-ts/lib/Option.js';
import type { CutOff, Hours } from '../calendar/calendar.js';
import type { Balance } from '../noun/balance.js';
import type { AccountId, AssetId, MandateId, VenueId } from '../noun/id.js';
import type { Settlement } from '../noun/settlement.js';
import type { Limits } from '../plan/limits.js';
import type { Plan } from '../plan/plan.js';

/** Everything that a portfolio is planned from. Nothing in it is looked up anywhere else. */
export interface PortfolioRequest {
  /** This instant by the wall clock. Units: milliseconds since the Unix epoch. */
  readonly nowMs: number;
  /** How long before a deadline it is warned of. Units: milliseconds. */
  readonly marginMs: number;
  readonly members: ReadonlyArray<PortfolioMember>;
  /** The assets that the caller knows, over all venues: those of the unit registries. */
  readonly assets: ReadonlySet<AssetId>;
  readonly balances: ReadonlyArray<Balance>;
  readonly cutOffs: ReadonlyArray<NamedCutOff>;
  /** When other parties can act; of one that is not named, nothing is said. */
  readonly hours: ReadonlyArray<PartyHours>;
  /** What is approved together with it, in sentences: a group's rules (`Group.conditions`), or what else was agreed. */
  readonly conditions: ReadonlyArray<string>;
}

/** One settlement of a portfolio, under the id that its mandate has or will have. */
export interface PortfolioMember {
  readonly id: MandateId;
  readonly plan: Plan;
  /** The settlement as it was last read; `none` for one that does not exist yet. */
  readonly settlement: O.Option<Settlement>;
  /** The limits that its mandate is issued with. */
  readonly limits: Limits;
}

/** A time by which something has to have happened, and for which members. */
export interface NamedCutOff {
  /** For people, such as `USD wire out`. Each name once. */
  readonly name: string;
  readonly members: ReadonlyArray<MandateId>;
  readonly cutOff: CutOff;
}

/** When a party at a venue can act. */
export interface PartyHours {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly hours: Hours;
}
