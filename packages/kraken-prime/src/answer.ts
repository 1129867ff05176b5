import { decodeFrom, type OutcomeUnknown, type ReadFailed, type SendError } from '@legwork/core';
import {
  CallError,
  type HttpResponse,
  type NonceSeen,
  type TransportError,
  isPrintable,
} from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as t from 'io-ts';
import { type DecodeFailure, decodeFailure, describe } from './codec/decode-failure.js';
import { type Envelope, readEnvelope } from './codec/envelope.js';
import { type VenueError, isInvalidNonce, isLockout, isSureRejection, parseError } from './error.js';

/** What came back from one call, taken apart once: a reply of whatever status, or why there is none. */
export type Answer =
  | { readonly _tag: 'NotSent'; readonly why: string }
  | { readonly _tag: 'Lost'; readonly why: string }
  | {
      readonly _tag: 'NoEnvelope';
      readonly status: number;
      readonly why: string;
      readonly requestId: O.Option<string>;
    }
  | {
      readonly _tag: 'Enveloped';
      readonly errors: ReadonlyArray<VenueError>;
      readonly result: unknown;
      readonly unambiguous: boolean;
      /** What all of it was parsed from. */
      readonly text: string;
      readonly requestId: O.Option<string>;
    };

/** A result that passed its codec, with the warnings that came with it. */
export interface Good<A> {
  readonly result: A;
  readonly warnings: ReadonlyArray<string>;
}

/**
 * Takes a reply apart. Only status 200 with a well-formed envelope says anything: of other statuses the venue says that
 * the request had trouble reaching its servers (introduction of the REST reference, read November 2026).
 */
export const readAnswer = (reply: E.Either<TransportError, HttpResponse>): Answer => {
  if (E.isLeft(reply)) {
    const { _tag, detail: why } = reply.left;
    return { _tag: _tag === 'NotSent' ? 'NotSent' : 'Lost', why };
  }
  const { status, headers, body } = reply.right;
  const requestId = rayOf(headers);
  const none = (why: string): Answer => ({ _tag: 'NoEnvelope', status, why, requestId });
  const envelope: E.Either<DecodeFailure, Envelope> = readEnvelope(body);
  if (E.isLeft(envelope)) return none(`the reply is no envelope: ${describe(envelope.left)}`);
  if (status !== 200) return none('the status is not the one of a reply to a call');
  const { error, ...rest } = envelope.right;
  return { _tag: 'Enveloped', errors: error.map(parseError), ...rest, requestId };
};

/** Cloudflare's id of the request; it stands before Kraken's servers (their error pages were reported, status 520 to 525). */
const rayOf = (headers: HttpResponse['headers']): O.Option<string> => {
  const ray = headers['cf-ray'];
  return ray !== undefined && /^[0-9a-f]{8,32}(-[A-Z]{3})?$/.test(ray) ? O.some(ray) : O.none;
};

/** What the venue made of the nonce, for the lane. Only a call without an error surely used it. */
export const nonceSeen = (answer: Answer): NonceSeen => {
  if (answer._tag === 'NotSent') return 'Unused';
  if (answer._tag !== 'Enveloped') return 'Unknown';
  if (answer.errors.some(isLockout)) return 'LockedOut';
  if (answer.errors.some(isInvalidNonce)) return 'InvalidNonce';
  return answer.errors.every(({ severity }) => severity === 'Warning') ? 'Used' : 'Unknown';
};

/**
 * What an answer to a write means.
 *
 * Errors: `NotAccepted`, no byte of it left. `Refused`, a complete and unambiguous envelope without a result, all of
 * whose errors are in the closed list of `error.ts`. `OutcomeUnknown`, everything else that is not a validated success: also an error beside a
 * result, an unknown error, an invalid nonce, rate limits and every status but 200.
 */
export const asWrite =
  <A>(codec: t.Type<A>) =>
  (answer: Answer): E.Either<SendError, Good<A>> => {
    if (answer._tag === 'NotSent')
      return E.left(CallError.notAccepted(`The request was not sent: ${answer.why}.`));
    if (answer._tag === 'Lost') return unknown(`The reply was lost: ${answer.why}.`, O.none, O.none);
    if (answer._tag === 'NoEnvelope')
      return unknown(
        `The venue replied with status ${answer.status}, and ${answer.why}.`,
        O.none,
        answer.requestId,
      );
    const { errors, result, requestId } = answer;
    const serious = errors.filter(({ severity }) => severity !== 'Warning');
    if (serious.length > 0) {
      const code = firstCode(serious);
      const sure = answer.unambiguous && errors.every(isSureRejection) && isHollow(result);
      return sure
        ? E.left(CallError.refused(complaint(code, undefined), code, requestId))
        : unknown(complaint(code, result), code, requestId);
    }
    const decoded = decodeFrom(codec, result, isPrintable(answer.text));
    if (E.isRight(decoded)) return E.right({ result: decoded.right, warnings: warningsOf(errors) });
    const where = describe(decodeFailure(decoded.left));
    return unknown(`The venue accepted, but its reply cannot be relied on: ${where}.`, O.none, requestId);
  };

/** What an answer to a read means. Errors: `ReadFailed`; nothing moved. */
export const asRead =
  <A>(codec: t.Type<A>) =>
  (answer: Answer): E.Either<ReadFailed, Good<A>> => {
    if (answer._tag === 'NotSent')
      return E.left(CallError.readFailed(`The read was not sent: ${answer.why}.`, 'Passing'));
    if (answer._tag === 'Lost')
      return E.left(CallError.readFailed(`The reply was lost: ${answer.why}.`, 'Passing'));
    if (answer._tag === 'NoEnvelope') {
      const lasts =
        answer.status === 401 || answer.status === 403 || answer.status === 404 ? 'Lasting' : 'Passing';
      const what = `The venue replied with status ${answer.status}, and ${answer.why}.`;
      return E.left(CallError.readFailed(what, lasts, O.none, answer.requestId));
    }
    const { errors, result, requestId } = answer;
    const serious = errors.filter(({ severity }) => severity !== 'Warning');
    if (serious.length > 0) {
      const code = firstCode(serious);
      const lasts = serious.some(isSureRejection) ? 'Lasting' : 'Passing';
      return E.left(CallError.readFailed(complaint(code, undefined), lasts, code, requestId));
    }
    const decoded = decodeFrom(codec, result, isPrintable(answer.text));
    if (E.isRight(decoded)) return E.right({ result: decoded.right, warnings: warningsOf(errors) });
    const where = describe(decodeFailure(decoded.left));
    return E.left(
      CallError.readFailed(`The reply cannot be relied on: ${where}.`, 'Lasting', O.none, requestId),
    );
  };

const isHollow = (result: unknown): boolean =>
  result === undefined ||
  result === null ||
  (typeof result === 'object' && !Array.isArray(result) && Object.keys(result).length === 0);

const firstCode = (errors: ReadonlyArray<VenueError>): O.Option<string> =>
  O.fromNullable(errors.flatMap(({ code }) => (O.isSome(code) ? [code.value] : []))[0]);

const warningsOf = (errors: ReadonlyArray<VenueError>): ReadonlyArray<string> =>
  errors.map(({ code }) => (O.isSome(code) ? code.value : 'a warning of an unknown form'));

const complaint = (code: O.Option<string>, result: unknown): string => {
  const said = O.isSome(code) ? code.value : 'an error of an unknown form';
  return isHollow(result)
    ? `The venue answered ${said}.`
    : `The venue answered ${said} together with a result.`;
};

const unknown = (
  what: string,
  code: O.Option<string>,
  requestId: O.Option<string>,
): E.Either<OutcomeUnknown, never> => E.left(CallError.outcomeUnknown(what, code, requestId));
