import type { Ending } from '../engine/ending.js';
import type { JournalRecord } from '../engine/journal-record.js';
import type { IntentId } from '../noun/id.js';
import type { Outcome } from '../noun/outcome.js';
import type { LogEntry } from './log-entry.js';

/** What an entry says, before it is said whose it is. */
export interface Said extends Pick<LogEntry, 'level' | 'event'> {
  readonly intent?: IntentId;
  readonly attempt?: number;
  readonly what?: string;
  readonly detail?: string;
}

/** What a log says of a record that is durable now. The text of a request is never among it. */
export const ofRecord = (record: JournalRecord): Said => {
  switch (record._tag) {
    case 'MandateGiven':
      return { level: 'Info', event: 'MandateGiven', detail: `approved by ${record.mandate.approval.by}` };
    case 'MandateBarred':
      return { level: 'Info', event: 'MandateBarred', detail: `${record.by}: ${record.why}` };
    case 'AttemptArmed':
      return { level: 'Info', event: 'AttemptArmed', intent: record.intent, attempt: record.attempt };
    case 'OutcomeKnown': {
      const { intent, attempt, outcome } = record;
      const level = outcome._tag === 'Unknown' ? 'Warning' : 'Info';
      return { level, event: 'OutcomeKnown', intent, attempt, what: outcome._tag, detail: whyOf(outcome) };
    }
    case 'ChangeSeen':
      return { level: 'Info', event: 'ChangeSeen', intent: record.intent, attempt: record.attempt };
    case 'AttemptVoid':
      return { level: 'Info', event: 'AttemptVoid', intent: record.intent, attempt: record.attempt };
    case 'IntentEnded': {
      const { intent, ending } = record;
      const level = ending._tag === 'Done' ? 'Info' : 'Warning';
      return { level, event: 'IntentEnded', intent, what: wordOf(ending), detail: reasonOf(ending) };
    }
    case 'IntentParked': {
      const { intent, known, wouldResolve } = record;
      const detail = `${known}; it would be resolved by ${wouldResolve}`;
      return { level: 'Warning', event: 'IntentParked', intent, detail };
    }
    case 'AccountHalted':
      return { level: 'Error', event: 'AccountHalted', detail: record.why };
    case 'IntentDecided': {
      const { intent, decision, by, why } = record;
      return { level: 'Info', event: 'IntentDecided', intent, what: decision._tag, detail: `${by}: ${why}` };
    }
  }
};

const whyOf = (outcome: Outcome): string => {
  switch (outcome._tag) {
    case 'Accepted':
      return [...outcome.receipt.oddities, ...outcome.receipt.warnings].join('; ');
    case 'NotSent':
    case 'Rejected':
    case 'Unknown':
      return outcome.why;
  }
};

const wordOf = (ending: Ending): string => (ending._tag === 'NotDone' ? ending.because : ending._tag);

const reasonOf = (ending: Ending): string => ('why' in ending ? ending.why : '');
