import type { SettlementReport, Standing } from './settlement-report.js';
import type { MandateJournal } from './sources.js';

/** The worst that applies. */
export const standingOf = (
  { open, reconciliation, settlements }: Omit<SettlementReport, 'format' | 'standing'>,
  journals: ReadonlyArray<MandateJournal>,
): Standing => {
  if (reconciliation !== null && reconciliation.breaks.length > 0) return 'Breaks';
  if (settlements.some(({ status }) => status === 'Unclear') || open.some(({ isOut }) => isOut))
    return 'Unknown';
  if (journals.some(({ records }) => records.some(({ _tag }) => _tag === 'AccountHalted'))) return 'Halted';
  if (open.length > 0 || (reconciliation !== null && reconciliation.waiting.length > 0)) return 'Open';
  return reconciliation === null ? 'NotReconciled' : 'Clean';
};

/** What it means, in a sentence. */
export const standingText: Readonly<Record<Standing, string>> = {
  Breaks: 'Something is not as it should be; a person has to look.',
  Unknown: 'Something may have moved, and it is not known yet whether.',
  Halted: 'An account was halted: nothing more is sent for it until a person resumes.',
  Open: 'Something is still to happen.',
  NotReconciled: 'Nothing was held against what should have happened.',
  Clean: 'Everything that was expected has happened, and nothing else.',
};
