import { Report } from '@legwork/core';
import { say } from '@legwork/example-stage';
import * as O from 'fp-ts/lib/Option.js';
import type { Result } from './program.js';

/** Prints one report of everything, whatever venue it was at. */
export const printReport = (results: ReadonlyArray<Result>): void => {
  for (const { venue, business, reports } of results) {
    say(`  ${venue}, ${business}: ${statusOf(reports)}`);
    for (const { lines, halted } of reports) {
      for (const line of lines) say(`    ${Report.sentence(line)}`);
      if (O.isSome(halted)) say(`    The account is halted: ${halted.value}`);
    }
  }
};

/** Whether a piece of business came to its end: everything that was approved is done, and the venue shows it settled. */
export const isSettled = ({ reports }: Result): boolean =>
  reports.every(Report.isDone) && ['Settled', 'Final'].includes(statusOf(reports));

const statusOf = (reports: ReadonlyArray<Report.Report>): string => {
  const [, settled] = reports;
  if (settled === undefined) return 'nothing was created';
  return O.isSome(settled.status) ? settled.status.value : 'not read';
};
