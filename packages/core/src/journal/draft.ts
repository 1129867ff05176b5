import type { Ask, Card, Line, Looking, Range, Shown, Work } from '../port/store.js';

/**
 * The changes that a deed is about to make. What was changed already is what the deed sees when it looks again.
 */
export interface Draft {
  /** Looks at several cards together, so that `card` answers without going to the store. */
  readonly prefetch: (keys: ReadonlyArray<string>) => Looking<void>;
  /** What a card says; `undefined` when there is none. */
  readonly card: (key: string) => Looking<string | undefined>;
  /** Cards of a range as they were before the deed. */
  readonly range: (range: Range) => Looking<ReadonlyArray<Card>>;
  readonly put: (key: string, value: string) => void;
  readonly remove: (key: string) => void;
  readonly add: (line: Line) => void;
  /** Makes the changes, and answers. */
  readonly done: <A>(answer: A) => Work<A>;
  /** Changes nothing, and answers. */
  readonly nothing: <A>(answer: A) => Work<A>;
}

/** As many keys as are looked at in one go. */
const keysMax = 300;

/** An empty draft; one for each time that a deed is carried out. */
export const newDraft = (): Draft => {
  const seen = new Map<string, string | undefined>();
  const changes = new Map<string, string | undefined>();
  const lines: Array<Line> = [];

  const prefetch = function* (keys: ReadonlyArray<string>): Looking<void> {
    const unseen = [...new Set(keys)].filter((key) => !seen.has(key));
    for (let at = 0; at < unseen.length; at += keysMax) {
      const some = unseen.slice(at, at + keysMax);
      const { cards } = yield* look({ keys: some, range: undefined });
      for (const key of some) seen.set(key, cards.get(key));
    }
  };

  const card = function* (key: string): Looking<string | undefined> {
    if (changes.has(key)) return changes.get(key);
    yield* prefetch([key]);
    return seen.get(key);
  };

  const range = function* (wanted: Range): Looking<ReadonlyArray<Card>> {
    return (yield* look({ keys: [], range: wanted })).range;
  };

  return {
    prefetch,
    card,
    range,
    put: (key, value) => void changes.set(key, value),
    remove: (key) => void changes.set(key, undefined),
    add: (line) => void lines.push(line),
    done: (answer) => ({ answer, changes: [...changes].map(([key, value]) => ({ key, value })), lines }),
    nothing: (answer) => ({ answer, changes: [], lines: [] }),
  };
};

const look = function* (ask: Ask): Looking<Shown> {
  return yield ask;
};
