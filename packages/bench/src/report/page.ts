import { type Growth, type Line, exponent, isKept } from '../growth/growth.js';
import { type Row, isReached } from '../harness/row.js';
import { figure, medianText, spreadText, targetText, verdictText, yesOrNo } from './figure.js';
import type { Finding, Surroundings } from './finding.js';

/** A finding as a page of the documentation. */
export const pageOf = ({ surroundings, sections, growths }: Finding): string =>
  [
    '# Performance',
    introduction(surroundings),
    '![Each comparison as a bar](performance.svg)',
    ...sections.map(({ title, rows }) => section(title, rows)),
    '## Missed',
    missed(sections.flatMap(({ rows }) => rows)),
    '## Growth',
    '![Time and memory over size](growth.svg)',
    ...growths.map(growthSection),
    '## How it is measured',
    method,
    '## With what',
    peersTable(surroundings),
  ].join('\n\n') + '\n';

const introduction = ({ date, node, processor, cores, memoryGib, system, quick }: Surroundings): string =>
  `Written by \`npm run bench\` on ${date}; do not edit. Node ${node}, ${processor}, ${cores} cores, ${memoryGib} GiB, ${system}.${
    quick ? ' **A quick run: rough figures.**' : ''
  }

Every figure is a ratio between contenders of the same run, on the same input, after their results were found to be equal. A plain number is
our cost for each unit of the other's, so less is better; with “× less” it is how many times less we cost. _Middle half_: half of the rounds lie there.
Whoever loses a comparison is shown all the same, us included.`;

const section = (title: string, rows: ReadonlyArray<Row>): string => {
  const notes = [...new Set(rows.map(({ note }) => note).filter((note) => note !== ''))];
  return [
    `## ${title}`,
    table(
      ['what', 'against', 'measured', 'middle half', 'target', 'reached'],
      rows.map((row) => [
        row.what,
        row.against,
        medianText(row),
        spreadText(row),
        targetText(row.target),
        verdictText(row),
      ]),
    ),
    ...notes,
  ].join('\n\n');
};

const missed = (rows: ReadonlyArray<Row>): string => {
  const lines = rows.flatMap((row) => {
    if (row.measured._tag === 'NotMeasured') return [`- ${row.what}: ${row.measured.why}.`];
    if (isReached(row) !== false) return [];
    const reason = row.note === '' ? '' : ` ${row.note}`;
    return [
      `- ${row.what}, against ${row.against}: ${medianText(row)}, target ${targetText(row.target)}.${reason}`,
    ];
  });
  return lines.length === 0 ? 'No target is missed.' : lines.join('\n');
};

const growthSection = ({ title, of, lines, note }: Growth): string => {
  const sizes = [...new Set(lines.flatMap(({ points }) => points.map(({ size }) => size)))].toSorted(
    (a, b) => a - b,
  );
  const rows = lines.map((line) => [
    `${line.name}, ${line.unit}`,
    ...sizes.map((size) => valueAt(line, size)),
    powerText(line),
    line.promise === 'Linear' ? 'linear' : 'logarithmic',
    yesOrNo(isKept(line)),
  ]);
  const head = [
    of,
    ...sizes.map((size) => size.toLocaleString('en')),
    'grows with size to the',
    'promised',
    'kept',
  ];
  return [`### ${title}`, table(head, rows), ...(note === '' ? [] : [note])].join('\n\n');
};

const valueAt = ({ points }: Line, wanted: number): string => {
  const point = points.find(({ size }) => size === wanted);
  return point === undefined ? '' : figure(point.value);
};

const powerText = (line: Line): string => exponent(line)?.toFixed(2) ?? '';

const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const method = `All contenders of a comparison run in one process, in rounds: each round runs every one of them, beginning with another, and ratios are taken
within a round, so that whatever slows the machine down slows all. What is printed is the median over the rounds; before any counts, each contender has run until
it is as fast as it gets.

What is compared is the processor time of the process, the collector's own threads included: on a machine that others use as well, the clock on the wall says little. It
is used only for what waits for a disk.

Between laps only the young generation is collected, and the bytecode of idle functions is kept (\`--no-flush-bytecode\`): a full collection would lose what the
compiler has learnt and make some contenders up to five times slower than they are.

Calls go to a server in another process. What is loaded, and what grows, is measured in processes of their own. Sizes are those of the files of a package and of
everything it depends on.

A library may be compared with less than it can do: io-ts and zod are used as their documentation shows, with a check of each amount by one expression, and with less
checked of ids than here.`;

const peersTable = ({ peers }: Surroundings): string =>
  table(
    ['peer', 'version'],
    peers.map(([name, version]) => [name, version]),
  );
