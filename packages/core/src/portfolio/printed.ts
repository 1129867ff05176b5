// Reports that others make are pages of the same kind, and are shown by the same code.
export {
  type Block,
  type Column,
  type Page,
  type Section,
  left,
  list,
  paragraph,
  right,
  section,
  table,
} from './page.js';
export { pageMarkdown as markdown } from './page-markdown.js';
export { pageText as text } from './page-text.js';
export { columnsOf, padded, plain, wrapped } from './plain-text.js';
