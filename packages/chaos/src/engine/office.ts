import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import type { Opened } from './engine.js';

/** The parent's own look at a journal and its jobs. It outlives what is done to the database: after a failure it opens anew. */
export interface Office {
  readonly ask: <A>(question: (opened: Opened) => TE.TaskEither<Failed, A>) => Promise<E.Either<Failed, A>>;
  readonly close: () => Promise<void>;
}

interface Failed {
  readonly detail: string;
}

const triesMax = 4;

/** Opens an office. */
export const openOffice = async (open: () => Promise<Opened>): Promise<Office> => {
  let current = open();
  await current;
  const renewed = async (failed: Promise<Opened>): Promise<void> => {
    // Others may have found the same failure, and opened anew already.
    if (current !== failed) return;
    current = failed.then(({ close }) => close()).then(open);
    await current;
  };
  return {
    ask: async (question) => {
      for (let tries = 1; ; tries += 1) {
        const asked = current;
        // oxlint-disable-next-line no-await-in-loop
        const answer = await question(await asked)();
        if (E.isRight(answer) || tries === triesMax) return answer;
        // oxlint-disable-next-line no-await-in-loop
        await renewed(asked);
      }
    },
    close: async () => (await current).close(),
  };
};
