import { isJsonObject } from '@legwork/core';
import * as O from 'fp-ts/lib/Option.js';

/** What a reply with a status of failure says of itself. */
export interface VenueError {
  /** The venue's own name for it, if it is of a plain form; for people and their support. */
  readonly code: O.Option<string>;
  /** The id of the request, as the venue knows it. */
  readonly requestId: O.Option<string>;
  /** Whether it is an error body of a documented form and nothing beside. */
  readonly isWellFormed: boolean;
  /** Whether it may be the answer to a copy of a request that was carried out before. */
  readonly mayRepeat: boolean;
}

/**
 * Reads the body of a failure.
 *
 * Well-formed is `{error, errorName, reqId}` of texts (Create Settlement page, read November 2026), also without `reqId` as
 * the clearing API writes it, and `{error, name, requestId}` of the platform (developers.bitgo.com/api, read November 2026).
 * Any of the fields was seen to be something else, which is not well-formed, and neither is one that is a result as well.
 */
export const readError = (json: unknown): VenueError => {
  if (!isJsonObject(json)) return { code: O.none, requestId: O.none, isWellFormed: false, mayRepeat: true };
  const { error, errorName, reqId, name, requestId } = json;
  const isOfSettlements = isText(errorName) && (reqId === undefined || isText(reqId));
  const isOfPlatform = errorName === undefined && isText(name) && isText(requestId);
  return {
    code: matching(codeForm, errorName ?? name),
    requestId: matching(idForm, reqId ?? requestId),
    isWellFormed:
      isText(error) &&
      (isOfSettlements || isOfPlatform) &&
      !resultKeys.some((key) => Object.hasOwn(json, key)),
    mayRepeat: [error, errorName, name].some((said) => typeof said === 'string' && repetition.test(said)),
  };
};

/**
 * The statuses with which a write was surely not carried out, if the body is well-formed. Closed; no list of error names is
 * published. A conflict (409), too many calls (429) and whatever else prove nothing.
 */
const surelyRejected: ReadonlySet<number> = new Set([400, 401, 403, 404, 422]);

/**
 * Whether the venue surely did not do it, nor a copy of it.
 *
 * An intermediary that sends a request twice gets the refusal of the second copy after the first was carried out (catalogue
 * D9). What speaks of something that is there or was used already may be such a refusal, and proves nothing.
 */
export const isSureRejection = (status: number, { isWellFormed, mayRepeat }: VenueError): boolean =>
  surelyRejected.has(status) && isWellFormed && !mayRepeat;

const repetition =
  /already|duplicate|exist|in ?use|used|replay|repeat|twice|conflict|pending|affirm|final|processed|nonce/i;
const resultKeys = ['id', 'status', 'payload', 'affirmations', 'settlements', 'trades'];
const codeForm = /^[\w.-]{1,40}(?::[\w.-]{1,40}){0,4}$/;
const idForm = /^[\w-]{1,64}$/;
const textMax = 4_096;

const isText = (field: unknown): field is string =>
  typeof field === 'string' && field !== '' && field.length <= textMax;

const matching = (form: RegExp, field: unknown): O.Option<string> =>
  typeof field === 'string' && form.test(field) ? O.some(field) : O.none;
