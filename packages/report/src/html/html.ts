import { type Chapter, chaptersOf } from '../chapter.js';
import type { SettlementReport } from '../settlement-report.js';
import { standingText } from '../standing.js';
import { instantText } from '../words.js';
import { blockMarkup } from './block.js';
import { flowFigure } from './flow-figure.js';
import { type Markup, written } from './markup.js';
import { style } from './style.js';
import { timelineFigure } from './timeline-figure.js';

/** Nothing is loaded and nothing is run, whatever stands in the page. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * The report as one file to open in a browser, to send and to print: no script, no request to anywhere, light and dark,
 * for wide and narrow screens. No text of a venue or of a person becomes markup; control characters and those that turn
 * text around are shown.
 */
export const html = (report: SettlementReport): string => page(report).markup;

const page = (report: SettlementReport): Markup => {
  const { title, atMs, standing } = report;
  const chapters = chaptersOf(report).map((chapter, at) => ({ chapter, id: `c${at}` }));
  const main = chapters.filter(({ chapter }) => chapter.level === 2);
  return written`<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ markup: policy }}">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark"><title>${title}</title><style>${{ markup: style }}</style></head>
<body><header><h1>${title}</h1>
<p><span class="badge ${standing}">${standing}</span> ${standingText[standing]}</p>
<p class="asof">As of ${instantText(atMs)}</p>
<nav aria-label="Chapters"><ul>${main.map(({ chapter, id }) => written`<li><a href="#${id}">${chapter.section.heading}</a></li>`)}</ul></nav></header>
<main>${sectionsOf(chapters).map((one) => sectionMarkup(report, one))}</main>
<footer><p>${report.format}. Quantities are exact, in whole units of their asset; times are UTC.</p></footer></body></html>
`;
};

interface Numbered {
  readonly chapter: Chapter;
  readonly id: string;
}

/** Each chapter with those below it. */
const sectionsOf = (chapters: ReadonlyArray<Numbered>): ReadonlyArray<ReadonlyArray<Numbered>> => {
  const sections: Array<Array<Numbered>> = [];
  for (const one of chapters) {
    if (one.chapter.level === 2) sections.push([]);
    sections.at(-1)?.push(one);
  }
  return sections;
};

const sectionMarkup = (report: SettlementReport, chapters: ReadonlyArray<Numbered>): Markup =>
  written`<section aria-labelledby="${chapters[0]?.id ?? ''}">${chapters.map((one) => chapterMarkup(report, one))}</section>
`;

const chapterMarkup = (report: SettlementReport, { chapter, id }: Numbered): Markup => {
  const { level, section, figure } = chapter;
  const heading =
    level === 2
      ? written`<h2 id="${id}">${section.heading}</h2>`
      : written`<h3 id="${id}">${section.heading}</h3>`;
  return written`${heading}
${section.blocks.map((block) => blockMarkup(block, section.heading))}${figureMarkup(report, figure, id)}`;
};

const figureMarkup = ({ atMs }: SettlementReport, figure: Chapter['figure'], id: string): Markup => {
  if (figure === null) return written``;
  return figure._tag === 'Flows'
    ? flowFigure(figure.settlements, id)
    : timelineFigure(figure.mandates, atMs, id);
};
