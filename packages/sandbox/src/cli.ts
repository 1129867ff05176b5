import { HELP, type StartArguments, type VenueName, parseArguments } from './arguments.js';
import { BITGO_DOOR } from './bitgo/door.js';
import { KRAKEN_PRIME_DOOR } from './kraken-prime/door.js';
import type { VenueDoor } from './venue-door.js';

/** The exit code of wrong arguments. */
const WRONG_ARGUMENTS = 2;

const DOORS: Readonly<Record<VenueName, VenueDoor>> = {
  'kraken-prime': KRAKEN_PRIME_DOOR,
  bitgo: BITGO_DOOR,
};

/**
 * Runs the command line and gives its exit code: 0 after a clean stop, 2 for wrong arguments. While the venue runs,
 * nothing but its one JSON line is on stdout.
 */
export const main = async (argv: ReadonlyArray<string>): Promise<number> => {
  const read = parseArguments(argv);
  if (!read.ok) return complain(read.why);
  switch (read.value._tag) {
    case 'Help':
      process.stdout.write(HELP);
      return 0;
    case 'ListScenarios':
      for (const { name, says } of DOORS[read.value.venue].scenarios)
        process.stdout.write(`${name.padEnd(20)}${says}\n`);
      return 0;
    case 'Start':
      return run(read.value.venue, read.value.start);
  }
};

const complain = (why: string): number => {
  process.stderr.write(`${why} See legwork-sandbox --help.\n`);
  return WRONG_ARGUMENTS;
};

const run = async (venue: VenueName, { verbose, ...given }: StartArguments): Promise<number> => {
  const stopped = stopSignal();
  const log = (line: string): void => void process.stderr.write(`${line}\n`);
  const opened = await DOORS[venue].open({ ...given, ...(verbose && { log }) });
  if (!opened.ok) return complain(opened.why);
  process.stdout.write(`${JSON.stringify(opened.value.announcement)}\n`);
  await stopped;
  await opened.value.close();
  return 0;
};

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
