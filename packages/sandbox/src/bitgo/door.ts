import * as VenueDoor from '../venue-door.js';
import { parse } from './scenario.js';
import { SCENARIOS } from './scenarios.js';
import { startBitgo } from './start.js';
import { SWITCHBOARD } from './switches.js';

/** The BitGo venue as the command line sees it. */
export const BITGO_DOOR: VenueDoor.VenueDoor = VenueDoor.make({
  scenarios: SCENARIOS,
  parseScenario: parse,
  parseSwitches: SWITCHBOARD.parse,
  start: async (given, scenario, switches) => {
    const { baseUrl, controlUrl, credentials, close } = await startBitgo({ ...given, scenario, switches });
    return { announcement: { venue: 'bitgo', baseUrl, controlUrl, credentials }, close };
  },
});
