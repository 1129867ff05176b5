import type { CalendarError, ClosedDay } from '../calendar/calendar.js';
import type { NoInstant } from '../calendar/zone.js';

/** The portfolio cannot be planned from what was given; every reason is in it. Nothing was sent. */
export interface PortfolioRefused {
  readonly _tag: 'PortfolioRefused';
  readonly reasons: ReadonlyArray<PortfolioReason>;
}

/** One reason, and the record that it is about. */
export interface PortfolioReason {
  readonly _tag:
    | 'InvalidInstant'
    | 'NegativeMargin'
    | 'MemberTwice'
    | 'SettlementTwice'
    | 'SettlementDiffers'
    | 'PlanAltered'
    | 'UnknownAsset'
    | 'UnknownMember'
    | 'BalanceTwice'
    | 'CutOffTwice'
    | 'HoursTwice'
    | CalendarError['_tag']
    | ClosedDay['_tag']
    | NoInstant['_tag'];
  /** The record, such as `member M1`, `balance paper/acme/BTC` or `cut-off "USD wire out"`. */
  readonly at: string;
  /** What, in a clause. */
  readonly what: string;
}
