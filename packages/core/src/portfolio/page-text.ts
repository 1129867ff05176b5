import type { Block, Column, Page, Section } from './page.js';
import { columnsOf, padded, plain, wrapped } from './plain-text.js';

/** How wide a page is. Units: columns. */
const pageWidth = 80;

/** A page as plain text that fits 80 columns, whatever is in it. */
export const pageText = ({ title, sections }: Page): string =>
  `${[...underlined(title, '='), ...sections.flatMap(sectionLines)].join('\n')}\n`;

const sectionLines = ({ heading, blocks }: Section): ReadonlyArray<string> => [
  '',
  ...underlined(heading, '-'),
  ...blocks.flatMap(blockLines),
];

const underlined = (text: string, by: string): ReadonlyArray<string> => {
  const lines = wrapped(plain(text), pageWidth);
  return [...lines, by.repeat(Math.max(...lines.map(columnsOf)))];
};

const blockLines = (block: Block): ReadonlyArray<string> => {
  switch (block._tag) {
    case 'Paragraph':
      return wrapped(plain(block.text), pageWidth);
    case 'List':
      return block.items.flatMap((item) => wrapped(`- ${plain(item)}`, pageWidth, '  '));
    case 'Table':
      return tableLines(block.columns, block.rows);
  }
};

const gap = '  ';

/** A table where it fits; otherwise its rows as lists, in which nothing has to be cut. */
const tableLines = (
  columns: ReadonlyArray<Column>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
): ReadonlyArray<string> => {
  const cells = [columns.map(({ name }) => name), ...rows].map((row) => row.map(plain));
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => columnsOf(row[at] ?? ''))));
  const total = widths.reduce((sum, width) => sum + width, gap.length * (columns.length - 1));
  if (total > pageWidth) return rows.flatMap((row) => rowAsList(columns, row));
  return cells.map((row) =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0, columns[at]?.align ?? 'Left'))
      .join(gap)
      .trimEnd(),
  );
};

const rowAsList = (columns: ReadonlyArray<Column>, row: ReadonlyArray<string>): ReadonlyArray<string> => {
  const parts = row.flatMap((cell, at) => (cell === '' ? [] : [`${columns[at]?.name ?? ''} ${plain(cell)}`]));
  return wrapped(`- ${parts.join(', ')}`, pageWidth, '  ');
};
