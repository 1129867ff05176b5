import type { Signer } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { parsePayload } from '../payload/parse.js';
import { project } from '../payload/projection.js';
import type { SigningPolicy } from '../policy/policy.js';
import { type Expecting, clear, refuseToSign } from './guard.js';

/** Who signs, and who has to agree first. */
export interface MakerChecker {
  readonly expecting: Expecting;
  /** Asked with what the payload means, after it was found to say what the intent says. */
  readonly checker: SigningPolicy;
  /** Signs once the checker has agreed; any signer of this package, or of one's own. */
  readonly maker: Signer;
}

/**
 * A signer that asks somebody else before it signs: limits, an allow-list, or a person.
 *
 * Nothing is signed without a yes; a checker that fails has not said yes.
 */
export const makerCheckerSigner = ({ expecting, checker, maker }: MakerChecker): Signer => ({
  sign: (message, purpose) => async () => {
    const cleared = clear(expecting, message, purpose);
    if (E.isLeft(cleared)) return cleared;
    const payload = parsePayload(cleared.right.text);
    if (E.isLeft(payload)) return refuseToSign(`the payload is not understood: ${payload.left.field}`);
    const { intent } = cleared.right;
    const asked = { intent, projection: project(payload.right) };
    const answered = await TE.tryCatch(
      () => checker(asked)(),
      () => undefined,
    )();
    if (E.isLeft(answered)) return refuseToSign('the checker failed');
    if (E.isLeft(answered.right)) return refuseToSign(`the checker said no: ${answered.right.left.what}`);
    return maker.sign(message, purpose)();
  },
});
