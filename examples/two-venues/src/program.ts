import { type Ports, Report } from '@legwork/core';
import { type Business, create, follow, positionsOf } from '@legwork/example-stage';
import * as O from 'fp-ts/lib/Option.js';

/** What is to be settled at one venue, one after the other. */
export interface Desk {
  readonly ports: Ports;
  readonly businesses: ReadonlyArray<Business>;
}

/** What came of one piece of business: the report of its creation, and of its settling if it came to that. */
export interface Result {
  readonly venue: string;
  readonly business: string;
  readonly reports: ReadonlyArray<Report.Report>;
}

/** Settles at every venue at the same time. It knows the port, and no venue. */
export const settleEverywhere = async (desks: ReadonlyArray<Desk>): Promise<ReadonlyArray<Result>> =>
  (await Promise.all(desks.map(settleAt))).flat();

const settleAt = async ({ ports, businesses }: Desk): Promise<ReadonlyArray<Result>> => {
  const results: Array<Result> = [];
  for (const business of businesses) {
    const created = await create(ports, business);
    const settlement = Report.settlementOf(created);
    const reports = O.isSome(settlement)
      ? [created, await follow(ports, settlement.value, positionsOf(business))]
      : [created];
    results.push({ venue: ports.venue.venue, business: business.name, reports });
  }
  return results;
};
