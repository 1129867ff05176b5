import * as VenueDoor from '../venue-door.js';
import { parse } from './scenario.js';
import { SCENARIOS } from './scenarios.js';
import { startKrakenPrime } from './start.js';
import { SWITCHBOARD } from './switches.js';

/** The Kraken Prime venue as the command line sees it. */
export const KRAKEN_PRIME_DOOR: VenueDoor.VenueDoor = VenueDoor.make({
  scenarios: SCENARIOS,
  parseScenario: parse,
  parseSwitches: SWITCHBOARD.parse,
  start: async (given, scenario, switches) => {
    const { baseUrl, controlUrl, credentials, close } = await startKrakenPrime({
      ...given,
      scenario,
      switches,
    });
    return { announcement: { venue: 'kraken-prime', baseUrl, controlUrl, credentials }, close };
  },
});
