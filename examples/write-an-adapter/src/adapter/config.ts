import type { AccountId, UnitRegistry, VenueId } from '@legwork/core';
import type { TransportConfig } from '@legwork/http';

/** What the rules need to know of an account at Twinbook: no key and no secret. */
export interface TwinbookTerms {
  /** What this venue is called in the journal, for ever. */
  readonly venue: VenueId;
  /** Our account, as the venue writes it. */
  readonly account: AccountId;
  /** One for each key, in every process that uses it. */
  readonly lane: string;
  /** The longest that an affirmation which was taken may take to show, by the venue's word. Units: milliseconds. */
  readonly quietMs: number;
  /** The assets that may be acted on. */
  readonly units: UnitRegistry.UnitRegistry;
}

/** What an operator decides about the account. */
export interface TwinbookConfig extends TwinbookTerms {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly transport: TransportConfig;
}
