import type * as O from 'fp-ts/lib/Option.js';
import type { AccountId, IntentId, LegId, VenueId } from '../noun/id.js';
import type { Receipt } from '../noun/outcome.js';
import type { Settlement } from '../noun/settlement.js';

/** Something that a venue said. The same thing may be given any number of times, in any order. */
export type Observed =
  /** What an authenticated read showed. */
  | {
      readonly _tag: 'Shown';
      readonly settlement: Settlement;
      /** When the read was asked, by the wall clock. Units: milliseconds since the Unix epoch. */
      readonly seenAtMs: number;
    }
  /** What the venue answered when it took an instruction. */
  | {
      readonly _tag: 'Receipted';
      readonly venue: VenueId;
      readonly account: AccountId;
      readonly intent: IntentId;
      /** The leg that the instruction was about; `none`: the whole settlement. */
      readonly leg: O.Option<LegId>;
      readonly receipt: Receipt;
    };
