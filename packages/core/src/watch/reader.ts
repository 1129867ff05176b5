import * as O from 'fp-ts/lib/Option.js';
import type { News } from './news.js';
import type { StopSignal } from './stop-signal.js';
import type { Topic } from './topic.js';

/** A reader's hold on its topic. */
export interface Joined<View, Change> {
  readonly topic: Topic<View, Change>;
  readonly leave: () => void;
}

type Result<View, Change> = IteratorResult<News<View, Change>, undefined>;

/** How many calls of `next` may wait at once; further ones are told that it is over, which for them it is. */
const waitingMax = 16;

/**
 * One watcher's iterator. It begins with its first `next`, and keeps no queue: what it was given last is compared with how
 * things stand when it asks again.
 */
export const makeReader = <View, Change>(
  blank: View,
  /** Comes to its topic; `none`: there is no room. */
  join: (tell: () => void) => O.Option<Joined<View, Change>>,
  signal?: StopSignal,
): AsyncIterator<News<View, Change>, undefined> => {
  const waiting: Array<(result: Result<View, Change>) => void> = [];
  let joined: O.Option<Joined<View, Change>> = O.none;
  let seen = blank;
  let version = 0;
  let over = false;

  const end = (): void => {
    over = true;
    if (O.isSome(joined)) joined.value.leave();
    joined = O.none;
    signal?.removeEventListener('abort', end);
    for (const resolve of waiting.splice(0)) resolve(done);
  };

  /** What there is to give now. */
  const take = (): News<View, Change> | undefined => {
    if (O.isNone(joined)) return undefined;
    const { topic } = joined.value;
    const changes = version === topic.version ? [] : topic.since(seen);
    version = topic.version;
    if (changes.length === 0 && O.isNone(topic.end)) return undefined;
    seen = topic.view;
    return { changes, view: seen, ends: topic.end };
  };

  const tell = (): void => {
    const [resolve] = waiting;
    const news = resolve === undefined ? undefined : take();
    if (resolve === undefined || news === undefined) return;
    waiting.shift();
    resolve({ done: false, value: news });
    if (O.isSome(news.ends)) end();
  };

  const begin = (): News<View, Change> | undefined => {
    const place = join(tell);
    if (O.isNone(place)) {
      over = true;
      return { changes: [], view: blank, ends: O.some('TooMany') };
    }
    joined = place;
    // The topic's own, so that what is new since then is worked out once for everybody who comes later.
    seen = place.value.topic.matter.blank;
    signal?.addEventListener('abort', end);
    return undefined;
  };

  const next = async (): Promise<Result<View, Change>> => {
    if (signal?.aborted === true) end();
    if (over) return done;
    const refused = O.isNone(joined) ? begin() : undefined;
    if (refused !== undefined) return { done: false, value: refused };
    const news = take();
    if (news !== undefined) {
      if (O.isSome(news.ends)) end();
      return { done: false, value: news };
    }
    if (waiting.length >= waitingMax) return done;
    return new Promise((resolve) => {
      waiting.push(resolve);
    });
  };

  return {
    next,
    return: async () => {
      end();
      return done;
    },
  };
};

const done = { done: true, value: undefined } as const;
