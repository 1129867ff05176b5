/** A table of texts: its columns, and rows with a cell for each. */
export interface CsvTable {
  readonly columns: ReadonlyArray<string>;
  readonly rows: ReadonlyArray<ReadonlyArray<string>>;
}

/**
 * A table as CSV by RFC 4180: a header row, CRLF after every row, quotes where they are needed.
 *
 * A cell that a spreadsheet could take for a formula gets one apostrophe before it: one whose first character that is no
 * space is `=`, `+`, `-` or `@`, also in their full width, or that begins with a tab, a line break or an apostrophe. Whoever
 * reads the file takes one leading apostrophe away, and has exactly the text that was written. Quantities and ids of a ledger
 * are never changed by it. Open it with the comma as the only separator.
 */
export const csv = ({ columns, rows }: CsvTable): string => [columns, ...rows].map(line).join('');

const line = (cells: ReadonlyArray<string>): string => `${cells.map(cell).join(',')}\r\n`;

const cell = (text: string): string => {
  const guarded = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
};

const formula = /^(?:['\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;
