import type { Growth, Line, Point } from '../growth/growth.js';
import { escaped } from './escaped.js';

const panelWidth = 440;
const panelHeight = 260;
const columns = 2;
const inner = { left: 56, right: 14, top: 42, bottom: 62 };
const colours = ['#0969da', '#cf222e', '#1a7f37', '#8250df', '#9a6700', '#57606a'];

interface Box {
  readonly x: (size: number) => number;
  readonly y: (value: number) => number;
}

/** How things grow, a panel for each; both axes by powers of ten, so that a straight slope of one is linear growth. */
export const plotsOf = (growths: ReadonlyArray<Growth>): string => {
  const [width, height] = [panelWidth * columns, panelHeight * Math.ceil(growths.length / columns)];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="10">
<title>Time and memory over size</title>
<rect width="${width}" height="${height}" fill="#ffffff"/>
${growths.map(panel).join('\n')}
</svg>
`;
};

const panel = ({ title, lines }: Growth, at: number): string => {
  const [left, top] = [(at % columns) * panelWidth, Math.floor(at / columns) * panelHeight];
  const drawnLines = lines.filter(({ points }) => points.some(({ value }) => value > 0));
  const points = drawnLines.flatMap((line) => line.points.filter(({ value }) => value > 0));
  const box = boxOf(points);
  return `<g transform="translate(${left} ${top})">
<text x="12" y="22" font-size="13" font-weight="600" fill="#1b1f24">${escaped(title)}</text>
${grid(points, box)}
${drawnLines.map((line, index) => curve(line, colours[index % colours.length] ?? '#1b1f24', index, box)).join('\n')}
</g>`;
};

const decades = (values: ReadonlyArray<number>): readonly [from: number, to: number] => {
  const from = Math.floor(Math.log10(Math.min(...values)));
  return [from, Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))))];
};

const boxOf = (points: ReadonlyArray<Point>): Box => {
  const [x0, x1] = decades(points.map(({ size }) => size));
  const [y0, y1] = decades(points.map(({ value }) => value));
  const [wide, high] = [panelWidth - inner.left - inner.right, panelHeight - inner.top - inner.bottom];
  return {
    x: (size) => inner.left + ((Math.log10(size) - x0) / (x1 - x0)) * wide,
    y: (value) => inner.top + high - ((Math.log10(value) - y0) / (y1 - y0)) * high,
  };
};

const grid = (points: ReadonlyArray<Point>, { x, y }: Box): string => {
  const [x0, x1] = decades(points.map(({ size }) => size));
  const [y0, y1] = decades(points.map(({ value }) => value));
  const across = powers(y0, y1).map((value) => {
    const at = y(value).toFixed(1);
    return `<line x1="${inner.left}" x2="${panelWidth - inner.right}" y1="${at}" y2="${at}" stroke="#d8dee4"/><text x="${inner.left - 6}" y="${at}" dy="3" text-anchor="end" fill="#57606a">${value.toLocaleString('en', { maximumFractionDigits: 6 })}</text>`;
  });
  const up = powers(x0, x1).map((size) => {
    const at = x(size).toFixed(1);
    return `<line x1="${at}" x2="${at}" y1="${inner.top}" y2="${panelHeight - inner.bottom}" stroke="#d8dee4"/><text x="${at}" y="${panelHeight - inner.bottom + 13}" text-anchor="middle" fill="#57606a">${short(size)}</text>`;
  });
  return [...across, ...up].join('\n');
};

const powers = (from: number, to: number): ReadonlyArray<number> =>
  Array.from({ length: to - from + 1 }, (_, at) => 10 ** (from + at));

const short = (size: number): string =>
  size >= 1e6 ? `${size / 1e6}M` : size >= 1_000 ? `${size / 1_000}k` : String(size);

const curve = ({ name, unit, points }: Line, colour: string, index: number, { x, y }: Box): string => {
  const shown = points.filter(({ value }) => value > 0);
  const places = shown.map(({ size, value }) => `${x(size).toFixed(1)},${y(value).toFixed(1)}`);
  const dots = shown.map(
    ({ size, value }) =>
      `<circle cx="${x(size).toFixed(1)}" cy="${y(value).toFixed(1)}" r="2.5" fill="${colour}"/>`,
  );
  const [left, top] = [12 + (index % 2) * 200, panelHeight - 30 + Math.floor(index / 2) * 13];
  return `<polyline points="${places.join(' ')}" fill="none" stroke="${colour}" stroke-width="1.5"/>${dots.join('')}
<rect x="${left}" y="${top - 8}" width="9" height="9" fill="${colour}"/><text x="${left + 13}" y="${top}" fill="#1b1f24">${escaped(`${name}, ${unit}`)}</text>`;
};
