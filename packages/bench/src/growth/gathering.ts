import type { Ask, Deed, Shown, Store } from '@legwork/core';

/** A deed that waits to be carried out with others. */
interface Waiting {
  readonly deed: Deed<unknown>;
  readonly answered: (answer: unknown) => void;
}

/**
 * A store that carries out all deeds that are asked for in one turn of the loop together, in one commit of the store below: for
 * filling a journal. Every rule of the journal is asked for every deed, and each sees what those before it changed. A failure
 * is the end of the program.
 */
export const gathering = (store: Store): Store => {
  let waiting: Array<Waiting> = [];
  const flush = async (): Promise<void> => {
    const all = waiting;
    waiting = [];
    const done = await store.perform(together(all))();
    if (done._tag === 'Left') throw new Error(`invariant: the journal is filled: ${done.left.detail}`);
    for (const [at, { answered }] of all.entries()) answered(done.right[at]);
  };
  return {
    lines: store.lines,
    perform: (deed) => () =>
      new Promise((resolve) => {
        if (waiting.length === 0) setImmediate(() => void flush());
        // What a deed answers is handed to whoever asked for this very deed.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        const answered = (answer: unknown): void => resolve({ _tag: 'Right', right: answer as never });
        waiting.push({ deed, answered });
      }),
  };
};

const together = (all: ReadonlyArray<Waiting>): Deed<ReadonlyArray<unknown>> =>
  function* (now) {
    const changed = new Map<string, string | undefined>();
    const lines: Array<{ readonly stream: string; readonly text: string }> = [];
    const answers: Array<unknown> = [];
    for (const { deed } of all) {
      const running = deed(now);
      let next = running.next();
      while (next.done !== true) next = running.next(overlaid(next.value, yield next.value, changed));
      const { answer, changes, lines: added } = next.value;
      for (const { key, value } of changes) changed.set(key, value);
      lines.push(...added);
      answers.push(answer);
    }
    return { answer: answers, changes: [...changed].map(([key, value]) => ({ key, value })), lines };
  };

const overlaid = (
  { keys, range }: Ask,
  shown: Shown,
  changed: ReadonlyMap<string, string | undefined>,
): Shown => {
  if (range !== undefined && changed.size > 0)
    throw new Error('invariant: no deed that fills a journal looks at a range');
  const cards = new Map(shown.cards);
  for (const key of keys) {
    if (!changed.has(key)) continue;
    const value = changed.get(key);
    if (value === undefined) cards.delete(key);
    else cards.set(key, value);
  }
  return { cards, range: shown.range };
};
