import { columns, cutEnd, cutMiddle, pad, plain, wrap } from './text.js';

/** What is printed for a person: lines that are no wider than the terminal. */
export interface Page {
  /** An empty line. */
  readonly gap: () => void;
  readonly title: (text: string) => void;
  /** A text, wrapped, at an indent. */
  readonly text: (text: string, indent?: number) => void;
  /** A name and a text beside it, wrapped. */
  readonly field: (name: string, text: string, options?: FieldOptions) => void;
  readonly table: (columnsOf: ReadonlyArray<Column>, rows: ReadonlyArray<ReadonlyArray<string>>) => void;
  readonly print: () => string;
}

/** How a field is laid out. */
interface FieldOptions {
  readonly indent?: number;
  /** How wide names are. */
  readonly names?: number;
  readonly alarm?: boolean;
}

/** One column of a table. */
export interface Column {
  readonly head: string;
  /** What is left away where there is not enough room; `None`: it is never cut. */
  readonly cut: 'None' | 'End' | 'Middle';
}

const usualNames = 10;
const least = 8;

/** An empty page. */
export const newPage = (width: number, hasColour: boolean): Page => {
  const lines: Array<string> = [];
  const paint = (code: string, text: string): string =>
    hasColour ? `\u001B[${code}m${text}\u001B[0m` : text;

  const text = (what: string, indent = 0): void => {
    for (const line of wrap(plain(what), width - indent)) lines.push(' '.repeat(indent) + line);
  };

  const field = (
    name: string,
    what: string,
    { indent = 2, names = usualNames, alarm = false }: FieldOptions = {},
  ): void => {
    const left = indent + names + 1;
    for (const [at, line] of wrap(plain(what), width - left).entries()) {
      const label = at === 0 ? pad(plain(name), names) : ' '.repeat(names);
      lines.push(`${' '.repeat(indent)}${paint('2', label)} ${alarm ? paint('1;31', line) : line}`);
    }
  };

  const table: Page['table'] = (columnsOf, rows) => {
    const cells = rows.map((row) => row.map(plain));
    const widths = shrink(
      columnsOf,
      columnsOf.map(({ head }, at) => Math.max(columns(head), ...cells.map((row) => columns(row[at] ?? '')))),
      width - 2,
    );
    const line = (row: ReadonlyArray<string>): string =>
      `  ${columnsOf.map(({ cut }, at) => pad(cutTo(cut, row[at] ?? '', widths[at] ?? 0), widths[at] ?? 0)).join('  ')}`.trimEnd();
    lines.push(paint('2', line(columnsOf.map(({ head }) => head))), ...cells.map(line));
  };

  return {
    gap: () => void lines.push(''),
    title: (what) => void lines.push(...wrap(plain(what), width).map((line) => paint('1', line))),
    text,
    field,
    table,
    print: () => lines.map((line) => `${line}\n`).join(''),
  };
};

const cutTo = (cut: Column['cut'], text: string, width: number): string =>
  cut === 'Middle' ? cutMiddle(text, width) : cutEnd(text, width);

/** Takes from the widest column that may be cut until all fit. */
const shrink = (
  columnsOf: ReadonlyArray<Column>,
  wanted: ReadonlyArray<number>,
  width: number,
): ReadonlyArray<number> => {
  const widths = [...wanted];
  const gaps = 2 * (columnsOf.length - 1);
  for (let over = sum(widths) + gaps - width; over > 0; over -= 1) {
    const most = Math.max(...widths.filter((_, at) => columnsOf[at]?.cut !== 'None'));
    if (!(most > least)) return widths;
    const at = widths.findIndex((one, place) => one === most && columnsOf[place]?.cut !== 'None');
    widths[at] = most - 1;
  }
  return widths;
};

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, one) => total + one, 0);
