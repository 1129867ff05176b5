import type { Intent, NotAccepted, Refused } from '@legwork/core';
import { CallError } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { type Wire, askAside, newRequestId } from './call.js';
import type { SignedPayload } from './codec/dialect.js';
import type { ExpectedPayload } from './payload/expected.js';
import type { PayloadRefused } from './payload/payload-refused.js';
import { type VerifiedPayload, verifyPayload } from './payload/verify.js';
import { signatureOf } from './sign/signature.js';
import { signingBytes } from './sign/signing-bytes.js';

/** Where the payload comes from. Either way the venue wrote it, and it is verified before anything else. */
export type PayloadSource =
  | { readonly _tag: 'Built' }
  /** It stands on an affirmation; the same one may be signed again for that affirmation, and for no other. */
  | { readonly _tag: 'Given'; readonly text: string; readonly affirmation: string };

/**
 * Gets a payload, verifies it against what the intent lets it say, notes its nonces, and has it signed (contract S1 to S6).
 *
 * Errors: `Refused` when the payload says anything else or the signer does not sign it, `NotAccepted` when the venue gave
 * none; nothing was sent that moves money in either.
 */
export const signedPayload =
  (
    wire: Wire,
    intent: Intent,
    expected: ExpectedPayload,
    source: PayloadSource,
  ): TE.TaskEither<Refused | NotAccepted, SignedPayload> =>
  async () => {
    const text = source._tag === 'Given' ? E.right(source.text) : await buildPayload(wire, expected)();
    if (E.isLeft(text)) return text;
    const use =
      source._tag === 'Given'
        ? `affirmation ${source.affirmation}`
        : `${intent.id} ${newRequestId(wire.random)}`;
    const verified = await takenPayload(wire, expected, use, text.right)();
    return E.isLeft(verified) ? verified : sign(wire, intent, verified.right)();
  };

/** Has the venue write a payload. What it answers is not believed yet. */
const buildPayload =
  (wire: Wire, { entries }: ExpectedPayload): TE.TaskEither<Refused | NotAccepted, string> =>
  async () => {
    const built = await askAside(wire, wire.dialect.buildPayload(wire.config, entries))();
    if (E.isRight(built)) return built;
    const { what, lasts, code, requestId } = built.left;
    const failed = lasts === 'Lasting' ? CallError.cannotBeSent(what) : CallError.notAccepted(what);
    return E.left({ ...failed, code, requestId });
  };

/** Verifies a payload, and takes its nonces for this use before anybody signs it. */
const takenPayload =
  (
    { nonces }: Wire,
    expected: ExpectedPayload,
    use: string,
    text: string,
  ): TE.TaskEither<Refused | NotAccepted, VerifiedPayload> =>
  async () => {
    const verified = verifyPayload({
      expected,
      seen: (nonce) => {
        const taken = nonces.takenFor(nonce);
        return O.isSome(taken) && taken.value !== use;
      },
    })(text);
    if (E.isLeft(verified)) return E.left(CallError.cannotBeSent(refusal(verified.left)));
    const { nonceHold, nonceSettle } = verified.right.projection;
    const taken = await nonces.take([nonceHold, nonceSettle], use)();
    return E.isLeft(taken)
      ? E.left(CallError.notAccepted(`Nothing was signed: ${taken.left.detail.slice(0, 200)}.`))
      : verified;
  };

const refusal = ({ field, why }: PayloadRefused): string =>
  `Nothing was signed: the payload is not what was approved (${field}: ${why}).`;

const sign =
  ({ config }: Wire, intent: Intent, verified: VerifiedPayload): TE.TaskEither<Refused, SignedPayload> =>
  async () => {
    const bytes = await config.signer.sign(signingBytes(verified), { _tag: 'CarryingOut', intent })();
    if (E.isLeft(bytes))
      return E.left(CallError.cannotBeSent(`The signer did not sign: ${bytes.left.detail.slice(0, 200)}.`));
    const signature = signatureOf(bytes.right);
    return E.isLeft(signature)
      ? E.left(CallError.cannotBeSent('The signer answered something that is no signature.'))
      : E.right({ payload: verified.text, signature: signature.right });
  };
