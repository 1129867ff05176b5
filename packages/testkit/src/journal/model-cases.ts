import { memoryJournal } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';
import type { TestApi } from '../conformance/test-api.js';
import { virtualClock } from '../clock/virtual-clock.js';
import { seededRandom } from '../world/seeded-random.js';
import type { JournalWorld, OpenJournal } from './journal-world.js';
import { newMemory, randomCall } from './random-call.js';
import { lanes } from './random-record.js';
import type { Within } from './within.js';

const seeds = [1, 2, 3, 4, 5, 6];
const calls = 120;

/** Two views of a journal, of which one now and then is a new one. */
const viewsOf = async (view: OpenJournal, world: JournalWorld) => {
  const views = [view, await world.open()];
  return {
    any: (at: number): OpenJournal => views[at % 2] ?? view,
    renew: async (at: number): Promise<void> => {
      await views[at % 2]?.close();
      views[at % 2] = await world.open();
    },
    crash: async (): Promise<void> => {
      if (O.isSome(world.crash)) await world.crash.value();
      for (const at of [0, 1])
        // oxlint-disable-next-line no-await-in-loop
        views[at] = await world.open();
    },
  };
};

/** Random stories, against the memory journal. */
export const modelCases = ({ test, expect }: TestApi, within: Within): void => {
  for (const seed of seeds)
    test(
      `answers every call of a random story as the memory journal does: seed ${seed}`,
      within(async (view, world) => {
        const random = seededRandom(seed);
        const clock = virtualClock();
        const oracle = memoryJournal(clock);
        const views = await viewsOf(view, world);
        const memory = newMemory();
        const tell = async (): Promise<void> => {
          for (let at = 0; at < calls; at += 1) {
            const call = randomCall(random, memory);
            // oxlint-disable-next-line no-await-in-loop
            const wanted = await call.make(oracle);
            // oxlint-disable-next-line no-await-in-loop
            const answer = await call.make(views.any(random.below(2)).journal);
            // The name of the call is compared too, so that a failure shows it.
            expect({ at, call: call.name, answer }).toEqual({ at, call: call.name, answer: wanted });
            // oxlint-disable-next-line no-await-in-loop
            if (random.below(15) === 0) await views.renew(random.below(2));
          }
        };
        await tell();
        for (const lane of lanes) {
          // A lease that runs out is as good as given back.
          // oxlint-disable-next-line no-await-in-loop
          const [wanted, answer] = await Promise.all(
            [oracle, views.any(0).journal].map((one) => one.acquire(lane, 'short', world.shortMs)()),
          );
          expect(answer?._tag).toEqual(wanted?._tag);
        }
        await views.crash();
        clock.advance(2 * world.shortMs);
        await world.elapse(2 * world.shortMs);
        await tell();
      }),
    );
};
