import { Printed } from '@legwork/core';
import { cutEnd, cutMiddle } from './cut.js';

const { columnsOf, padded, plain, wrapped } = Printed;

/** What is printed for a person: lines that are no wider than the terminal. */
export interface Page {
  /** An empty line. */
  readonly gap: () => void;
  readonly title: (text: string) => void;
  /** A text, wrapped, at an indent. */
  readonly text: (text: string, indent?: number) => void;
  /** A name and a text beside it, wrapped. */
  readonly field: (name: string, text: string, options?: FieldOptions) => void;
  readonly table: (columns: ReadonlyArray<Column>, rows: ReadonlyArray<ReadonlyArray<string>>) => void;
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
    for (const line of wrapped(plain(what), width - indent)) lines.push(' '.repeat(indent) + line);
  };

  const field = (
    name: string,
    what: string,
    { indent = 2, names = usualNames, alarm = false }: FieldOptions = {},
  ): void => {
    const left = indent + names + 1;
    for (const [at, line] of wrapped(plain(what), width - left).entries()) {
      const label = at === 0 ? padded(plain(name), names, 'Left') : ' '.repeat(names);
      lines.push(`${' '.repeat(indent)}${paint('2', label)} ${alarm ? paint('1;31', line) : line}`);
    }
  };

  const table: Page['table'] = (columns, rows) => {
    const cells = rows.map((row) => row.map(plain));
    const widths = shrink(
      columns,
      columns.map(({ head }, at) =>
        Math.max(columnsOf(head), ...cells.map((row) => columnsOf(row[at] ?? ''))),
      ),
      width - 2,
    );
    const line = (row: ReadonlyArray<string>): string =>
      `  ${columns.map(({ cut }, at) => padded(cutTo(cut, row[at] ?? '', widths[at] ?? 0), widths[at] ?? 0, 'Left')).join('  ')}`.trimEnd();
    lines.push(paint('2', line(columns.map(({ head }) => head))), ...cells.map(line));
  };

  return {
    gap: () => void lines.push(''),
    title: (what) => void lines.push(...wrapped(plain(what), width).map((line) => paint('1', line))),
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
  columns: ReadonlyArray<Column>,
  wanted: ReadonlyArray<number>,
  width: number,
): ReadonlyArray<number> => {
  const widths = [...wanted];
  const gaps = 2 * (columns.length - 1);
  for (let over = sum(widths) + gaps - width; over > 0; over -= 1) {
    const most = Math.max(...widths.filter((_, at) => columns[at]?.cut !== 'None'));
    if (!(most > least)) return widths;
    const at = widths.findIndex((one, place) => one === most && columns[place]?.cut !== 'None');
    widths[at] = most - 1;
  }
  return widths;
};

const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, one) => total + one, 0);
