import type { Deed, Store } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';

/** A store that counts what it commits: deeds that changed something, each of which is one synced commit. */
export interface Counting {
  readonly store: Store;
  readonly commits: () => number;
}

/** Counts the commits of a store. */
export const counting = (store: Store): Counting => {
  let commits = 0;
  return {
    commits: () => commits,
    store: {
      lines: store.lines,
      perform: (deed) => async () => {
        let isChange = false;
        const noting: typeof deed = function* (now) {
          const work = yield* deed(now);
          isChange = work.changes.length + work.lines.length > 0;
          return work;
        };
        const done = await store.perform(noting)();
        if (E.isRight(done) && isChange) commits += 1;
        return done;
      },
    },
  };
};

/** A store with something done before and after each deed. */
export const around = (store: Store, before: () => void, after: () => void): Store => ({
  lines: store.lines,
  perform:
    <A>(deed: Deed<A>) =>
    async () => {
      before();
      const done = await store.perform(deed)();
      after();
      return done;
    },
});
