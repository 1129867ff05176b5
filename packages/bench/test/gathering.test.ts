import { describe, expect, test } from '@jest/globals';
import { journalOver, memoryStore } from '@legwork/core';
import { counting, must } from '@legwork/chaos';
import { virtualClock } from '@legwork/testkit';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { lane, mandateAt, storyAt } from '../src/fixture/settled-story.js';
import { gathering } from '../src/growth/gathering.js';

const numbers = [0, 1, 2, 3, 4];

describe('A journal that is filled', () => {
  const filled = async () => {
    const clock = virtualClock();
    const counted = counting(memoryStore(clock));
    const journal = journalOver(gathering(counted.store), clock);
    const lease = must(await journal.acquire(lane, 'test', 1_000)());
    if (O.isNone(lease)) throw new Error('expected a lease');
    const before = counted.commits();
    const done = await Promise.all(numbers.map((at) => journal.append(storyAt(at, at === 4, lease.value))()));
    return { journal, lease: lease.value, done, commits: counted.commits() - before };
  };

  test('has everything in one commit, each under the rules of the journal', async () => {
    const { journal, done, commits } = await filled();
    expect(done.every(E.isRight)).toBe(true);
    expect(commits).toBe(1);
    const all = must(await journal.mandates({ open: false, after: O.none, limit: 10 })());
    expect(all).toEqual(numbers.map(mandateAt));
    expect(must(await journal.mandates({ open: true, after: O.none, limit: 10 })())).toEqual([mandateAt(4)]);
    const story = must(await journal.read(mandateAt(0))());
    expect(story.map(({ _tag }) => _tag)).toEqual([
      'MandateGiven',
      'AttemptArmed',
      'OutcomeKnown',
      'IntentEnded',
    ]);
  });

  test('a rule that is broken by what was gathered before is broken', async () => {
    const { journal, lease } = await filled();
    const [first, again] = await Promise.all([
      journal.append(storyAt(7, false, lease))(),
      journal.append(storyAt(7, false, lease))(),
    ]);
    expect(first).toEqual(E.right(undefined));
    expect(again).toMatchObject({ left: { why: 'Stale' } });
  });
});
