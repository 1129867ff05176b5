import * as O from 'fp-ts/lib/Option.js';
import type { Clock, Sleep } from '../port/clock.js';
import type { News } from './news.js';
import { pushBudget } from './push-budget.js';
import { type Joined, makeReader } from './reader.js';
import type { StopSignal } from './stop-signal.js';
import { type Matter, type Topic, type TopicWatcher, makeTopic } from './topic.js';
import { type WatchPace, pauseMs } from './watch-pace.js';

/**
 * What came of a push. `Read`: something that is watched is read soon because of it. `Waits`: the same, but pushes have
 * used up what they may cost, so it is read when they may cost more, or by its own pace. `Joined`: it is to be read soon
 * already. `NotWatched`: nobody watches what it may be about.
 */
export type PushHeard = 'Read' | 'Waits' | 'Joined' | 'NotWatched';

/** One reader of the venue for any number of watchers: never two readings at once, and never sooner than the pace allows. */
export interface Hub<View, Change> {
  readonly watch: (
    matter: Matter<View, Change>,
    signal?: StopSignal,
  ) => AsyncIterable<News<View, Change>, undefined>;
  /** Has what may be meant read soon: the topic of that key and the broad ones, or any when no key is given. */
  readonly push: (key?: string) => PushHeard;
  /** Ends every watch. A hub that was stopped can be used again. */
  readonly stop: () => void;
}

/** A hub that nobody watches at: it does nothing until somebody does. */
export const makeHub = <View, Change>(clock: Clock, pace: WatchPace): Hub<View, Change> => {
  const topics = new Map<string, Topic<View, Change>>();
  const broad = new Set<Topic<View, Change>>();
  const budget = pushBudget(pace);
  let watchers = 0;
  let running = false;
  let freeAtMs = Number.NEGATIVE_INFINITY;
  let dozing: Sleep | undefined;

  const read = async (topic: Topic<View, Change>): Promise<void> => {
    const isOwnPace = topic.dueMs <= clock.monotonicMs();
    // A push that comes while it is being read is about something that the reading may have missed: it counts anew.
    topic.pushedMs = Number.POSITIVE_INFINITY;
    if (isOwnPace) topic.dueMs = Number.POSITIVE_INFINITY;
    const after = await topic.matter.look(topic.view)();
    const nowMs = clock.monotonicMs();
    freeAtMs = nowMs + pace.gapMs;
    if (isOwnPace) setDue(topic, after, nowMs);
    topic.alarmMs = nowMs + Math.max(pace.pollFirstMs, topic.matter.dueInMs(after));
    const changed = topic.matter.changes(topic.view, after).length > 0;
    topic.view = after;
    if (changed) topic.version += 1;
    if (topic.matter.isOver(after)) close(topic, 'Over');
    if (changed || O.isSome(topic.end)) tellAll(topic);
  };

  const tellAll = (topic: Topic<View, Change>): void => {
    for (const watcher of topic.watchers) watcher.tell();
    if (O.isNone(topic.end)) return;
    // Whoever did not wait is told when they ask: by the topic, which nothing here knows any more.
    watchers -= topic.watchers.size;
    topic.watchers.clear();
  };

  /** Sets when it is read next by its own pace. */
  const setDue = (topic: Topic<View, Change>, after: View, nowMs: number): void => {
    const isNew = topic.matter.changes(topic.dueView, after).length > 0;
    topic.idle = isNew ? 0 : topic.idle + 1;
    topic.dueView = after;
    topic.dueMs = nowMs + pauseMs(pace, topic.idle);
  };

  /** Nothing is read for it any more. */
  const drop = (topic: Topic<View, Change>): void => {
    if (topics.get(topic.matter.key) === topic) topics.delete(topic.matter.key);
    broad.delete(topic);
    dozing?.wake();
  };

  const close = (topic: Topic<View, Change>, why: 'Over' | 'Stopped'): void => {
    if (O.isSome(topic.end)) return;
    topic.end = O.some(why);
    drop(topic);
  };

  const rounds = async (): Promise<void> => {
    for (let next = soonest(topics); next !== undefined; next = soonest(topics)) {
      const leftMs = Math.max(next.atMs, freeAtMs) - clock.monotonicMs();
      if (leftMs > 0) dozing = clock.sleep(leftMs);
      // One reading at a time.
      // oxlint-disable-next-line no-await-in-loop
      await (dozing === undefined ? read(next.topic) : dozing.done());
      dozing = undefined;
    }
    running = false;
  };

  const wake = (): void => {
    dozing?.wake();
    if (running) return;
    running = true;
    void rounds();
  };

  const leave = (topic: Topic<View, Change>, watcher: TopicWatcher): void => {
    if (!topic.watchers.delete(watcher)) return;
    watchers -= 1;
    if (topic.watchers.size === 0) drop(topic);
  };

  const join = (matter: Matter<View, Change>, tell: () => void): O.Option<Joined<View, Change>> => {
    const known = topics.get(matter.key);
    if (watchers >= pace.watchersMax || (known === undefined && topics.size >= pace.topicsMax)) return O.none;
    const topic = known ?? makeTopic(matter, clock.monotonicMs());
    const watcher = { tell };
    topic.watchers.add(watcher);
    watchers += 1;
    if (known === undefined) {
      topics.set(matter.key, topic);
      if (matter.isBroad) broad.add(topic);
      wake();
    }
    return O.some({ topic, leave: () => leave(topic, watcher) });
  };

  /** Brings one topic forward, if there is something left to pay for it with. */
  const hurry = (topic: Topic<View, Change>, nowMs: number): PushHeard => {
    if (topic.pushedMs < Number.POSITIVE_INFINITY || topic.dueMs <= nowMs) return 'Joined';
    // What would be paid for later than it is read anyway is not worth paying for.
    if (budget.freeAtMs(nowMs) >= topic.dueMs) return 'Waits';
    topic.pushedMs = budget.spend(nowMs);
    return topic.pushedMs > nowMs ? 'Waits' : 'Read';
  };

  const push = (key?: string): PushHeard => {
    const nowMs = clock.monotonicMs();
    const named = key === undefined ? undefined : topics.get(key);
    let heard: PushHeard = named === undefined ? 'NotWatched' : hurry(named, nowMs);
    for (const topic of key === undefined ? topics.values() : broad) {
      // However many there are, no more of them are looked at than can be brought forward.
      const isFree = budget.freeAtMs(nowMs) <= nowMs;
      heard = better(heard, isFree ? hurry(topic, nowMs) : 'Waits');
      if (!isFree) break;
    }
    if (heard === 'Read' || heard === 'Waits') dozing?.wake();
    return heard;
  };

  const stop = (): void => {
    for (const topic of topics.values()) {
      close(topic, 'Stopped');
      tellAll(topic);
    }
  };

  return {
    watch: (matter, signal) => ({
      [Symbol.asyncIterator]: () => makeReader(matter.blank, (tell) => join(matter, tell), signal),
    }),
    push,
    stop,
  };
};

/**
 * The topic that is to be read first, and when; of several, the one that was watched first. Plain code: it runs over everything
 * that is watched before every reading.
 */
const soonest = <View, Change>(
  topics: ReadonlyMap<string, Topic<View, Change>>,
): { readonly topic: Topic<View, Change>; readonly atMs: number } | undefined => {
  let first: Topic<View, Change> | undefined;
  let firstMs = 0;
  for (const topic of topics.values()) {
    let ms = topic.dueMs < topic.pushedMs ? topic.dueMs : topic.pushedMs;
    if (topic.alarmMs < ms) ms = topic.alarmMs;
    if (first !== undefined && ms >= firstMs) continue;
    first = topic;
    firstMs = ms;
  }
  return first === undefined ? undefined : { topic: first, atMs: firstMs };
};

const worth = { NotWatched: 0, Joined: 1, Waits: 2, Read: 3 } as const;

const better = (a: PushHeard, b: PushHeard): PushHeard => (worth[b] > worth[a] ? b : a);
