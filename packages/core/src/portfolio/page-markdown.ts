import type { Block, Column, Page } from './page.js';
import { plain } from './plain-text.js';

/** A page as Markdown, in which no text of a venue or of a person becomes markup. */
export const pageMarkdown = ({ title, sections }: Page): string =>
  `${[
    `# ${safe(title)}`,
    ...sections.flatMap(({ heading, blocks }) => [`## ${safe(heading)}`, ...blocks.map(blockText)]),
  ].join('\n\n')}\n`;

const blockText = (block: Block): string => {
  switch (block._tag) {
    case 'Paragraph':
      return safe(block.text);
    case 'List':
      return block.items.map((item) => `- ${safe(item)}`).join('\n');
    case 'Table':
      return [row(block.columns.map(({ name }) => name)), ruler(block.columns), ...block.rows.map(row)].join(
        '\n',
      );
  }
};

const row = (cells: ReadonlyArray<string>): string => `| ${cells.map(safe).join(' | ')} |`;

const ruler = (columns: ReadonlyArray<Column>): string =>
  `| ${columns.map(({ align }) => (align === 'Right' ? '---:' : '---')).join(' | ')} |`;

/** Everything that Markdown or HTML could take for more than a character, taken for a character. */
const safe = (text: string): string =>
  plain(text)
    .replaceAll(/[\\`*_[\]#!|~]/g, String.raw`\$&`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // What looks like an address is made a link of, even without markup.
    .replaceAll('://', ':&#47;/')
    .replaceAll(/www\./gi, (found) => `${found.slice(0, 3)}&#46;`);
