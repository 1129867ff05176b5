import * as O from 'fp-ts/lib/Option.js';
import { crowdCases } from './crowd-cases.js';
import { creatingCases } from './creating-cases.js';
import { fitCases } from './fit-cases.js';
import { judgeCases } from './judge-cases.js';
import { listCases } from './list-cases.js';
import { oddCases } from './odd-cases.js';
import { readingCases } from './reading-cases.js';
import { ruleCases } from './rule-cases.js';
import { sendingCases } from './sending-cases.js';
import { settlingCases } from './settling-cases.js';
import { shapeCases } from './shape-cases.js';
import type { TestApi } from './test-api.js';
import type { VenueWorlds } from './venue-world.js';
import type { Within } from './within.js';

/**
 * Registers the tests that every venue must pass: what `SettlementVenue` promises, held against the venue's own books.
 *
 * A capability that the venue does not have is not tried; its data says so, never its name.
 */
export const describeVenue =
  (api: TestApi) =>
  (name: string, { world, crowd }: VenueWorlds): void => {
    const within: Within = (use) => async () => {
      const opened = await world();
      try {
        await use(opened);
      } finally {
        await opened.close();
      }
    };
    api.describe(`${name}, as a venue`, () => {
      ruleCases(api, within);
      fitCases(api, within);
      judgeCases(api, within);
      shapeCases(api, within);
      readingCases(api, within);
      listCases(api, within);
      oddCases(api, within);
      sendingCases(api, within);
      settlingCases(api, within);
      creatingCases(api, within);
      if (O.isSome(crowd)) crowdCases(api, crowd.value);
    });
  };
