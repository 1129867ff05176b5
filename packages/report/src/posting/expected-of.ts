import type { AccountId, ExpectedLeg, SettlementId, VenueId } from '@legwork/core';

/** What our own books say of the legs of one settlement. */
export interface ExpectedOf {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly settlement: SettlementId;
  readonly legs: ReadonlyArray<ExpectedLeg>;
}
