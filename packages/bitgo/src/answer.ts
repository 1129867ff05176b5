import type { OutcomeUnknown, ReadFailed, Refused, SendError } from '@legwork/core';
import { CallError, type HttpResponse, type TransportError, isUnambiguous } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { ResponseRefused } from './auth/request-auth.js';
import { type Reading, describe } from './codec/decode-failure.js';
import { type VenueError, isSureRejection, readError } from './error.js';

/** What came back from one call, taken apart once: a reply of whatever status, or why there is none. */
export type Answer =
  | { readonly _tag: 'NotSent'; readonly why: string }
  | { readonly _tag: 'Lost'; readonly why: string; readonly requestId: O.Option<string> }
  | {
      readonly _tag: 'Replied';
      readonly status: number;
      /** `none`: the body is no JSON text. */
      readonly json: O.Option<unknown>;
      /** Whether every reader of the text must see the same; looked into for failures. */
      readonly unambiguous: boolean;
      readonly requestId: O.Option<string>;
    };

/** Takes a reply apart. `requestId` is the one that we sent. */
export const readAnswer = (
  reply: E.Either<TransportError | ResponseRefused, HttpResponse>,
  requestId: O.Option<string>,
): Answer => {
  if (E.isLeft(reply)) {
    const { left } = reply;
    switch (left._tag) {
      case 'NotSent':
        return { _tag: 'NotSent', why: left.detail };
      case 'ReplyLost':
        return { _tag: 'Lost', why: left.detail, requestId };
      case 'ResponseRefused':
        return { _tag: 'Lost', why: `it does not prove to be the venue's own (${left.why})`, requestId };
    }
  }
  const { status, body } = reply.right;
  const json = O.tryCatch((): unknown => JSON.parse(body));
  const unambiguous = O.isSome(json) && status !== 200 && isUnambiguous(body, json.value);
  return { _tag: 'Replied', status, json, unambiguous, requestId };
};

/**
 * What an answer to a write means.
 *
 * Errors: `NotAccepted`, no byte of it left. `Refused`, a complete, unambiguous and well-formed error body with one of the
 * statuses in the closed list of `error.ts`, which does not speak of a repetition. `OutcomeUnknown`, everything else that is
 * not a validated success with status 200: also a conflict, too many calls, a server's failure and every other status.
 */
export const asWrite =
  <A>(read: Reading<A>) =>
  (answer: Answer): E.Either<SendError, A> => {
    if (answer._tag === 'NotSent')
      return E.left(CallError.notAccepted(`The request was not sent: ${answer.why}.`));
    if (answer._tag === 'Lost')
      return unknown(`The reply was lost: ${answer.why}.`, O.none, answer.requestId);
    const { status, json } = answer;
    if (status !== 200) return refusedOrUnknown(answer);
    if (O.isNone(json)) return unknown('The venue replied with no JSON text.', O.none, answer.requestId);
    const decoded = read(json.value);
    return E.isRight(decoded)
      ? decoded
      : unknown(
          `The venue accepted, but its reply cannot be relied on: ${describe(decoded.left)}.`,
          O.none,
          answer.requestId,
        );
  };

type Replied = Extract<Answer, { _tag: 'Replied' }>;

const refusedOrUnknown = (answer: Replied): E.Either<Refused | OutcomeUnknown, never> => {
  const { status, unambiguous } = answer;
  const error = errorOf(answer);
  const what = complaint(status, error);
  const requestId = O.isSome(error.requestId) ? error.requestId : answer.requestId;
  return unambiguous && isSureRejection(status, error)
    ? E.left(CallError.refused(what, error.code, requestId))
    : unknown(what, error.code, requestId);
};

/** What an answer to a read means. Errors: `ReadFailed`; nothing moved. */
export const asRead =
  <A>(read: Reading<A>) =>
  (answer: Answer): E.Either<ReadFailed, A> => {
    if (answer._tag === 'NotSent')
      return E.left(CallError.readFailed(`The read was not sent: ${answer.why}.`, 'Passing'));
    if (answer._tag === 'Lost')
      return E.left(
        CallError.readFailed(`The reply was lost: ${answer.why}.`, 'Passing', O.none, answer.requestId),
      );
    const { status, json } = answer;
    const error = errorOf(answer);
    if (status !== 200) {
      const lasts = lastingStatuses.has(status) ? 'Lasting' : 'Passing';
      const requestId = O.isSome(error.requestId) ? error.requestId : answer.requestId;
      return E.left(CallError.readFailed(complaint(status, error), lasts, error.code, requestId));
    }
    if (O.isNone(json))
      return E.left(
        CallError.readFailed('The venue replied with no JSON text.', 'Passing', O.none, answer.requestId),
      );
    const decoded = read(json.value);
    if (E.isRight(decoded)) return decoded;
    const what = `The reply cannot be relied on: ${describe(decoded.left)}.`;
    return E.left(CallError.readFailed(what, 'Lasting', O.none, answer.requestId));
  };

const lastingStatuses: ReadonlySet<number> = new Set([400, 401, 403, 404, 422]);

const errorOf = ({ json }: Replied): VenueError => readError(O.isSome(json) ? json.value : undefined);

const complaint = (status: number, { code }: VenueError): string =>
  O.isSome(code)
    ? `The venue answered ${code.value} with status ${status}.`
    : `The venue answered with status ${status} and an error of an unknown form.`;

const unknown = (
  what: string,
  code: O.Option<string>,
  requestId: O.Option<string>,
): E.Either<OutcomeUnknown, never> => E.left(CallError.outcomeUnknown(what, code, requestId));
