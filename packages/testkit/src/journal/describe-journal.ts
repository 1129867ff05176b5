import type { TestApi } from '../conformance/test-api.js';
import { appendCases } from './append-cases.js';
import { durableCases } from './durable-cases.js';
import { exclusionCases } from './exclusion-cases.js';
import { haltCases } from './halt-cases.js';
import type { JournalWorld } from './journal-world.js';
import { laneCases } from './lane-cases.js';
import { leaseCases } from './lease-cases.js';
import { limitCases } from './limit-cases.js';
import { listingCases } from './listing-cases.js';
import { modelCases } from './model-cases.js';
import { racingCases } from './racing-cases.js';
import { reservingCases } from './reserving-cases.js';
import { storeCases } from './store-cases.js';
import { textCases } from './text-cases.js';
import type { Within } from './within.js';

/**
 * Registers the tests that every journal must pass: what `Store`, `Journal`, `NonceFloor` and `NameRegister` promise,
 * to one process and to two at once, over closing and over dying.
 *
 * What only its storage can do wrong, such as a disk that is full or damaged, every journal has to show by itself.
 */
export const describeJournal =
  (api: TestApi) =>
  (name: string, makeWorld: () => Promise<JournalWorld>): void => {
    const within: Within = (use) => async () => {
      const world = await makeWorld();
      try {
        await use(await world.open(), world);
      } finally {
        await world.close();
      }
    };
    api.describe(`${name}, as a journal`, () => {
      storeCases(api, within);
      appendCases(api, within);
      exclusionCases(api, within);
      haltCases(api, within);
      limitCases(api, within);
      laneCases(api, within);
      leaseCases(api, within);
      listingCases(api, within);
      reservingCases(api, within);
      textCases(api, within);
      durableCases(api, within);
      racingCases(api, within);
      modelCases(api, within);
    });
  };
