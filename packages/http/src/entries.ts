import * as E from 'fp-ts/lib/Either.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';

/** Those who wait for an answer from a state machine, by number: the asynchronous half of a queue. */
export interface Entries<Refusal, Grant> {
  /** Takes a number, announces it and waits for its answer. An abort gives the number up, and then announces that. */
  readonly enter: (
    announce: (id: number) => void,
    withdraw: (id: number) => void,
    signal?: AbortSignal,
  ) => TE.TaskEither<Refusal, Grant>;
  /** Answers a number, once; a number that was given up is not answered any more. */
  readonly answer: (id: number, answer: E.Either<Refusal, Grant>) => void;
}

/** Nobody waits yet. The state machine bounds how many will; `withdrawn` answers those who give up. */
export const entries = <Refusal, Grant>(withdrawn: Refusal): Entries<Refusal, Grant> => {
  type Answer = E.Either<Refusal, Grant>;
  const open = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  /** Who is being announced. Nearly everybody is answered in that moment, and then there is nothing to wait for. */
  let announced: { readonly id: number; answer: Answer | undefined } | undefined;

  const answer = (id: number, given: Answer): void => {
    if (announced?.id === id) {
      announced.answer ??= given;
      return;
    }
    const resolve = open.get(id);
    open.delete(id);
    resolve?.(given);
  };
  const wait = (id: number, withdraw: (id: number) => void, signal?: AbortSignal): Promise<Answer> =>
    new Promise((resolve) => {
      const giveUp = (): void => {
        answer(id, E.left(withdrawn));
        withdraw(id);
      };
      open.set(id, (given) => {
        signal?.removeEventListener('abort', giveUp);
        resolve(given);
      });
      signal?.addEventListener('abort', giveUp);
    });
  const enterAlone = (id: number, announce: (id: number) => void): Answer | undefined => {
    const mine: NonNullable<typeof announced> = { id, answer: undefined };
    announced = mine;
    announce(id);
    announced = undefined;
    return mine.answer;
  };

  return {
    enter: (announce, withdraw, signal) => async () => {
      if (signal?.aborted === true) return E.left(withdrawn);
      const id = (lastId += 1);
      if (announced === undefined) return enterAlone(id, announce) ?? wait(id, withdraw, signal);
      // Somebody enters from within the announcement of another.
      const waiting = wait(id, withdraw, signal);
      announce(id);
      return waiting;
    },
    answer,
  };
};
