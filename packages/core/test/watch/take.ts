import type { News } from '../../src/watch/news.js';

/** A watcher that reads everything it is given, at once. */
export interface Taken<View, Change> {
  readonly news: Array<News<View, Change>>;
  readonly changes: () => ReadonlyArray<Change>;
  /** Whether the iteration is over. */
  readonly isOver: () => boolean;
  readonly stop: () => Promise<unknown>;
}

/** Reads an iterable to its end in the background. */
export const takeAll = <View, Change>(
  iterable: AsyncIterable<News<View, Change>, undefined>,
): Taken<View, Change> => {
  const news: Array<News<View, Change>> = [];
  const iterator = iterable[Symbol.asyncIterator]();
  let over = false;
  const rounds = async (): Promise<void> => {
    for (;;) {
      // oxlint-disable-next-line no-await-in-loop
      const result = await iterator.next();
      if (result.done === true) break;
      news.push(result.value);
    }
    over = true;
  };
  void rounds();
  return {
    news,
    changes: () => news.flatMap(({ changes }) => changes),
    isOver: () => over,
    stop: async () => iterator.return?.(),
  };
};
