/** One thing that a page asks its reader to do, or to see. */
export type Step =
  /** Commands, one a line, as they are typed. */
  | { readonly _tag: 'Run'; readonly commands: ReadonlyArray<string>; readonly line: number }
  /** A file to copy; its first line is a comment with its name. */
  | { readonly _tag: 'Copy'; readonly file: string; readonly text: string; readonly line: number }
  /** A change to the file that was copied last. */
  | { readonly _tag: 'Change'; readonly before: string; readonly after: string; readonly line: number }
  /** All that the last command has to print; a line `…` stands for any lines, and `…` in a line for any text. */
  | { readonly _tag: 'See'; readonly text: string; readonly line: number }
  | { readonly _tag: 'Odd'; readonly what: string; readonly line: number };

/** The code blocks of a page, in order, each as what a reader makes of it. */
export const stepsOf = (page: string): ReadonlyArray<Step> => {
  const blocks = page.matchAll(/^```(?<language>\S*)\n(?<text>[\s\S]*?)^```$/gm);
  return [...blocks].map(({ index, groups }) => {
    const line = page.slice(0, index).split('\n').length;
    return stepOf(groups?.['language'] ?? '', groups?.['text'] ?? '', line);
  });
};

const stepOf = (language: string, text: string, line: number): Step => {
  switch (language) {
    case 'sh':
      return { _tag: 'Run', commands: text.split('\n').filter((one) => one !== ''), line };
    case 'ts': {
      const file = /^\/\/ (\S+\.mjs)\n/.exec(text)?.[1];
      return file === undefined
        ? { _tag: 'Odd', what: 'code whose first line names no file', line }
        : { _tag: 'Copy', file, text, line };
    }
    case 'diff':
      return { _tag: 'Change', before: sideOf(text, '-'), after: sideOf(text, '+'), line };
    case 'text':
      return { _tag: 'See', text, line };
    default:
      return { _tag: 'Odd', what: `a block of ${language}`, line };
  }
};

/** One side of a change: its own lines, and those that stay. */
const sideOf = (diff: string, sign: '+' | '-'): string =>
  diff
    .split('\n')
    .filter((one) => one.startsWith(sign) || one.startsWith(' '))
    .map((one) => `${one.slice(1)}\n`)
    .join('');
