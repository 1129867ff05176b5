import { parseArgs } from 'node:util';
import * as E from 'fp-ts/lib/Either.js';
import {
  type CommandName,
  type OptionName,
  commands,
  everywhere,
  isOption,
  options,
} from './command-name.js';
import { type Failure, fail, usage } from './failure.js';
import { nearest } from './nearest.js';

/** What the command line asks for. */
export interface Arguments {
  readonly command: CommandName;
  /** The word after the command; empty when there is none. */
  readonly word: string;
  /** Values by the names of options; flags that were given have an empty one. */
  readonly given: ReadonlyMap<OptionName, string>;
}

/** The longest value of an option. Units: characters. */
const valueMax = 4_000;

/** Reads the command line. Errors: `Failure` with code 1, a sentence that says what is wrong. */
export const readArguments = (argv: ReadonlyArray<string>): E.Either<Failure, Arguments> => {
  const { tokens } = parseArgs({
    args: [...argv],
    options: parseable,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const words: Array<string> = [];
  const given = new Map<OptionName, string>();
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const option = optionOf(token);
    if (E.isLeft(option)) return option;
    if (given.has(option.right.name)) return fail(usage(`The option --${option.right.name} is given twice.`));
    given.set(option.right.name, option.right.value);
  }
  if (given.has('version') && words.length === 0) return E.right({ command: 'help', word: '', given });
  return asked(words, given);
};

const parseable = Object.fromEntries(
  Object.entries(options).map(([name, { value }]) => [
    name,
    { type: value === '' ? ('boolean' as const) : ('string' as const) },
  ]),
);

interface Token {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

const optionOf = ({
  name,
  rawName,
  value,
  inlineValue,
}: Token): E.Either<Failure, { readonly name: OptionName; readonly value: string }> => {
  if (!rawName.startsWith('--') || !isOption(name)) {
    const known = nearest(name, Object.keys(options));
    return fail(usage(`There is no option ${shown(rawName)}.`, known && `Did you mean --${known}?`));
  }
  const wanted = options[name].value;
  if (wanted === '')
    return value === undefined
      ? E.right({ name, value: '' })
      : fail(usage(`The option --${name} takes no value.`));
  if (value === undefined || value === '' || (inlineValue !== true && value.startsWith('-')))
    return fail(
      usage(
        `The option --${name} needs a value: --${name} ${wanted}.`,
        value?.startsWith('-') === true
          ? `A value that begins with a dash is written --${name}=VALUE.`
          : undefined,
      ),
    );
  return value.length > valueMax
    ? fail(usage(`The value of --${name} has more than ${valueMax} characters.`))
    : E.right({ name, value });
};

const asked = (
  words: ReadonlyArray<string>,
  given: ReadonlyMap<OptionName, string>,
): E.Either<Failure, Arguments> => {
  const [first, second, third] = words;
  if (first === undefined)
    return given.has('help')
      ? E.right({ command: 'help', word: '', given })
      : fail(usage('Say what is to be done.', 'See legwork help; most often it is legwork status.'));
  const command = commands.find(({ name }) => name === first);
  if (command === undefined) {
    const known = nearest(
      first,
      commands.map(({ name }) => name),
    );
    return fail(usage(`There is no command ${shown(first)}.`, known && `Did you mean legwork ${known}?`));
  }
  if (given.has('help')) return E.right({ command: 'help', word: command.name, given: new Map() });
  const extra = command.id === 'None' ? second : third;
  if (extra !== undefined)
    return fail(usage(`The word ${shown(extra)} is too many.`, `See legwork help ${command.name}.`));
  if (command.id === 'Mandate' && second === undefined)
    return fail(usage(`Say which mandate: legwork ${command.name} ID.`));
  const takes = new Set<OptionName>([...command.takes, ...everywhere]);
  const stray = [...given.keys()].find((name) => !takes.has(name));
  return stray === undefined
    ? E.right({ command: command.name, word: second ?? '', given })
    : fail(
        usage(`The command ${command.name} has no option --${stray}.`, `See legwork help ${command.name}.`),
      );
};

const shownMax = 40;

/** A word of the command line, as it may be printed: short, and without anything that a terminal would obey. */
const shown = (word: string): string => {
  const plain = word.replaceAll(/[^\x20-\x7E]/g, '?');
  return plain.length > shownMax ? `${plain.slice(0, shownMax)}...` : plain;
};
