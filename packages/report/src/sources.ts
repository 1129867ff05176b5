import type {
  Group,
  JournalRecord,
  Mandate,
  MandateId,
  Observed,
  Portfolio,
  Reconciliation,
} from '@legwork/core';
import type * as O from 'fp-ts/lib/Option.js';

/** What a report is made of. Nothing is looked up anywhere else, so the same sources make the same report. */
export interface Sources {
  /** For people, such as `Treasury, 21 November`. */
  readonly title: string;
  /** As of when, by the wall clock. Units: milliseconds since the Unix epoch. */
  readonly atMs: number;
  /** The plan over all of it; `none`: nothing was planned as a whole. */
  readonly portfolio: O.Option<Planned>;
  readonly journals: ReadonlyArray<MandateJournal>;
  /** What the venues said: the same list that was reconciled. Order and repetition decide nothing but which reading is the last. */
  readonly observed: ReadonlyArray<Observed>;
  readonly group: O.Option<Group.Report>;
  /** `none`: nothing was reconciled, and the report says so. */
  readonly reconciliation: O.Option<Reconciliation.Reconciliation>;
}

/** A plan over several settlements, and its approval; `none`: nobody approved it. */
export interface Planned {
  readonly portfolio: Portfolio.Portfolio;
  readonly approval: O.Option<Mandate.Approval>;
}

/** What the journal has of one mandate, oldest first. */
export interface MandateJournal {
  readonly id: MandateId;
  readonly records: ReadonlyArray<JournalRecord>;
}
