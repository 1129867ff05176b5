import type { Deed, StoreTime } from '../port/store.js';
import { newDraft } from '../journal/draft.js';
import { isOver } from '../journal/leasing.js';
import { lastName, ofWorker, workerCard, workerRange, workers } from './job-card.js';
import { giveBack } from './job-deeds.js';

/** As many jobs as a worker can have: whoever gives back gives everything back. */
const batchMax = 1_000;

const until = ({ era, monotonicMs, wallMs }: StoreTime, ttlMs: number) => ({
  era,
  untilMs: monotonicMs + ttlMs,
  untilWallMs: wallMs + ttlMs,
});

/** Takes a worker's name for this life of it; whether it was free. What an earlier life held is given back. */
export const enter = (worker: string, life: string, ttlMs: number): Deed<boolean> =>
  function* (now) {
    const draft = newDraft();
    const known = yield* workers.read(draft, workerCard(worker));
    if (known !== undefined && known.life !== life && !isOver(known, now)) return draft.nothing(false);
    yield* giveBack(draft, yield* draft.range(ofWorker('held', worker, batchMax)), now.wallMs);
    workers.write(draft, workerCard(worker), { life, ...until(now, ttlMs) });
    return draft.done(true);
  };

/** What a worker hears when it says that it lives. */
export type Beat =
  | { readonly _tag: 'Lives'; readonly woken: ReadonlyArray<string> }
  /** Its name was taken away: it was silent for too long. */
  | { readonly _tag: 'Gone' };

/** Says that a worker lives, and hears which of its jobs are to be woken. */
export const beat = (worker: string, life: string, ttlMs: number): Deed<Beat> =>
  function* (now) {
    const draft = newDraft();
    const known = yield* workers.read(draft, workerCard(worker));
    if (known?.life !== life || isOver(known, now)) return draft.nothing({ _tag: 'Gone' });
    const woken = yield* draft.range(ofWorker('woken', worker, batchMax));
    for (const { key } of woken) draft.remove(key);
    workers.write(draft, workerCard(worker), { life, ...until(now, ttlMs) });
    return draft.done({ _tag: 'Lives', woken: woken.map(({ key }) => lastName(key)) });
  };

/** Which of its jobs are to be woken, without saying anything. */
export const hear = (worker: string): Deed<ReadonlyArray<string>> =>
  function* () {
    const draft = newDraft();
    const woken = yield* draft.range(ofWorker('woken', worker, batchMax));
    for (const { key } of woken) draft.remove(key);
    return woken.length === 0 ? draft.nothing([]) : draft.done(woken.map(({ key }) => lastName(key)));
  };

/** Gives back what workers held that are silent for too long; how many of them there were. */
export const reap: Deed<number> = function* (now) {
  const draft = newDraft();
  let found = 0;
  for (const { key, value } of yield* draft.range(workerRange)) {
    if (!isOver(workers.parse(value), now)) continue;
    const name = lastName(key);
    const held = yield* draft.range(ofWorker('held', name, batchMax));
    yield* giveBack(draft, held, now.wallMs);
    for (const woken of yield* draft.range(ofWorker('woken', name, batchMax))) draft.remove(woken.key);
    if (held.length < batchMax) draft.remove(key);
    found += 1;
  }
  return found === 0 ? draft.nothing(0) : draft.done(found);
};

/** Gives everything back and the name with it, if this life of the worker is current. */
export const leave = (worker: string, life: string): Deed<void> =>
  function* (now) {
    const draft = newDraft();
    if ((yield* workers.read(draft, workerCard(worker)))?.life !== life) return draft.nothing(undefined);
    yield* giveBack(draft, yield* draft.range(ofWorker('held', worker, batchMax)), now.wallMs);
    draft.remove(workerCard(worker));
    return draft.done(undefined);
  };
