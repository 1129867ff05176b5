import { Printed } from '@legwork/core';
import { chaptersOf } from './chapter.js';
import type { SettlementReport } from './settlement-report.js';
import { standingText } from './standing.js';
import { instantText } from './words.js';

/** The report as plain text, no line wider than 80 columns. */
export const text = (report: SettlementReport): string => Printed.text(pageOf(report));

/** The report as Markdown. */
export const markdown = (report: SettlementReport): string => Printed.markdown(pageOf(report));

const pageOf = (report: SettlementReport): Printed.Page => {
  const { title, atMs, standing } = report;
  const [first, ...rest] = chaptersOf(report).map(({ section }) => section);
  if (first === undefined) return { title, sections: [] };
  const opening = Printed.paragraph(`${standingText[standing]} As of ${instantText(atMs)}.`);
  return {
    title: `${title}: ${standing}`,
    sections: [{ ...first, blocks: [opening, ...first.blocks] }, ...rest],
  };
};
