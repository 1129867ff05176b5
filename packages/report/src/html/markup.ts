import { Printed } from '@legwork/core';

/** A piece of HTML. It is made by `written` alone, so no text becomes markup that was not written in this package. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | ReadonlyArray<Markup>;

/** A template whose parts are escaped, unless they are markup already. Attributes in it stand in double quotes. */
export const written = (texts: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Markup => ({
  markup: texts.map((text, at) => `${text}${partText(parts[at])}`).join(''),
});

const partText = (part: Part | undefined): string => {
  if (part === undefined) return '';
  if (typeof part === 'string') return escaped(part);
  if (typeof part === 'number') return String(part);
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
};

/** A text in which nothing is taken for more than a character, and nothing is hidden or turns the text around. */
export const escaped = (text: string): string =>
  Printed.plain(text).replaceAll(/[&<>"'`]/g, (found) => `&#${found.charCodeAt(0)};`);
