/** Something to read, before it is known where: sections of paragraphs, lists and tables. */
export interface Page {
  readonly title: string;
  readonly sections: ReadonlyArray<Section>;
}

/** A part of a page under a heading of its own. */
export interface Section {
  readonly heading: string;
  readonly blocks: ReadonlyArray<Block>;
}

/** What stands in a section. Texts may carry words of venues and of people as they came; whoever shows them makes them safe. */
export type Block =
  | { readonly _tag: 'Paragraph'; readonly text: string }
  | { readonly _tag: 'List'; readonly items: ReadonlyArray<string> }
  | {
      readonly _tag: 'Table';
      readonly columns: ReadonlyArray<Column>;
      readonly rows: ReadonlyArray<ReadonlyArray<string>>;
    };

/** A column of a table. */
export interface Column {
  readonly name: string;
  /** Quantities stand at the right, so that they can be compared. */
  readonly align: 'Left' | 'Right';
}

/** A column of words. */
export const left = (name: string): Column => ({ name, align: 'Left' });
/** A column of quantities. */
export const right = (name: string): Column => ({ name, align: 'Right' });
/** A paragraph. */
export const paragraph = (text: string): Block => ({ _tag: 'Paragraph', text });
/** A list, an item a line. */
export const list = (items: ReadonlyArray<string>): Block => ({ _tag: 'List', items });
/** A table; a row has a cell for each column. */
export const table = (columns: ReadonlyArray<Column>, rows: ReadonlyArray<ReadonlyArray<string>>): Block => ({
  _tag: 'Table',
  columns,
  rows,
});

/** A section with one block, or a sentence instead when there is nothing in it. */
export const section = (heading: string, block: Block, whenEmpty: string): Section => ({
  heading,
  blocks: [isEmpty(block) ? paragraph(whenEmpty) : block],
});

const isEmpty = (block: Block): boolean =>
  (block._tag === 'List' && block.items.length === 0) || (block._tag === 'Table' && block.rows.length === 0);
