import { type Growth, exponent } from '../growth/growth.js';
import type { Row } from '../harness/row.js';
import { figure, medianText, spreadText, targetText, verdictText } from './figure.js';

const widths = [62, 50, 12, 16, 14] as const;

const cells = (...texts: ReadonlyArray<string>): string =>
  texts
    .map((text, at) => fitted(text, widths[at] ?? 8))
    .join(' ')
    .trimEnd();

const fitted = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width);

/** One section as lines of a terminal. */
export const sectionLines = (title: string, rows: ReadonlyArray<Row>): ReadonlyArray<string> => [
  '',
  cells(title, 'against', 'measured', 'middle half', 'target', 'reached'),
  ...rows.map((row) =>
    cells(row.what, row.against, medianText(row), spreadText(row), targetText(row.target), verdictText(row)),
  ),
];

/** How something grows, as lines of a terminal. */
export const growthLines = ({ title, of, lines }: Growth): ReadonlyArray<string> => [
  '',
  title,
  ...lines.map((line) => {
    const points = line.points.map(({ size, value }) => `${size.toLocaleString('en')}: ${figure(value)}`);
    const power = exponent(line);
    const grows = power === undefined ? '' : `  (size^${power.toFixed(2)})`;
    return `  ${fitted(`${line.name}, ${line.unit}`, 44)} ${of} ${points.join(', ')}${grows}`;
  }),
];
