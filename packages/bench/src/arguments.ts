/** What the program is asked for. */
export interface Request {
  readonly quick: boolean;
  readonly json: boolean;
  /** Whether the page and the pictures are written. */
  readonly write: boolean;
  /** Only what has this word in its title; empty: everything. */
  readonly only: string;
}

/** How the program is used. */
export const usage = `npm run bench -- [--quick] [--json] [--write] [--only word]

  --quick      less of everything: under two minutes, rough figures
  --json       prints what was found as JSON, and progress on the error stream alone
  --write      writes docs/reference/performance.md and its pictures also after a quick run; a whole run does so by itself
  --only word  only what has the word in its title; then nothing is written
`;

/** Reads the words of the command line; a text says what is wrong with them. */
export const readArguments = (words: ReadonlyArray<string>): Request | string => {
  const left = [...words];
  const flags = new Set<string>();
  let only = '';
  for (let word = left.shift(); word !== undefined; word = left.shift()) {
    if (word === '--only') only = left.shift() ?? '';
    else if (['--quick', '--json', '--write'].includes(word)) flags.add(word);
    else return `There is no ${word}.`;
  }
  const quick = flags.has('--quick');
  return {
    quick,
    json: flags.has('--json'),
    write: only === '' && (flags.has('--write') || !quick),
    only,
  };
};
