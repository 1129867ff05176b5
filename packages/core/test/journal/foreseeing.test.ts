import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { JournalRecord } from '../../src/engine/journal-record.js';
import { newDraft } from '../../src/journal/draft.js';
import { journalOver } from '../../src/journal/journal-over.js';
import { carryOut, memoryStore } from '../../src/journal/memory-store.js';
import type { Store } from '../../src/port/store.js';
import { endings, given, haltedRecord, mandateOf, outcomes, storyOf } from '../fixture/mandate.js';
import { right, some } from '../fixture/must.js';

const clock = { monotonicMs: () => 1 };
const lane = 'paper key 1';

/** How often a deed looked, and what it wrote without having looked at it. */
interface Looked {
  readonly looks: number;
  readonly unseen: ReadonlyArray<string>;
}

/** A store in memory that tells how each deed looked. */
const watched = (told: (looked: Looked) => void): Store => {
  const store = memoryStore(clock);
  return {
    ...store,
    perform: (deed) =>
      store.perform(function* (now) {
        const running = deed(now);
        const seen = new Set<string>();
        let looks = 0;
        let next = running.next();
        while (next.done !== true) {
          looks += 1;
          for (const key of next.value.keys) seen.add(key);
          next = running.next(yield next.value);
        }
        told({ looks, unseen: next.value.changes.map(({ key }) => key).filter((key) => !seen.has(key)) });
        return next.value;
      }),
  };
};

const story = storyOf('M/1');
const mandate = mandateOf();

describe('an append looks together at what it can foresee, as each look keeps everybody waiting', () => {
  const rest = [endings.PartlyDone, endings.Failed, endings.NotDone];
  const cases: ReadonlyArray<readonly [string, ReadonlyArray<JournalRecord>, JournalRecord, number]> = [
    ['a mandate', [], given(), 2],
    ['an attempt', [given()], story.armed(), 2],
    ['an accepted call', [given(), story.armed()], story.outcome(outcomes.Accepted), 2],
    ['an unknown one', [given(), story.armed()], story.outcome(outcomes.Unknown), 1],
    ['one that was not sent', [given(), story.armed()], story.outcome(outcomes.NotSent), 2],
    ['its end', [given(), story.armed(), story.outcome(outcomes.Accepted)], story.ended(endings.Done), 3],
    ...rest.map(
      (ending) =>
        [
          `its end ${ending._tag}`,
          [given(), story.armed(), story.outcome(outcomes.Accepted)],
          story.ended(ending),
          3,
        ] as const,
    ),
    ['a halt', [given()], haltedRecord, 2],
    ['what a person withdraws', [given()], story.decided({ _tag: 'Withdrawn' }), 2],
  ];
  test.each(cases)('%s', async (_name, before, record, looks) => {
    const told: Array<Looked> = [];
    const journal = journalOver(
      watched((looked) => void told.push(looked)),
      clock,
    );
    const lease = O.some(some(right(await journal.acquire(lane, 'worker', 1_000)())));
    for (const [expected, one] of [...before, record].entries()) {
      const entry = { mandate: mandate.id, expected, records: [one], limitsAsOf: O.none };
      // oxlint-disable-next-line no-await-in-loop
      const done = await journal.append({ ...entry, lease: one._tag === 'AttemptArmed' ? lease : O.none })();
      expect(done).toStrictEqual(E.right(undefined));
    }
    expect(told.at(-1)).toStrictEqual({ looks, unseen: [] });
  });
});

test('a draft looks at no more than some hundreds of keys at a time, and at each once', () => {
  const asks: Array<number> = [];
  const keys = Array.from({ length: 650 }, (_, at) => `key ${at % 620}`);
  const work = carryOut(
    (function* () {
      const draft = newDraft();
      yield* draft.prefetch(keys);
      return draft.done(yield* draft.card('key 619'));
    })(),
    (ask) => {
      asks.push(ask.keys.length);
      return { cards: new Map(ask.keys.map((key) => [key, `value of ${key}`])), range: [] };
    },
  );
  expect(asks).toStrictEqual([300, 300, 20]);
  expect(work.answer).toBe('value of key 619');
});
