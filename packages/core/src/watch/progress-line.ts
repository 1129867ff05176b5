import * as O from 'fp-ts/lib/Option.js';
import { instantText, stretchText } from '../portfolio/instant-text.js';
import type { Progress, Value, Wait } from './progress.js';

const columns = 80;
const barWidth = 10;

/**
 * The progress as one line of a terminal, at most 80 columns: what it is, how far, what has moved of what, and what it waits for.
 *
 * What does not fit is left out as a whole, and said to be: a number is never cut.
 */
export const line = (progress: Progress, nowMs: number): string => {
  const parts = [
    ...progress.values.map(valueText),
    ...progress.waits.map((wait) => waitText(wait, nowMs)),
    ...(O.isSome(progress.deadline) ? [`until ${instantText(progress.deadline.value.atMs)}`] : []),
  ];
  const head = `${shortened(printable(progress.name))} ${bar(progress)} ${progress.status}`;
  let text = head;
  for (const [at, part] of parts.map(printable).entries()) {
    const left = parts.length - at;
    const longer = `${text}  ${part}`;
    const room = left === 1 ? columns : columns - moreText(left - 1).length;
    if (longer.length > room) return `${text}${moreText(left)}`;
    text = longer;
  }
  return text;
};

const moreText = (left: number): string => `  +${left} more`;

const nameMax = 24;

const shortened = (name: string): string =>
  name.length > nameMax ? `${name.slice(0, nameMax - 3)}...` : name;

/** What a terminal could take for an order is shown as a question mark. */
const printable = (text: string): string => text.replaceAll(/[^\x20-\x7e]/g, '?');

const bar = ({ legs: { done, total } }: Progress): string => {
  const filled = total === 0 ? 0 : Math.trunc((done * barWidth) / total);
  return `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${done}/${total}`;
};

const ways = { Out: 'out', In: 'in', Others: 'others' } as const;

const valueText = ({ asset, way, settled, unclear, total }: Value): string =>
  `${asset} ${ways[way]} ${settled}${unclear === '0' ? '' : '+?'}/${total}`;

const waitText = ({ by, for: what, sinceMs }: Wait, nowMs: number): string => {
  const long = O.isSome(sinceMs) ? ` (${stretchText(Math.max(0, nowMs - sinceMs.value))})` : '';
  return `${by}: ${what}${long}`;
};
