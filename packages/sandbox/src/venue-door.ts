import { readFile } from 'node:fs/promises';
import { type Checked, bad, good } from './checked.js';
import { parseBytes } from './json-text.js';

/** How the command line wants a venue started. */
interface VenueArguments {
  readonly port: number;
  readonly controlPort: number;
  readonly seed: number;
  /** A name, or the path of a JSON file. */
  readonly scenario: string;
  /** Values by the names of switches, as text. */
  readonly switches: Readonly<Record<string, string>>;
  /** The share of requests that a random fault strikes, from 0 to 1. */
  readonly chaos: number;
  readonly log?: (line: string) => void;
}

/** A venue that runs, and what it says of itself in one line. */
interface OpenVenue {
  readonly announcement: Readonly<Record<string, unknown>>;
  readonly close: () => Promise<void>;
}

/** A venue as the command line sees it. */
export interface VenueDoor {
  readonly scenarios: ReadonlyArray<{ readonly name: string; readonly says: string }>;
  /** Starts the venue. Errors: a whole sentence about a scenario, a switch or a port. */
  readonly open: (given: VenueArguments) => Promise<Checked<OpenVenue>>;
}

/** What a venue brings to its door. Two type parameters: its scenarios, and the changes of its switches. */
export interface DoorParts<Scenario extends { readonly says: string }, Changes> {
  readonly scenarios: Readonly<Record<string, Scenario>>;
  readonly parseScenario: (value: unknown) => Checked<Scenario>;
  readonly parseSwitches: (pairs: Readonly<Record<string, string>>) => Checked<Changes>;
  readonly start: (given: VenueArguments, scenario: Scenario, switches: Changes) => Promise<OpenVenue>;
}

/** Makes the door of a venue. */
export const make = <Scenario extends { readonly says: string }, Changes>(
  parts: DoorParts<Scenario, Changes>,
): VenueDoor => {
  const open = async (given: VenueArguments): Promise<Checked<OpenVenue>> => {
    const switches = parts.parseSwitches(given.switches);
    if (!switches.ok) return bad(`${switches.why}.`);
    const scenario = await scenarioOf(parts, given.scenario);
    if (!scenario.ok) return scenario;
    try {
      return good(await parts.start(given, scenario.value, switches.value));
    } catch {
      return bad('The ports cannot be listened on: choose others, or none.');
    }
  };
  const scenarios = Object.entries(parts.scenarios).map(([name, { says }]) => ({ name, says }));
  return { scenarios, open };
};

const scenarioOf = async <Scenario extends { readonly says: string }, Changes>(
  parts: DoorParts<Scenario, Changes>,
  nameOrFile: string,
): Promise<Checked<Scenario>> => {
  const known = Object.hasOwn(parts.scenarios, nameOrFile) ? parts.scenarios[nameOrFile] : undefined;
  if (known !== undefined) return good(known);
  try {
    const parsed = parseBytes(await readFile(nameOrFile));
    const scenario = parsed.ok ? parts.parseScenario(parsed.value) : bad(`It is not JSON: ${parsed.why}.`);
    return scenario.ok ? scenario : bad(`The scenario file ${nameOrFile} is refused. ${scenario.why}`);
  } catch {
    return bad(`There is no scenario and no readable file named ${nameOrFile}.`);
  }
};
