import type { Capabilities, UnitRegistry, VenueRules } from '@legwork/core';
import type { TransportConfig } from '@legwork/http';

/**
 * What the rules need to know of an account; no key. `venue`: its name in the journal, for ever; `account`: as the venue
 * writes it; `lane`: one for each key, in all processes; `quietMs`: the venue's word; `units`: what may be acted on.
 */
export interface TwinbookTerms
  extends Pick<VenueRules, 'venue' | 'account' | 'lane'>, Pick<Capabilities, 'quietMs'> {
  readonly units: UnitRegistry.UnitRegistry;
}

/** What an operator decides about the account. */
export interface TwinbookConfig extends TwinbookTerms {
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly transport: TransportConfig;
}
