import { type Row, type Target, isReached } from '../harness/row.js';
import { type Spread, inverse } from '../harness/spread.js';

/** A number as a person reads it: three digits that mean something. */
export const figure = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 1_000) return Math.round(value).toLocaleString('en');
  if (size >= 100) return value.toFixed(0);
  if (size >= 10) return value.toFixed(1);
  return value.toFixed(size >= 0.1 || size === 0 ? 2 : 3);
};

const times = (value: number): string => `${figure(value)}×`;

/** What a row must show. */
export const targetText = (target: Target): string => {
  switch (target._tag) {
    case 'AtMost':
      return `≤ ${target.ratio}`;
    case 'TimesLess':
      return `≥ ${target.factor}× less`;
    case 'PerSecond':
      return `≥ ${target.least.toLocaleString('en')}`;
    case 'None':
      return '';
  }
};

/** The median of what was measured, in the terms of the target: our share of the other's cost, or how many times less. */
export const medianText = (row: Row): string => {
  const text = ofSpread(row, ({ median }) => [median])[0] ?? 'not measured';
  return text.endsWith('×') ? `${text} less` : text;
};

/** The middle half of what was measured, in the same terms. */
export const spreadText = (row: Row): string =>
  ofSpread(row, ({ low, high, count }) => (count > 1 ? [low, high] : [])).join(' – ');

const ofSpread = (
  { target, measured }: Row,
  pick: (spread: Spread) => ReadonlyArray<number>,
): ReadonlyArray<string> => {
  if (measured._tag === 'NotMeasured') return [];
  if (measured._tag === 'Rate') return pick(measured.perSecond).map(figure);
  return isShare(target, measured.spread)
    ? pick(measured.spread).map(figure)
    : pick(inverse(measured.spread)).map(times);
};

/** A row without a target is told as a share where we cost more. */
const isShare = (target: Target, { median }: Spread): boolean =>
  target._tag === 'AtMost' || (target._tag === 'None' && median > 1);

/** Whether the target is reached, in a word. */
export const verdictText = (row: Row): string => yesOrNo(isReached(row));

/** An answer in a word; empty: there is none. */
export const yesOrNo = (answer: boolean | undefined): string =>
  answer === undefined ? '' : answer ? 'yes' : 'no';
