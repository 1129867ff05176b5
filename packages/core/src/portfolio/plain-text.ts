// Control characters, separators of lines, marks that turn the direction of text, halves of characters.
const unplain = /[\p{Cc}\p{Cs}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** A text with everything that a screen might obey written out: words of venues and of people steer nothing. */
export const plain = (text: string): string =>
  text.replaceAll(unplain, (found) => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\uFF01-\uFF60]/u;
const attached = /\p{M}|\p{Cf}/u;

const widthOf = (character: string): number => (attached.test(character) ? 0 : wide.test(character) ? 2 : 1);

/** How many columns a text takes. */
export const columnsOf = (text: string): number => {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
};

/** A text filled up with spaces to a width. */
export const padded = (text: string, width: number, align: 'Left' | 'Right'): string => {
  const space = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return align === 'Left' ? text + space : space + text;
};

/** A text in lines no wider than `width`, of which all but the first are set in by `indent`. Words that are wider are broken. */
export const wrapped = (text: string, width: number, indent = ''): ReadonlyArray<string> => {
  const lines: Array<string> = [];
  let line = '';
  const room = width - columnsOf(indent);
  for (const word of text.split(' ').flatMap((one) => pieces(one, room))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (columnsOf(longer) <= (lines.length === 0 ? width : room)) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  return lines.map((one, at) => (at === 0 ? one : indent + one));
};

const pieces = (word: string, width: number): ReadonlyArray<string> => {
  const found: Array<string> = [];
  let piece = '';
  let taken = 0;
  for (const character of word) {
    const more = widthOf(character);
    if (taken + more > width && piece !== '') {
      found.push(piece);
      piece = '';
      taken = 0;
    }
    piece += character;
    taken += more;
  }
  return [...found, piece];
};
