import type { Deed, Store } from '@legwork/core';

/** Something that makes a little durable, as often as it is told to. */
export interface Committing {
  readonly commit: () => void;
  readonly close: () => void;
}

/** How long it takes for each of so many times, one right after the other. Units: milliseconds. */
export const backToBackMs = ({ commit, close }: Committing, count: number): number => {
  const begunMs = performance.now();
  for (let done = 0; done < count; done += 1) commit();
  const tookMs = performance.now() - begunMs;
  close();
  return tookMs / count;
};

/** A store that commits elsewhere, with nothing in it, whenever a deed has changed something. */
export const committingStore = (store: Store, { commit }: Committing): Store => ({
  lines: store.lines,
  perform:
    <A>(deed: Deed<A>) =>
    async () => {
      let isChange = false;
      const done = await store.perform<A>(function* (now) {
        const work = yield* deed(now);
        isChange = work.changes.length + work.lines.length > 0;
        return work;
      })();
      if (isChange) commit();
      return done;
    },
});
