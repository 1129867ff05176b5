import * as E from 'fp-ts/lib/Either.js';
import {
  type NotSentCause,
  type ReplyLostCause,
  type TransportError,
  notSent,
  replyLost,
} from './transport-error.js';
import type { HttpResponse } from './transport.js';

/** What a call came to. */
export type Outcome = E.Either<TransportError, HttpResponse>;

/**
 * The one verdict on a running call. Many things can end a call, often several at once; the first one counts, and
 * whether it means `NotSent` or `ReplyLost` is decided here alone.
 */
export interface Verdict {
  readonly isOpen: () => boolean;
  /** From now on bytes may have left, and a failure is a `ReplyLost`. */
  readonly bytesLeft: () => void;
  /** A response began, with this status. */
  readonly replyBegan: (status: number) => void;
  readonly settle: (outcome: Outcome) => void;
  /** Settles with one cause if no byte left, with the other if some may have. */
  readonly fail: (before: NotSentCause, after: ReplyLostCause, detail: string) => void;
  /** Runs once the verdict is given, or at once if it was; `succeeded` tells which kind it is. */
  readonly onSettled: (tidy: (succeeded: boolean) => void) => void;
}

/** Opens a verdict; `announce` hears the outcome, once. */
export const openVerdict = (announce: (outcome: Outcome) => void): Verdict => {
  let settled: Outcome | undefined;
  let anyByteLeft = false;
  let status: number | undefined;
  const tidying: Array<(succeeded: boolean) => void> = [];
  const settle = (outcome: Outcome): void => {
    if (settled !== undefined) return;
    settled = outcome;
    for (const tidy of tidying) tidy(E.isRight(outcome));
    announce(outcome);
  };
  return {
    isOpen: () => settled === undefined,
    bytesLeft: () => {
      anyByteLeft = true;
    },
    replyBegan: (began) => {
      status = began;
    },
    settle,
    fail: (before, after, detail) =>
      settle(E.left(anyByteLeft ? replyLost(after, detail, status) : notSent(before, detail))),
    onSettled: (tidy) => {
      if (settled === undefined) tidying.push(tidy);
      else tidy(E.isRight(settled));
    },
  };
};
