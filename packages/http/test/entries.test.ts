import { describe, expect, test } from '@jest/globals';
import * as E from 'fp-ts/lib/Either.js';
import { entries } from '../src/entries.js';

describe('those who wait for an answer', () => {
  const nobody = (): void => undefined;

  test('may have it while they are announced', async () => {
    const queue = entries<string, number>('withdrawn');
    const answer = await queue.enter((id) => queue.answer(id, E.right(id * 10)), nobody)();
    expect(answer).toEqual(E.right(10));
  });

  test('are answered once: what comes first counts', async () => {
    const queue = entries<string, number>('withdrawn');
    const answer = await queue.enter((id) => {
      queue.answer(id, E.right(1));
      queue.answer(id, E.left('too late'));
    }, nobody)();
    queue.answer(1, E.left('much too late'));
    expect(answer).toEqual(E.right(1));
  });

  test('may have it later, and in any order', async () => {
    const queue = entries<string, number>('withdrawn');
    const first = queue.enter(nobody, nobody)();
    const second = queue.enter((id) => queue.answer(id - 1, E.right(id)), nobody)();
    expect(await first).toEqual(E.right(2));
    queue.answer(2, E.left('no'));
    expect(await second).toEqual(E.left('no'));
  });

  test('may enter while another is announced', async () => {
    const queue = entries<string, number>('withdrawn');
    let inner: Promise<E.Either<string, number>> | undefined;
    const outer = queue.enter((outerId) => {
      inner = queue.enter((innerId) => queue.answer(innerId, E.right(innerId)), nobody)();
      queue.answer(outerId, E.right(outerId));
    }, nobody)();
    expect([await outer, await inner]).toEqual([E.right(1), E.right(2)]);
  });

  test('give up when they are told to, before or while they wait', async () => {
    const queue = entries<string, number>('withdrawn');
    const gone: Array<number> = [];
    const early = queue.enter(nobody, nobody, AbortSignal.abort())();
    const control = new AbortController();
    const late = queue.enter(nobody, (id) => gone.push(id), control.signal)();
    control.abort();
    expect([await early, await late, gone]).toEqual([E.left('withdrawn'), E.left('withdrawn'), [1]]);
  });
});
