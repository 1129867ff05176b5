import * as O from 'fp-ts/lib/Option.js';
import type { Ending } from '../engine/ending.js';
import type { Decision, JournalRecord, OutcomeKnown } from '../engine/journal-record.js';
import type { IntentId } from '../noun/id.js';
import { describe } from '../noun/instruction.js';
import type { Receipt } from '../noun/outcome.js';
import type { Intent } from '../plan/mandate.js';

/** One thing that happened to a mandate, for people. */
export interface Moment {
  /** By the wall clock of whoever wrote it down. Units: milliseconds since the Unix epoch. */
  readonly atMs: number;
  /** A person by the name that was given, `the venue`, or `legwork`. */
  readonly who: string;
  /** What happened, in whole sentences. They may carry words of the venue and of people as they came. */
  readonly what: string;
}

/** The story of a mandate, oldest first: one moment for each record. */
export const tell = (records: ReadonlyArray<JournalRecord>): ReadonlyArray<Moment> => {
  const [first] = records;
  const intents = first?._tag === 'MandateGiven' ? first.mandate.intents : [];
  return records.map((record) => moment(intents, record));
};

/** One record as a moment; the intents say what it is about. */
export const moment = (intents: ReadonlyArray<Intent>, record: JournalRecord): Moment => {
  const of = (who: string, what: string): Moment => ({ atMs: record.atMs, who, what });
  const named = (intent: IntentId): string => nameOf(intents, intent);
  switch (record._tag) {
    case 'MandateGiven': {
      const { intents: given, approval } = record.mandate;
      if (given.length === 0) return of(approval.by, 'Approved, and nothing is asked of the venue by it.');
      const approved = given.map(({ instruction }) => describe(instruction));
      return of(approval.by, sentence(`Approved: ${approved.join('; ')}`));
    }
    case 'AttemptArmed': {
      const { attempt, intent, order, lane } = record;
      const text = `Attempt ${attempt} to ${named(intent)} is written down and may leave now, as call ${order} of ${lane}`;
      return of(legwork, sentence(text));
    }
    case 'OutcomeKnown':
      return of(
        toldByVenue(record) ? theVenue : legwork,
        outcomeText(record, `Attempt ${record.attempt} to ${named(record.intent)}`),
      );
    case 'ChangeSeen': {
      const attempt = `attempt ${record.attempt} to ${named(record.intent)}`;
      return of(theVenue, `Shows what was not there before ${attempt}. It cannot be proven void any more.`);
    }
    case 'AttemptVoid':
      return of(
        legwork,
        `It is proven that attempt ${record.attempt} to ${named(record.intent)} had no effect and never will.`,
      );
    case 'IntentEnded':
      return of(legwork, sentence(`${capital(named(record.intent))}: ${endingText(record.ending)}`));
    case 'IntentParked':
      return of(
        legwork,
        `${capital(named(record.intent))}: waits for a person. ${known(record.known, record.wouldResolve)}`,
      );
    case 'AccountHalted':
      return of(legwork, sentence(`The account is halted, nothing more is sent for it: ${record.why}`));
    case 'IntentDecided':
      return of(record.by, `${decisionText(record.decision, named(record.intent))} ${because(record.why)}`);
    case 'MandateBarred':
      return of(record.by, `Barred the id: nothing is ever given under it. ${because(record.why)}`);
  }
};

/** How an intent ended, in words without a full stop. */
export const endingText = (ending: Ending): string => {
  switch (ending._tag) {
    case 'Done':
      return `done, as settlement ${ending.settlement}`;
    case 'PartlyDone':
      return O.isSome(ending.residual)
        ? `done in part; ${ending.residual.value} is left and needs a new approval`
        : 'done in part; the rest needs a new approval';
    case 'Failed':
      return `the venue took it and it came to nothing (${ending.why})`;
    case 'NotDone':
      return `not done, and nothing of it moved (${ending.why})`;
  }
};

/** What is known, and what would resolve it, in two sentences. */
export const known = (what: string, wouldResolve: string): string =>
  `Known: ${sentence(what)} It would be resolved by: ${sentence(wouldResolve)}`;

/** A text with one mark at its end. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const legwork = 'legwork';
const theVenue = 'the venue';

/** What an intent is for; its id, where the mandate does not have it. */
const nameOf = (intents: ReadonlyArray<Intent>, intent: IntentId): string => {
  const found = intents.find((one) => one.id === intent);
  return found === undefined ? intent : describe(found.instruction);
};

const toldByVenue = ({ outcome }: OutcomeKnown): boolean =>
  outcome._tag === 'Rejected' || outcome._tag === 'Accepted';

const outcomeText = ({ outcome }: OutcomeKnown, attempt: string): string => {
  switch (outcome._tag) {
    case 'NotSent':
      return sentence(`${attempt} was not sent, and nothing of it moved: ${outcome.why}`);
    case 'Rejected':
      return sentence(`${attempt} was refused, and nothing of it moved: ${outcome.why}`);
    case 'Accepted':
      return `${attempt} was accepted${receiptText(outcome.receipt)}. It is not done yet.`;
    case 'Unknown':
      return sentence(`${attempt} is unknown. It may have happened: ${outcome.why}`);
  }
};

const receiptText = ({ settlement, transfer, oddities }: Receipt): string => {
  const moved = O.isSome(transfer)
    ? ` as transfer ${transfer.value.id} of ${settlement}`
    : ` for ${settlement}`;
  return oddities.length === 0 ? moved : `${moved}, with what was not asked for (${oddities.join('; ')})`;
};

const decisionText = (decision: Decision, what: string): string => {
  switch (decision._tag) {
    case 'Adopted':
      return `Decided: ${what} is done, as ${decision.reference} of settlement ${decision.settlement}.`;
    case 'DeclaredVoid':
      return `Decided: what was sent to ${what} had no effect and never will. It may go again.`;
    case 'Withdrawn':
      return `Decided: ${what} is taken back. Nothing of it was out.`;
  }
};

const because = (why: string): string => `Reason: ${sentence(why)}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
