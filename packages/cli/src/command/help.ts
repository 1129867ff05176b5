import * as E from 'fp-ts/lib/Either.js';
import type { Answer } from '../answer.js';
import { type CommandTold, type OptionName, commands, everywhere, options } from '../command-name.js';
import { type Failure, fail, usage } from '../failure.js';
import { nearest } from '../nearest.js';
import type { Page } from '../screen/page.js';

/** Tells about the program, or about one command. Errors: `Failure` with code 1. */
export const help = (word: string): E.Either<Failure, Answer> => {
  const all: ReadonlyArray<CommandTold> = commands;
  const command = all.find(({ name }) => name === word);
  if (word !== '' && command === undefined) {
    const known = nearest(
      word,
      all.map(({ name }) => name),
    );
    return fail(usage('There is no such command.', known && `Did you mean legwork help ${known}?`));
  }
  const told = command === undefined ? all : [command];
  return E.right({
    json: { commands: told.map(({ name, summary, usage: lines }) => ({ name, summary, usage: [...lines] })) },
    show: (page) => (command === undefined ? showAll(page, all) : showOne(page, command)),
  });
};

const showAll = (page: Page, all: ReadonlyArray<CommandTold>): void => {
  page.text('Usage: legwork COMMAND --journal FILE | --url postgres://... [--json]');
  page.gap();
  page.text('What is open, what is unknown, and the few decisions that a person may give.');
  page.gap();
  for (const { name, summary } of all) page.field(name, summary, { names: 16 });
  page.gap();
  showOptions(page, [...everywhere, 'help', 'version']);
  page.gap();
  page.text('Exit codes: 0 fine; 1 wrong usage; 2 the journal refuses or is damaged; 3 nothing found.');
};

const showOne = (page: Page, { summary, usage: lines, takes }: CommandTold): void => {
  for (const line of lines) page.text(line);
  page.gap();
  page.text(`${summary}.`);
  page.gap();
  showOptions(page, [...takes, ...everywhere]);
};

const showOptions = (page: Page, names: ReadonlyArray<OptionName>): void => {
  for (const name of names) {
    const { value, says } = options[name];
    page.field(value === '' ? `--${name}` : `--${name} ${value}`, says, { names: 24 });
  }
};

/** The answer to `--version`. */
export const versionAnswer = (version: string): Answer => ({
  json: { version },
  show: (page) => page.text(version),
});
