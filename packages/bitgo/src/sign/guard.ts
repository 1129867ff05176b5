import type { Intent, Signer, SigningPurpose, SigningRefused } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ExpectedPayload } from '../payload/expected.js';
import { curveAtHand, loadCurve } from './curve.js';
import type { PublicKey } from './public-key.js';
import { secondOpinion } from './second-opinion.js';
import { wrongSignature } from './signature.js';

/** What an intent lets a payload say, in the adapter's words; a left says why this intent has no payload. */
export type Expecting = (intent: Intent) => E.Either<NotExpected, ExpectedPayload>;

/** No payload belongs to this intent. Nothing is signed. `detail` is for people and holds no secret. */
export interface NotExpected {
  readonly _tag: 'NotExpected';
  readonly detail: string;
}

/** A text that the signer's own code has found to say what the intent says. */
export interface Cleared {
  readonly intent: Intent;
  readonly expected: ExpectedPayload;
  readonly text: string;
}

/** Makes the signature of a text as 65 bytes, somewhere. It is not trusted with anything. */
export type MakeSignature = (text: string, message: Uint8Array) => TE.TaskEither<SigningRefused, Uint8Array>;

/**
 * A signer that signs nothing but payloads of intents: it repeats the check against the intent before (contract S5), and
 * verifies the signature with the known public key after (S3), wherever the signature is made.
 */
export const guarded = (expecting: Expecting, { point }: PublicKey, make: MakeSignature): Signer => ({
  sign: (message, purpose) => async () => {
    const cleared = clear(expecting, message, purpose);
    if (E.isLeft(cleared)) return cleared;
    const made = await make(cleared.right.text, message)();
    if (E.isLeft(made)) return made;
    const curve = curveAtHand() ?? (await loadCurve());
    if (E.isLeft(curve)) return refuseToSign('the library of the curve could not be loaded');
    const wrong = wrongSignature(curve.right, point, message, made.right);
    return wrong === undefined ? made : refuseToSign(`the signature is not the one asked for: ${wrong}`);
  },
});

/** Clears a message for signing: it is for an intent, it is text, and it says what the intent says. */
export const clear = (
  expecting: Expecting,
  message: Uint8Array,
  purpose: SigningPurpose,
): E.Either<SigningRefused, Cleared> => {
  if (purpose._tag !== 'CarryingOut') return refuseToSign('only payloads of intents are signed');
  const { intent } = purpose;
  const expected = expecting(intent);
  if (E.isLeft(expected)) return refuseToSign(`the intent has no payload: ${expected.left.detail}`);
  // One character a byte: what is not ASCII is refused by the second opinion.
  const text = Buffer.from(message.buffer, message.byteOffset, message.length).toString('latin1');
  const opinion = secondOpinion(text, expected.right);
  if (E.isLeft(opinion)) return refuseToSign(`the payload is not what was approved: ${opinion.left.what}`);
  return E.right({ intent, expected: expected.right, text });
};

/** A refusal, as the left side of a signer's answer. */
export const refuseToSign = (detail: string): E.Either<SigningRefused, never> =>
  E.left({ _tag: 'SigningRefused', detail });
