import type { Clock, SettlementVenue } from '@legwork/core';
import type { NonceLane, RateGovernor, Transport } from '@legwork/http';
import * as O from 'fp-ts/lib/Option.js';
import type { Wire } from './call.js';
import type { KrakenPrimeConfig } from './config.js';
import { list, observe } from './reading.js';
import { krakenPrimeRules } from './rules.js';
import { sending } from './sending.js';

/** What Kraken Prime is reached through. */
export interface KrakenPrimePorts {
  readonly config: KrakenPrimeConfig;
  readonly transport: Transport;
  /** The lane of this API key, of which there is one. */
  readonly lane: NonceLane;
  /** The governor of this API key's call counter; without one, the operator sees to it that the limits are kept. */
  readonly governor?: RateGovernor;
  readonly clock: Clock;
}

/**
 * Kraken Prime as a venue: settlement batches, settled leg by leg.
 *
 * Every call waits for the rate governor, then for its turn on the lane, is signed, sent at most once, and classified by
 * what is known about the money. Nothing is retried here.
 */
export const krakenPrime = ({ governor, ...ports }: KrakenPrimePorts): SettlementVenue => {
  const wire: Wire = { ...ports, governor: O.fromNullable(governor) };
  return { ...krakenPrimeRules(ports.config), observe: observe(wire), list: list(wire), ...sending(wire) };
};
