import { type Checked, bad, good } from './checked.js';

/** What the command line asks for. */
export type Arguments =
  | { readonly _tag: 'Help' }
  | { readonly _tag: 'ListScenarios'; readonly venue: VenueName }
  | { readonly _tag: 'Start'; readonly venue: VenueName; readonly start: StartArguments };

const VENUES = ['kraken-prime', 'bitgo'] as const;

/** A venue that can be started. */
export type VenueName = (typeof VENUES)[number];

/** How to start the venue. */
export interface StartArguments {
  readonly port: number;
  readonly controlPort: number;
  readonly seed: number;
  /** A name, or the path of a JSON file. */
  readonly scenario: string;
  /** Values by the names of switches; the venue itself reads them. */
  readonly switches: Readonly<Record<string, string>>;
  readonly chaos: number;
  readonly verbose: boolean;
}

/** What `--help` prints. */
export const HELP = `Usage: legwork-sandbox kraken-prime|bitgo [options]

Starts a settlement venue on 127.0.0.1 and prints one JSON line when it listens.

  --port N               the port of the venue (any free one)
  --control-port N       the port of the control server (any free one)
  --seed N               credentials, ids and chaos depend on it (0)
  --scenario NAME|FILE   what it starts with (default); "list" prints the names
  --switch NAME=VALUE    changes one unknown of the venue; may be repeated
  --chaos P              the share of requests that a random fault strikes, from 0 to 1 (0)
  --verbose              writes one line a request to stderr
  --help                 prints this
`;

const OPTIONS = ['--port', '--control-port', '--seed', '--scenario', '--switch', '--chaos'] as const;
const FLAGS = ['--verbose', '--help'] as const;

/** Reads the command line. Errors: a whole sentence that says what is wrong. */
export const parseArguments = (argv: ReadonlyArray<string>): Checked<Arguments> => {
  const given = collect(argv);
  if (!given.ok) return given;
  const { venue, options, flags } = given.value;
  if (flags.has('--help')) return good({ _tag: 'Help' });
  const named = VENUES.find((known) => known === venue);
  if (named === undefined) {
    return bad(
      venue === undefined
        ? `Say which venue to start: ${VENUES.join(' or ')}.`
        : `There is no venue named ${venue}.`,
    );
  }
  if (options.get('--scenario')?.at(-1) === 'list') return good({ _tag: 'ListScenarios', venue: named });

  const port = wholeOf(options, '--port', 65_535);
  const controlPort = wholeOf(options, '--control-port', 65_535);
  const seed = wholeOf(options, '--seed', 4_294_967_295);
  const chaos = shareOf(options.get('--chaos')?.at(-1));
  const switches = switchesOf(options.get('--switch') ?? []);
  if (!port.ok) return port;
  if (!controlPort.ok) return controlPort;
  if (!seed.ok) return seed;
  if (!chaos.ok) return chaos;
  if (!switches.ok) return switches;
  const start: StartArguments = {
    port: port.value,
    controlPort: controlPort.value,
    seed: seed.value,
    scenario: options.get('--scenario')?.at(-1) ?? 'default',
    switches: switches.value,
    chaos: chaos.value,
    verbose: flags.has('--verbose'),
  };
  return good({ _tag: 'Start', venue: named, start });
};

type Options = ReadonlyMap<string, ReadonlyArray<string>>;

interface Collected {
  readonly venue: string | undefined;
  readonly options: Options;
  readonly flags: ReadonlySet<string>;
}

const collect = (argv: ReadonlyArray<string>): Checked<Collected> => {
  const options = new Map<string, ReadonlyArray<string>>();
  const flags = new Set<string>();
  let venue: string | undefined;
  const words = argv.values();
  for (const word of words) {
    if (FLAGS.some((flag) => flag === word)) {
      flags.add(word);
    } else if (OPTIONS.some((option) => option === word)) {
      const value = words.next();
      if (value.done === true) return bad(`The option ${word} needs a value.`);
      options.set(word, [...(options.get(word) ?? []), value.value]);
    } else if (venue !== undefined || word.startsWith('-')) {
      return bad(`The argument ${word} is not known.`);
    } else {
      venue = word;
    }
  }
  return good({ venue, options, flags });
};

const wholeOf = (options: Options, name: string, most: number): Checked<number> => {
  const text = options.get(name)?.at(-1) ?? '0';
  return /^\d{1,10}$/.test(text) && Number(text) <= most
    ? good(Number(text))
    : bad(`The option ${name} takes a whole number from 0 to ${most}.`);
};

const shareOf = (text: string | undefined): Checked<number> =>
  text === undefined || /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(text)
    ? good(Number(text ?? '0'))
    : bad('The option --chaos takes a share from 0 to 1, such as 0.25.');

const switchesOf = (pairs: ReadonlyArray<string>): Checked<Readonly<Record<string, string>>> => {
  const entries: Array<readonly [string, string]> = [];
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    if (at < 1) return bad(`The option --switch takes NAME=VALUE, not ${pair}.`);
    entries.push([pair.slice(0, at), pair.slice(at + 1)]);
  }
  return good(Object.fromEntries(entries));
};
