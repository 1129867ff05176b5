import { type Ports, Report, type SettlementId } from '@legwork/core';
import { type Business, create, must, say } from '@legwork/example-stage';
import * as E from 'fp-ts/lib/Either.js';

/** Has the venue open a batch of our trades, at most once. */
export const createBatch = async (ports: Ports, book: Business): Promise<SettlementId> => {
  const report = await create(ports, book);
  for (const line of report.lines) say(`  ${Report.sentence(line)}`);
  return must(E.fromOption(() => 'no batch was created')(Report.settlementOf(report)));
};
