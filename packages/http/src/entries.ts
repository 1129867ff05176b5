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
  const open = new Map<number, (answer: E.Either<Refusal, Grant>) => void>();
  let lastId = 0;
  const answer = (id: number, given: E.Either<Refusal, Grant>): void => {
    const resolve = open.get(id);
    open.delete(id);
    resolve?.(given);
  };
  return {
    enter: (announce, withdraw, signal) => () =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve(E.left(withdrawn));
        const id = (lastId += 1);
        const giveUp = (): void => {
          answer(id, E.left(withdrawn));
          withdraw(id);
        };
        open.set(id, (given) => {
          signal?.removeEventListener('abort', giveUp);
          resolve(given);
        });
        signal?.addEventListener('abort', giveUp);
        return announce(id);
      }),
    answer,
  };
};
