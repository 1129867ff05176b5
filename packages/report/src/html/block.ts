import type { Printed } from '@legwork/core';
import { type Markup, written } from './markup.js';

/** A paragraph, a list or a table as HTML. */
export const blockMarkup = (block: Printed.Block, heading: string): Markup => {
  switch (block._tag) {
    case 'Paragraph':
      return written`<p>${block.text}</p>\n`;
    case 'List':
      return written`<ul>${block.items.map((item) => written`<li>${item}</li>`)}</ul>\n`;
    case 'Table':
      return tableMarkup(block.columns, block.rows, heading);
  }
};

type Cells = ReadonlyArray<string>;

/** Roles are said in so many words, as a table that is shown as cards is none to some browsers. */
const tableMarkup = (
  columns: ReadonlyArray<Printed.Column>,
  rows: ReadonlyArray<Cells>,
  heading: string,
): Markup => written`<div class="table" role="region" aria-label="${heading}" tabindex="0"><table role="table">
<thead role="rowgroup"><tr role="row">${columns.map(headMarkup)}</tr></thead>
<tbody role="rowgroup">${rows.map((row) => rowMarkup(columns, row))}</tbody></table></div>
`;

const headMarkup = ({ name, align }: Printed.Column): Markup =>
  written`<th role="columnheader" scope="col" class="${classOf(align)}">${name}</th>`;

const rowMarkup = (columns: ReadonlyArray<Printed.Column>, row: Cells): Markup =>
  written`<tr role="row">${columns.map((column, at) => cellMarkup(column, row[at] ?? ''))}</tr>\n`;

const cellMarkup = ({ name, align }: Printed.Column, text: string): Markup =>
  written`<td role="cell" class="${classOf(align)}" data-name="${name}">${text}</td>`;

const classOf = (align: Printed.Column['align']): string => (align === 'Right' ? 'number' : 'words');
