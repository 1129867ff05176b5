import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { IntentId } from '../noun/id.js';
import type { Mark } from '../noun/leg.js';
import type { CallOrder } from '../noun/observation.js';
import type { Receipt } from '../noun/outcome.js';
import type { Intent, Mandate } from '../plan/mandate.js';
import type { Ending } from './ending.js';
import type * as Record from './journal-record.js';

/** Where an intent stands, by the journal alone. */
export type Phase =
  /** No attempt is open; one may be made. */
  | { readonly _tag: 'Waiting' }
  /** Bytes are written down and may have left. */
  | { readonly _tag: 'Armed'; readonly attempt: Attempt }
  /** They left, and what came of it is not known. */
  | {
      readonly _tag: 'Unclear';
      readonly attempt: Attempt;
      readonly named: boolean;
      readonly sinceMs: number;
      readonly why: string;
    }
  /** The venue took it; it is not done yet. */
  | {
      readonly _tag: 'Taken';
      readonly attempt: Attempt;
      readonly receipt: Receipt;
      readonly named: boolean;
      readonly sinceMs: number;
    }
  | { readonly _tag: 'Ended'; readonly ending: Ending };

/** One exact sequence of request bytes for one intent. */
export interface Attempt {
  readonly number: number;
  readonly order: CallOrder;
  readonly body: string;
  readonly before: Mark;
}

/** An intent and its phase. */
export interface Progress {
  readonly intent: Intent;
  readonly attempts: number;
  readonly phase: Phase;
  /** Why it waits for a person; `none` unless the last record about it says so. */
  readonly parked: O.Option<Parking>;
}

/** What is known of an intent that waits for a person, and what would resolve it. */
export interface Parking {
  readonly sinceMs: number;
  readonly known: string;
  readonly wouldResolve: string;
}

/** The durable state of a mandate: a fold over its records, the same in every process and version (contract D5). */
export interface Ledger {
  readonly mandate: Mandate;
  /** How many records it was folded from. */
  readonly length: number;
  readonly intents: ReadonlyArray<Progress>;
}

/** The records do not follow from each other: the journal is damaged or was written by something else. Nothing is sent. */
export interface BrokenJournal {
  readonly _tag: 'BrokenJournal';
  /** Position of the record, from 0. */
  readonly at: number;
  readonly what: string;
}

/** A person has said that nothing is ever to be given under this id. Nothing was sent for it, and nothing will be. */
export interface MandateIsBarred {
  readonly _tag: 'MandateIsBarred';
  readonly by: string;
  readonly why: string;
}

/**
 * Folds the records of a mandate; `none` when there are none.
 *
 * Errors: `BrokenJournal`, nothing may be sent; `MandateIsBarred`, nothing ever was.
 */
export const fold = (
  records: ReadonlyArray<Record.JournalRecord>,
): E.Either<BrokenJournal | MandateIsBarred, O.Option<Ledger>> => {
  const [first, ...rest] = records;
  if (first === undefined) return E.right(O.none);
  if (first._tag === 'MandateBarred')
    return rest.length === 0
      ? E.left({ _tag: 'MandateIsBarred', by: first.by, why: first.why })
      : broken(1, 'a record follows the barring of the id');
  if (first._tag !== 'MandateGiven') return broken(0, 'the first record gives no mandate');
  let ledger = open(first.mandate);
  for (const record of rest) {
    const next = apply(ledger, record);
    if (E.isLeft(next)) return next;
    ledger = next.right;
  }
  return E.right(O.some(ledger));
};

/** The state after a mandate was given and before anything else. */
export const open = (mandate: Mandate): Ledger => ({
  mandate,
  length: 1,
  intents: mandate.intents.map((intent) => ({
    intent,
    attempts: 0,
    phase: { _tag: 'Waiting' },
    parked: O.none,
  })),
});

/** The state after one more record. Errors: `BrokenJournal` when the record cannot follow; nothing may be sent. */
export const apply = (ledger: Ledger, record: Record.JournalRecord): E.Either<BrokenJournal, Ledger> => {
  const length = ledger.length + 1;
  if (record._tag === 'MandateGiven') return broken(ledger.length, 'a mandate is given a second time');
  if (record._tag === 'MandateBarred') return broken(ledger.length, 'a mandate that was given is barred');
  if (record._tag === 'AccountHalted') return E.right({ ...ledger, length });
  const at = ledger.intents.findIndex((one) => one.intent.id === record.intent);
  const progress = ledger.intents[at];
  if (progress === undefined)
    return broken(ledger.length, 'the record names an intent that is not in the mandate');
  const next = advance(progress, record);
  if (next === undefined) return broken(ledger.length, `${record._tag} cannot follow ${progress.phase._tag}`);
  return E.right({ mandate: ledger.mandate, length, intents: ledger.intents.with(at, next) });
};

type AboutIntent = Exclude<
  Record.JournalRecord,
  Record.MandateGiven | Record.MandateBarred | Record.AccountHalted
>;

/** The one table of what may follow what; `undefined` is "nothing of the sort". */
const advance = (progress: Progress, record: AboutIntent): Progress | undefined => {
  const { phase, intent, attempts } = progress;
  const to = (next: Phase): Progress => ({ intent, attempts, phase: next, parked: O.none });
  switch (record._tag) {
    case 'AttemptArmed': {
      if (phase._tag !== 'Waiting' || record.attempt !== attempts + 1) return undefined;
      const { attempt: number, body, before } = record;
      const attempt = { number, order: BigInt(record.order), body, before };
      return { intent, attempts: number, phase: { _tag: 'Armed', attempt }, parked: O.none };
    }
    case 'OutcomeKnown':
      if (phase._tag !== 'Armed' || record.attempt !== phase.attempt.number) return undefined;
      return to(afterOutcome(phase.attempt, record));
    case 'ChangeSeen':
      if (!isOpen(phase) || record.attempt !== phase.attempt.number) return undefined;
      return { ...progress, phase: { ...phase, named: true } };
    case 'AttemptVoid':
      if (phase._tag !== 'Unclear' || record.attempt !== phase.attempt.number) return undefined;
      return to({ _tag: 'Waiting' });
    case 'IntentParked': {
      if (phase._tag === 'Ended') return undefined;
      const { atMs: sinceMs, known, wouldResolve } = record;
      return { ...progress, parked: O.some({ sinceMs, known, wouldResolve }) };
    }
    case 'IntentEnded':
      return mayEnd(phase, record.ending) ? to({ _tag: 'Ended', ending: record.ending }) : undefined;
    case 'IntentDecided': {
      const next = afterDecision(phase, record);
      return next === undefined ? undefined : to(next);
    }
  }
};

/**
 * A person's word ends what is open, and only a person's word takes back what the venue had accepted. What is armed may
 * be leaving at this instant: that has to be over before it can be declared void.
 */
const afterDecision = (phase: Phase, { decision, why }: Record.IntentDecided): Phase | undefined => {
  switch (decision._tag) {
    case 'Adopted':
      return phase._tag === 'Ended'
        ? undefined
        : { _tag: 'Ended', ending: { _tag: 'Done', settlement: decision.settlement } };
    case 'DeclaredVoid':
      return isOpen(phase) ? { _tag: 'Waiting' } : undefined;
    case 'Withdrawn':
      return phase._tag === 'Waiting'
        ? { _tag: 'Ended', ending: { _tag: 'NotDone', because: 'Withdrawn', why } }
        : undefined;
  }
};

const afterOutcome = (attempt: Attempt, record: Record.OutcomeKnown): Phase => {
  const { outcome, atMs: sinceMs } = record;
  switch (outcome._tag) {
    case 'NotSent':
    case 'Rejected':
      return { _tag: 'Waiting' };
    case 'Accepted':
      return { _tag: 'Taken', attempt, receipt: outcome.receipt, named: false, sinceMs };
    case 'Unknown':
      return { _tag: 'Unclear', attempt, named: false, sinceMs, why: outcome.why };
  }
};

/** An attempt that may have taken effect cannot end in "nothing happened"; that takes proof, which is a record of its own. */
const mayEnd = (phase: Phase, ending: Ending): boolean => {
  switch (phase._tag) {
    case 'Waiting':
      return ending._tag === 'NotDone';
    case 'Unclear':
    case 'Taken':
      return ending._tag !== 'NotDone';
    case 'Armed':
    case 'Ended':
      return false;
  }
};

/** An attempt that may have taken effect, or has, and is not over. */
export type OpenPhase = Extract<Phase, { _tag: 'Unclear' | 'Taken' }>;

/** Whether an attempt is out and its end is not known. */
export const isOpen = (phase: Phase): phase is OpenPhase =>
  phase._tag === 'Unclear' || phase._tag === 'Taken';

/** The progress of one intent. */
export const find = (ledger: Ledger, intent: IntentId): O.Option<Progress> =>
  O.fromNullable(ledger.intents.find((one) => one.intent.id === intent));

const broken = (at: number, what: string): E.Either<BrokenJournal, never> =>
  E.left({ _tag: 'BrokenJournal', at, what });
