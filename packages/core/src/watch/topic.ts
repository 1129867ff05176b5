import type * as T from 'fp-ts/lib/Task.js';
import * as O from 'fp-ts/lib/Option.js';
import type { WatchEnd } from './news.js';

/** Something that can be watched: how it is read, and what a difference between two looks at it means. */
export interface Matter<View, Change> {
  readonly key: string;
  /** Whether a push that names something else may be about this as well. */
  readonly isBroad: boolean;
  /** Before the first reading. */
  readonly blank: View;
  /** Reads once, and makes the next view of the one before. Never fails: a failure is something to see. */
  readonly look: (before: View) => T.Task<View>;
  /** What is different. Pure; nothing for a view and itself. */
  readonly changes: (before: View, after: View) => ReadonlyArray<Change>;
  /** Whether nothing can change any more. */
  readonly isOver: (view: View) => boolean;
  /** How long until something in it is due by itself; infinite when nothing is. Units: milliseconds. */
  readonly dueInMs: (view: View) => number;
}

/** One matter that somebody watches: one view for all of its watchers. */
export interface Topic<View, Change> {
  readonly matter: Matter<View, Change>;
  readonly watchers: Set<TopicWatcher>;
  view: View;
  /** Grows with every view that is different from the one before. */
  version: number;
  /** Why no other view follows. */
  end: O.Option<WatchEnd>;
  /**
   * When it is read next by its own pace, which nothing but those readings changes: so pushes can only add readings, and
   * whatever polling alone would see by then is seen.
   */
  dueMs: number;
  /** What the latest reading of its own pace showed. */
  dueView: View;
  /** Readings of its own pace in a row that showed nothing new. */
  idle: number;
  /** When a push wants it read; infinite when none does. */
  pushedMs: number;
  /** When something in it is due by itself; infinite when nothing is. */
  alarmMs: number;
  /** What is different since an earlier view; worked out once for all watchers that saw the same. */
  readonly since: (seen: View) => ReadonlyArray<Change>;
}

/** Somebody who waits for something new. */
export interface TopicWatcher {
  readonly tell: () => void;
}

/** A topic that is to be read at once. */
export const makeTopic = <View, Change>(matter: Matter<View, Change>, nowMs: number): Topic<View, Change> => {
  let known:
    | { readonly seen: View; readonly view: View; readonly changes: ReadonlyArray<Change> }
    | undefined;
  const topic: Topic<View, Change> = {
    matter,
    watchers: new Set(),
    view: matter.blank,
    version: 0,
    end: O.none,
    dueMs: nowMs,
    dueView: matter.blank,
    idle: 0,
    pushedMs: Number.POSITIVE_INFINITY,
    alarmMs: Number.POSITIVE_INFINITY,
    since: (seen) => {
      const { view } = topic;
      if (known?.seen !== seen || known.view !== view)
        known = { seen, view, changes: matter.changes(seen, view) };
      return known.changes;
    },
  };
  return topic;
};
