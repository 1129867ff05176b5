import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type ExpectedLine,
  type Mandate,
  type Observed,
  type Portfolio,
  Reconciliation,
  ReconciliationOptions,
} from '@legwork/core';
import { must } from '@legwork/example-stage';
import { Csv, type MandateJournal, type SettlementReport, assemble, html, postingsOf } from '@legwork/report';
import * as O from 'fp-ts/lib/Option.js';
import type { Result } from './program.js';

/** Everything that reports are made of, collected once all is over. */
export interface Collected {
  readonly results: ReadonlyArray<Result>;
  readonly portfolio: Portfolio.Portfolio;
  readonly approval: Mandate.Approval;
  readonly journals: ReadonlyArray<MandateJournal>;
  readonly observed: ReadonlyArray<Observed>;
}

/** Reads the journals of every desk, and every settlement once more at its venue. */
export const collect = async (
  results: ReadonlyArray<Result>,
  portfolio: Portfolio.Portfolio,
  approval: Mandate.Approval,
): Promise<Collected> => {
  const journals: Array<MandateJournal> = [];
  const observed: Array<Observed> = [];
  for (const { ports, settlement } of results) {
    const { journal, venue, clock } = ports;
    const ids = must(await journal.mandates({ open: false, after: O.none, limit: 100 })());
    for (const id of ids) journals.push({ id, records: must(await journal.read(id)()) });
    if (O.isNone(settlement)) continue;
    const seenAtMs = clock.wallMs();
    const reading = must(await venue.observe({ _tag: 'Existing', settlement: settlement.value }, O.none)());
    for (const one of reading.settlements) observed.push({ _tag: 'Shown', settlement: one, seenAtMs });
  }
  return { results, portfolio, approval, journals, observed };
};

/** The report, held against what should have moved. */
export const reportOf = (
  { results, portfolio, approval, journals, observed }: Collected,
  title: string,
  lines: ReadonlyArray<ExpectedLine.ExpectedLine>,
): SettlementReport => {
  const venues = results.map(({ ports }) => ports.venue);
  const reconciliation = Reconciliation.reconcile(lines, observed, {
    ...ReconciliationOptions.strict,
    venues,
  });
  return must(
    assemble({
      title,
      atMs: results[0]?.ports.clock.wallMs() ?? 0,
      portfolio: O.some({ portfolio, approval: O.some(approval) }),
      journals,
      observed,
      group: O.none,
      reconciliation: O.some(reconciliation),
    }),
  );
};

/** Writes what people and systems take away with them into a folder of its own. Answers the files. */
export const writeFiles = (
  { results, journals, observed }: Collected,
  report: SettlementReport,
): ReadonlyArray<string> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'legwork-demo-'));
  const venues = results.map(({ ports }) => ports.venue);
  const expected = results.flatMap(({ ports, business, settlement }) =>
    O.isSome(settlement)
      ? [
          {
            venue: ports.venue.venue,
            account: ports.venue.account,
            settlement: settlement.value,
            legs: business.legs,
          },
        ]
      : [],
  );
  const files = {
    'report.html': html(report),
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'legs.csv': Csv.legs(report),
    'transfers.csv': Csv.transfers(report),
    'breaks.csv': Csv.breaks(report),
    'postings.csv': Csv.postings(postingsOf({ journals, observed, venues, expected })),
  };
  return Object.entries(files).map(([name, content]) => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  });
};
