// Texts of venues and of people come to the screen as they are in the journal, so nothing in them may steer a terminal.

// Control characters, separators of lines, marks that turn the direction of text, halves of characters.
const unplain = /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text with everything that a terminal might obey written out. */
export const plain = (text: string): string =>
  text.replaceAll(unplain, (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uFF01-\uFF60]/u;
const attached = /\p{M}|\p{Cf}/u;

/** How many columns a text takes. */
export const columns = (text: string): number => {
  let width = 0;
  for (const character of text) width += attached.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
};

/** A text followed by spaces up to a width. */
export const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - columns(text)));

/** As much of a text as fits. */
const head = (text: string, width: number): string => {
  let taken = '';
  for (const character of text) {
    if (columns(taken + character) > width) return taken;
    taken += character;
  }
  return taken;
};

/** As much of the end of a text as fits. */
const tail = (text: string, width: number): string => {
  let taken = '';
  for (const character of Array.from(text).toReversed()) {
    if (columns(character + taken) > width) return taken;
    taken = character + taken;
  }
  return taken;
};

/** A text without its end, if it is too wide. */
export const cutEnd = (text: string, width: number): string =>
  columns(text) <= width ? text : `${head(text, width - 3)}...`;

/** An id without its middle, if it is too wide: ids of a kind differ at their ends. */
export const cutMiddle = (id: string, width: number): string => {
  if (columns(id) <= width) return id;
  const end = Math.floor((width - 2) / 2);
  return `${head(id, width - 2 - end)}..${tail(id, end)}`;
};

/** A text in lines that are no wider than this. Words that are wider are broken. */
export const wrap = (text: string, width: number): ReadonlyArray<string> => {
  const lines: Array<string> = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, width))) {
    if (line !== '' && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

const pieces = (word: string, width: number): ReadonlyArray<string> => {
  const made: Array<string> = [];
  for (let rest = word; ;) {
    const piece = head(rest, width);
    if (piece === rest || piece === '') return [...made, rest];
    made.push(piece);
    rest = rest.slice(piece.length);
  }
};
