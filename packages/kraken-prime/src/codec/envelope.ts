import { isJsonObject, type JsonObject } from '@legwork/core';
import { isUnambiguous } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import { type DecodeFailure, decodeFailure } from './decode-failure.js';

/**
 * What every reply of Kraken's REST interface is wrapped in. `error` is looked at before `result`, which may be absent
 * when the call failed (introduction of the REST reference, read November 2026).
 */
export interface Envelope {
  readonly error: ReadonlyArray<string>;
  /** `undefined` when absent. */
  readonly result: unknown;
  /** Whether every reader of the text must see the same errors: no name stands in it twice. Looked into where there are any. */
  readonly unambiguous: boolean;
  /** What all of it was parsed from. */
  readonly text: string;
}

const errorsMax = 64;

/** The ordinary codec of the list of errors: it explains failures. */
const plainEnvelope = t.type(
  {
    error: t.refinement(
      t.readonlyArray(t.string, 'Errors'),
      (errors) => errors.length <= errorsMax,
      'Errors',
    ),
  },
  'Envelope',
);

/** The same in one look: nearly every reply has no error. */
const areErrors = (input: unknown): input is ReadonlyArray<string> =>
  Array.isArray(input) && input.length <= errorsMax && input.every((error) => typeof error === 'string');

const readErrors = (json: JsonObject): E.Either<DecodeFailure, ReadonlyArray<string>> => {
  const { error } = json;
  if (areErrors(error)) return E.right(error);
  const explained = plainEnvelope.decode(json);
  return E.left(E.isLeft(explained) ? decodeFailure(explained.left) : { path: 'error', codec: 'Errors' });
};

/**
 * Reads the text of a reply.
 *
 * No number is lost on the way: amounts are texts, and every number is checked to be exact by the codec of its field.
 * Errors: `DecodeFailure`; what it means for the money depends on the call.
 */
export const readEnvelope = (text: string): E.Either<DecodeFailure, Envelope> => {
  const json = E.tryCatch(
    (): unknown => JSON.parse(text),
    (): DecodeFailure => ({ path: '', codec: 'JSON text' }),
  );
  if (E.isLeft(json)) return json;
  if (!isJsonObject(json.right)) return E.left({ path: '', codec: 'Envelope' });
  const errors = readErrors(json.right);
  if (E.isLeft(errors)) return errors;
  const error = errors.right;
  const unambiguous = error.length === 0 || isUnambiguous(text, json.right);
  return E.right({ error, result: json.right['result'], unambiguous, text });
};
