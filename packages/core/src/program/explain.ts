import type { Subject } from '../noun/observation.js';
import type { NotBegun } from './not-begun.js';

/** A failure for people: what happened, what it means for the money, and what to do. */
export interface Explanation {
  readonly what: string;
  readonly money: string;
  readonly todo: string;
}

const unsent = 'Nothing was sent, so nothing moved by this run.';

const explained = (what: string, todo: string, money = unsent): Explanation => ({ what, money, todo });

/** Says why a run did not begin, in whole sentences and without a secret. */
export const explain = (error: NotBegun): Explanation => {
  switch (error._tag) {
    case 'AccountIsHalted':
      return explained(
        `The account ${error.account} is halted: ${error.why}.`,
        'Compare the venue, the journal and the balances; then let the account send again.',
        'Nothing was sent by this run. What was sent before stands in the journal.',
      );
    case 'ApprovalDiffers':
      return explained(
        'What was approved is not this plan.',
        'Have this plan approved, or find out what has changed.',
      );
    case 'BrokenJournal':
      return explained(
        `Record ${error.at} of the journal cannot follow: ${error.what}.`,
        'Restore the journal; until then, send nothing for this mandate by other means.',
        'Nothing was sent by this run. What was sent before cannot be told from this journal.',
      );
    case 'Declined':
      return explained(
        `The plan was declined by ${error.by}: ${error.why}.`,
        'Mend the cause, and have a new plan approved.',
      );
    case 'InstructionsOverlap':
      return explained(
        `Two instructions would change the same thing (${error.name}).`,
        'Plan them one after the other.',
      );
    case 'InvalidPolicy':
      return explained(`The policy cannot work: ${error.what}.`, 'Correct the policy.');
    case 'JournalFailed':
      return explained(
        `The journal cannot be relied on: ${error.detail}.`,
        'Open it again and have it verified before anything else is sent.',
        'Nothing was sent by this run.',
      );
    case 'LimitExceeded':
      return explained(`A limit is in the way: ${error.what}.`, 'Wait, raise the limit, or settle less.');
    case 'LimitsContended':
      return explained('Other mandates kept using what the limits had left.', 'Run it again.');
    case 'MandateConflict':
      return explained(
        `The id ${error.id} was given before, for something else (${subjectText(error.given)}).`,
        'Use an id of its own for every piece of business.',
      );
    case 'MandateIsBarred':
      return explained(
        `The id was withdrawn by ${error.by} before anything was approved under it: ${error.why}.`,
        'Nothing; or use a new id, if the business is to be done after all.',
        'Nothing was ever sent under this id.',
      );
    case 'MandateIdTooLong':
      return explained(
        'The mandate id is too long to number its intents.',
        'Use an id of at most 100 characters.',
      );
    case 'PlanRefused':
      return explained(
        `The settlement cannot be acted on: ${error.breaks.map(({ at, what }) => `${at}: ${what}`).join('; ')}.`,
        'Find out who is right, the venue or your books, before anything is settled.',
      );
    case 'ReadFailed':
      return { what: error.what, money: error.money, todo: error.todo };
    case 'SettlementNotFound':
      return explained('The venue shows no settlement of that id.', 'Check the id and the account.');
  }
};

const subjectText = (subject: Subject): string =>
  subject._tag === 'Existing' ? `settlement ${subject.settlement}` : `a creation (${subject.scope})`;
