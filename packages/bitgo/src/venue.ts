import type { Clock, Random, SettlementVenue } from '@legwork/core';
import type { NonceLane, RateGovernor, Transport } from '@legwork/http';
import * as O from 'fp-ts/lib/Option.js';
import type { Wire } from './call.js';
import type { Dialect } from './codec/dialect.js';
import { tradeV1 } from './codec/v1/dialect.js';
import type { BitgoConfig } from './config.js';
import { type BitgoDesk, makeDesk } from './desk.js';
import { list, observe } from './reading.js';
import { bitgoRules } from './rules.js';
import { type SeenNonces, memoryNonces } from './seen-nonces.js';
import { sending } from './sending.js';

/** What BitGo is reached through. */
export interface BitgoPorts {
  readonly config: BitgoConfig;
  readonly transport: Transport;
  /** The lane of this account, of which there is one: it gives our calls their order. */
  readonly lane: NonceLane;
  /** The governor of the token's call counter; without one, the operator sees to it that the limits are kept. */
  readonly governor?: RateGovernor;
  readonly clock: Clock;
  readonly random: Random;
  /** The payload nonces that were seen; left out: a book in memory. */
  readonly nonces?: SeenNonces;
  /** The generation of the API; left out: `/api/trade/v1`. */
  readonly dialect?: Dialect;
}

/** One trading account: the venue that settlements are executed at, and the questions that have no place in that port. */
export interface BitgoAccount {
  readonly venue: SettlementVenue;
  readonly desk: BitgoDesk;
}

/**
 * BitGo as a venue: settlements of two accounts, or of an agent and its two clients, that settle as a whole.
 *
 * Every payload that the venue writes is verified against what was approved before it is signed. Every write is sent at most
 * once and classified by what is known about the money. Nothing is retried here.
 */
export const bitgo = ({ governor, nonces, dialect, ...ports }: BitgoPorts): BitgoAccount => {
  const wire: Wire = {
    ...ports,
    governor: O.fromNullable(governor),
    nonces: nonces ?? memoryNonces(),
    dialect: dialect ?? tradeV1,
  };
  const rules = bitgoRules(ports.config, wire.dialect);
  return {
    venue: { ...rules, observe: observe(wire), list: list(wire), ...sending(wire) },
    desk: makeDesk(wire),
  };
};
