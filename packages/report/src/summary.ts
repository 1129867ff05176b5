import { Story } from '@legwork/core';
import type { ApprovalPart, OpenPart, SettlementReport } from './settlement-report.js';
import { countText, instantText } from './words.js';

/** The report in a few sentences. */
export const headline = (report: SettlementReport): ReadonlyArray<string> => {
  const { settlements, mandates, open, reconciliation } = report;
  const legs = settlements.flatMap((one) => one.legs);
  const settled = legs.filter(({ status }) => status === 'Settled').length;
  const intents = mandates.flatMap((one) => one.intents);
  const nothing = intents.filter(({ ending }) => ending === 'NotDone' || ending === 'Failed').length;
  return [
    `${countText(settlements.length, 'settlement')}: ${settled} of ${countText(legs.length, 'leg')} settled`,
    `${countText(intents.length, 'instruction')}: ${intents.length - nothing - open.length} carried out, ${nothing} came to nothing, ${open.length} open`,
    reconciliation === null
      ? 'not reconciled'
      : `reconciled: ${countText(reconciliation.breaks.length, 'break')}, ${countText(reconciliation.waiting.length, 'line')} waiting`,
  ];
};

/** What is open, in sentences: what is known, since when, and what would resolve it. */
export const openItem = (one: OpenPart): string =>
  `${one.mandate}, ${one.what}: ${one.state} since ${instantText(one.sinceMs)}. ${Story.known(one.known, one.wouldResolve)} A person may decide: ${one.choices.join(', ')}.`;

/** Who approved what, and when. */
export const approvalItem = ({ mandate, by, atMs, digest, isOfPlan }: ApprovalPart): string => {
  const what = mandate ?? (isOfPlan === false ? 'another plan than this one' : 'the plan');
  return `${what}: by ${by} at ${instantText(atMs)}, digest ${digest}`;
};
