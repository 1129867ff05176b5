import { readFile } from 'node:fs/promises';
import { HELP, type StartArguments, parseArguments } from './arguments.js';
import { type Checked, bad, good } from './checked.js';
import { parseBytes } from './json-text.js';
import { type Scenario, parse as parseScenario } from './kraken-prime/scenario.js';
import { SCENARIOS, isScenarioName } from './kraken-prime/scenarios.js';
import { type KrakenPrimeSandbox, startKrakenPrime } from './kraken-prime/start.js';

/** The exit code of wrong arguments. */
const WRONG_ARGUMENTS = 2;

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
      for (const [name, { says }] of Object.entries(SCENARIOS))
        process.stdout.write(`${name.padEnd(20)}${says}\n`);
      return 0;
    case 'Start':
      return run(read.value.start);
  }
};

const complain = (why: string): number => {
  process.stderr.write(`${why} See legwork-sandbox --help.\n`);
  return WRONG_ARGUMENTS;
};

const run = async (given: StartArguments): Promise<number> => {
  const stopped = stopSignal();
  const scenario = await scenarioOf(given.scenario);
  if (!scenario.ok) return complain(scenario.why);
  const sandbox = await start(given, scenario.value);
  if (!sandbox.ok) return complain(sandbox.why);
  const { baseUrl, controlUrl, credentials, close } = sandbox.value;
  process.stdout.write(`${JSON.stringify({ venue: 'kraken-prime', baseUrl, controlUrl, credentials })}\n`);
  await stopped;
  await close();
  return 0;
};

const start = async (given: StartArguments, scenario: Scenario): Promise<Checked<KrakenPrimeSandbox>> => {
  const log = given.verbose ? (line: string): void => void process.stderr.write(`${line}\n`) : undefined;
  const { port, controlPort, seed, switches, chaos } = given;
  const options = { port, controlPort, seed, switches, chaos, scenario, ...(log !== undefined && { log }) };
  try {
    return good(await startKrakenPrime(options));
  } catch {
    return bad('The ports cannot be listened on: choose others, or none.');
  }
};

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });

const scenarioOf = async (nameOrFile: string): Promise<Checked<Scenario>> => {
  if (isScenarioName(nameOrFile)) return good(SCENARIOS[nameOrFile]);
  try {
    const parsed = parseBytes(await readFile(nameOrFile));
    const scenario = parsed.ok ? parseScenario(parsed.value) : bad(`It is not JSON: ${parsed.why}.`);
    return scenario.ok ? scenario : bad(`The scenario file ${nameOrFile} is refused. ${scenario.why}`);
  } catch {
    return bad(`There is no scenario and no readable file named ${nameOrFile}.`);
  }
};
