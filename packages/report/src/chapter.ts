import { Printed } from '@legwork/core';
import { reconciliationSections } from './reconciliation-sections.js';
import { settlementSections } from './settlement-sections.js';
import type { MandatePart, SettlementPart, SettlementReport } from './settlement-report.js';
import { approvalItem, headline, openItem } from './summary.js';
import { momentText } from './words.js';

/** A part of the report under a heading, with what is drawn beside it. */
export interface Chapter {
  /** Of the heading: 2 or, below the one before, 3. */
  readonly level: 2 | 3;
  readonly section: Printed.Section;
  readonly figure: Figure | null;
}

/** What is drawn: when things happened, or who pays whom. */
type Figure =
  | { readonly _tag: 'Timeline'; readonly mandates: ReadonlyArray<MandatePart> }
  | { readonly _tag: 'Flows'; readonly settlements: ReadonlyArray<SettlementPart> };

const { list, paragraph, section } = Printed;

/** The report in the order in which it is read: what needs somebody first, then from the plan to what came of it. */
export const chaptersOf = (report: SettlementReport): ReadonlyArray<Chapter> => {
  const { plan, group, settlements, mandates, approvals, open, reconciliation } = report;
  const told = new Set(settlements.flatMap((one) => one.mandates));
  const others = mandates.filter(({ id }) => !told.has(id));
  return [
    { ...chapter(2, section('In short', list(headline(report)), '')), figure: flowsOf(settlements) },
    chapter(2, section('Open, and what would resolve it', list(open.map(openItem)), 'Nothing is open.')),
    ...under(reconciliationSections(reconciliation)),
    ...(plan === null ? [] : pageChapters('The plan', plan.page)),
    chapter(2, section('Who approved what', list(approvals.map(approvalItem)), 'Nothing was approved.')),
    ...settlements.flatMap((settlement) => settlementChapters(settlement, mandates)),
    ...others.map((mandate) => ({ ...chapter(2, mandateSection(mandate)), figure: timelineOf([mandate]) })),
    ...(group === null ? [] : pageChapters('The group', group.page)),
  ];
};

const chapter = (level: 2 | 3, one: Printed.Section): Chapter => ({ level, section: one, figure: null });

/** Sections of which the first one has the others below it. */
const under = ([first, ...rest]: ReadonlyArray<Printed.Section>): ReadonlyArray<Chapter> =>
  first === undefined ? [] : [chapter(2, first), ...rest.map((one) => chapter(3, one))];

/** Another report of core, under a heading of its own. */
const pageChapters = (heading: string, { title, sections }: Printed.Page): ReadonlyArray<Chapter> =>
  under([{ heading, blocks: [paragraph(title)] }, ...sections]);

const settlementChapters = (
  settlement: SettlementPart,
  all: ReadonlyArray<MandatePart>,
): ReadonlyArray<Chapter> => {
  const mandates = all.filter(({ id }) => settlement.mandates.includes(id));
  const sections = [...settlementSections(settlement), ...mandates.map(mandateSection)];
  return under(sections).map((one) => (one.level === 2 ? { ...one, figure: timelineOf(mandates) } : one));
};

const mandateSection = ({ id, intents, story }: MandatePart): Printed.Section => ({
  heading: `Mandate ${id}`,
  blocks: [
    ...(intents.length === 0 ? [] : [list(intents.map(({ what, came }) => `${what}: ${came}`))]),
    paragraph('What happened:'),
    list(story.map(({ atMs, who, what }) => `${momentText(atMs)}, ${who}: ${what}`)),
  ],
});

const timelineOf = (mandates: ReadonlyArray<MandatePart>): Figure | null =>
  mandates.some(({ lanes }) => lanes.length > 0) ? { _tag: 'Timeline', mandates } : null;

const flowsOf = (settlements: ReadonlyArray<SettlementPart>): Figure | null =>
  settlements.some(({ legs }) => legs.length > 0) ? { _tag: 'Flows', settlements } : null;
