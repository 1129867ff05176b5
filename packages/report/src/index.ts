export { type JournalBroken, type MandateTwice, assemble } from './assemble.js';
/** Tables for spreadsheets and other systems: legs, transfers, breaks and postings. */
export * as Csv from './csv/tables.js';
export { html } from './html/html.js';
export type { Lane, Mark, Span } from './lane.js';
export type { Entry, NotPosted, Posting, Reference } from './posting/entry.js';
export type { ExpectedOf } from './posting/expected-of.js';
export { type PostingSources, type Postings, postingsOf } from './posting/postings.js';
export type {
  AmountPart,
  ApprovalPart,
  BreakPart,
  ConsentPart,
  HoldPart,
  IntentPart,
  LegPart,
  LinePart,
  MandatePart,
  MomentPart,
  NetPart,
  OpenPart,
  PartyPart,
  PlanPart,
  ReconciliationPart,
  SettlementPart,
  SettlementReport,
  Standing,
  TotalPart,
  TransferPart,
} from './settlement-report.js';
export { markdown, text } from './show.js';
export type { MandateJournal, Planned, Sources } from './sources.js';
