import type { Finding } from './finding.js';
import { type Row, isReached } from '../harness/row.js';
import { figure } from './figure.js';
import { escaped } from './escaped.js';

const width = 900;
const rowHeight = 20;
const labelWidth = 500;
const top = 58;
/** The axis reaches from a tenth to a thousand times. */
const [lowest, highest] = [-1, 3];

interface Bar {
  readonly row: Row;
  /** How many times less we cost. */
  readonly factor: number;
}

/** Each comparison with somebody else's work as a bar: to the right of the line, we cost less. */
export const barsOf = ({ sections, surroundings }: Finding): string => {
  const bars = sections.flatMap(({ rows }) => rows.flatMap(barOf));
  const height = top + bars.length * rowHeight + 14;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="11">
<title>How many times less each thing costs with Legwork</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="12" y="20" font-size="14" font-weight="600" fill="#1b1f24">How many times less it costs with Legwork</text>
<text x="12" y="38" fill="#57606a">${escaped(`${surroundings.date}, Node ${surroundings.node}, ${surroundings.processor}; green: target reached, orange: missed, grey: no target`)}</text>
${axis(height)}
${bars.map(drawn).join('\n')}
</svg>
`;
};

const barOf = (row: Row): ReadonlyArray<Bar> =>
  row.measured._tag === 'Ratio' ? [{ row, factor: 1 / row.measured.spread.median }] : [];

const place = (factor: number): number => {
  const share = (Math.log10(factor) - lowest) / (highest - lowest);
  return labelWidth + Math.min(1, Math.max(0, share)) * (width - labelWidth - 60);
};

const axis = (height: number): string =>
  [0.1, 1, 10, 100, 1_000]
    .map((factor) => {
      const x = place(factor).toFixed(1);
      const colour = factor === 1 ? '#1b1f24' : '#d0d7de';
      return `<line x1="${x}" x2="${x}" y1="${top - 4}" y2="${height - 10}" stroke="${colour}"/><text x="${x}" y="${top - 8}" text-anchor="middle" fill="#57606a">${factor}×</text>`;
    })
    .join('\n');

const drawn = ({ row, factor }: Bar, at: number): string => {
  const y = top + at * rowHeight;
  const [from, to] = [place(Math.min(1, factor)), place(Math.max(1, factor))];
  const reached = isReached(row);
  const colour = reached === undefined ? '#8c959f' : reached ? '#2da44e' : '#d4772c';
  const label = escaped(shortened(`${row.what} — ${row.against}`.replaceAll('`', '')));
  return `<text x="${labelWidth - 8}" y="${y + 14}" text-anchor="end" fill="#1b1f24">${label}</text><rect x="${from.toFixed(1)}" y="${y + 4}" width="${(to - from).toFixed(1)}" height="12" fill="${colour}"/><text x="${(to + 4).toFixed(1)}" y="${y + 14}" fill="#1b1f24">${figure(factor)}×</text>`;
};

const lettersMax = 80;

const shortened = (text: string): string =>
  text.length > lettersMax ? `${text.slice(0, lettersMax - 1)}…` : text;
