import type { Lane, Mark, Span } from '../lane.js';
import type { MandatePart } from '../settlement-report.js';
import { instantText } from '../words.js';
import { type Axis, axisOf, placeOf, shareOf } from './axis.js';
import { type Markup, written } from './markup.js';
import { markNames, markShape } from './mark-shape.js';

/** How many lanes are drawn; more are in the lists only. */
const lanesMax = 60;
/** How long the label of a lane is at most. Units: characters. */
const labelMax = 44;
const laneHeight = 46;
const top = 22;

/** When what happened, an intent a lane. Places are percentages, so that it fits any width and its texts stay readable. */
export const timelineFigure = (mandates: ReadonlyArray<MandatePart>, atMs: number, id: string): Markup => {
  const all = mandates.flatMap(({ lanes }) => lanes);
  const lanes = all.slice(0, lanesMax);
  const axis = axisOf(lanes, atMs);
  const more = all.length - lanes.length;
  const [from, to] = [instantText(axis.fromMs), instantText(axis.toMs)];
  return written`<figure><svg role="img" height="${top + lanes.length * laneHeight}" aria-labelledby="${id}-t ${id}-d">
<title id="${id}-t">When it happened</title>
<desc id="${id}-d">A lane for each of ${lanes.length} instructions, from ${from} to ${to}. The lists have every instant.</desc>
<text class="quiet" x="0" y="12">${from}</text><text class="quiet" x="100%" y="12" text-anchor="end">${endText(from, to)}</text>
${lanes.map((lane, at) => laneMarkup(lane, top + at * laneHeight, axis))}</svg>
<ul class="legend">${kindsIn(lanes).map(legendItem)}</ul>
<figcaption>Instants are spread so that each can be seen; they are not to scale.${moreText(more)}</figcaption></figure>
`;
};

const moreText = (more: number): string => (more > 0 ? ` ${more} more are in the lists only.` : '');

/** The end of the axis; of one day, without the day. */
const endText = (from: string, to: string): string =>
  from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to;

const laneMarkup = ({ label, spans, marks }: Lane, y: number, axis: Axis): Markup => {
  const line = y + 31;
  const shown = label.length > labelMax ? `${label.slice(0, labelMax - 2)}..` : label;
  return written`<text class="strong" x="0" y="${y + 14}">${shown}</text>
<line class="axis" x1="0" x2="100%" y1="${line}" y2="${line}"/>
${spans.map((span) => spanMarkup(span, line, axis))}${marks.map((mark) => markMarkup(mark, line, axis))}`;
};

const spanMarkup = ({ kind, fromMs, toMs }: Span, y: number, axis: Axis): Markup => {
  const width = shareOf(axis, toMs ?? axis.toMs) - shareOf(axis, fromMs);
  return written`<rect class="span-${kind}" x="${placeOf(axis, fromMs)}" y="${y - 2}" width="${width.toFixed(2)}%" height="4"/>\n`;
};

const markMarkup = ({ kind, atMs, who, what }: Mark, y: number, axis: Axis): Markup =>
  written`<svg x="${placeOf(axis, atMs)}" y="${y}" overflow="visible" class="mark mark-${kind}"><title>${instantText(atMs)}, ${who}: ${what}</title>${markShape(kind)}</svg>\n`;

const kindsIn = (lanes: ReadonlyArray<Lane>): ReadonlyArray<Mark['kind']> => {
  const found = new Set(lanes.flatMap(({ marks }) => marks.map(({ kind }) => kind)));
  return Object.keys(markNames).filter((name): name is Mark['kind'] =>
    [...found].some((kind) => kind === name),
  );
};

const legendItem = (kind: Mark['kind']): Markup =>
  written`<li><svg viewBox="-8 -8 16 16" class="mark mark-${kind}" aria-hidden="true">${markShape(kind)}</svg>${markNames[kind]}</li>`;
