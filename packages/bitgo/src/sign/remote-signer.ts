import type { Signer, SigningRefused } from '@legwork/core';
import type { Transport } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import * as t from 'io-ts';
import { guarded, refuseToSign } from './guard.js';
import type { SignerTerms } from './local-signer.js';
import { type InvalidPublicKey, publicKey } from './public-key.js';
import { bytesOf } from './signature.js';

/**
 * How the remote side is asked.
 *
 * `Express`: BitGo Express, `POST /api/v2/ofc/signPayload` (BitGoJS `typedRoutes/api/v2/ofcSignPayload.ts`, read November
 * 2026); it has the passphrase in its own environment. `Generic`: a path of one's own, asked `{keyId, payload}`. Both
 * answer `{payload, signature}`, and the payload must come back as it went.
 */
export type RemoteForm =
  | { readonly _tag: 'Express'; readonly walletId: string }
  | { readonly _tag: 'Generic'; readonly path: string; readonly keyId: string };

/** A signer that is asked over HTTP. */
export interface RemoteTerms extends SignerTerms {
  readonly transport: Transport;
  readonly form: RemoteForm;
  /** What goes with every request, such as `authorization`; asked each time, so that printing the terms shows none. */
  readonly headers: () => Readonly<Record<string, string>>;
}

/**
 * A signer whose key is elsewhere. It is not trusted: it is asked only for what this process has checked against the
 * intent, and its signature must be that of the declared key over exactly these characters.
 *
 * Errors: `InvalidPublicKey`; nothing was sent.
 */
export const remoteSigner = (terms: RemoteTerms): E.Either<InvalidPublicKey, Signer> =>
  E.map((key: Parameters<typeof guarded>[1]) => guarded(terms.expecting, key, (text) => ask(terms, text)))(
    publicKey(terms.publicKey),
  );

const Answer = t.type({ payload: t.string, signature: t.string });

const ask =
  ({ transport, form, headers }: RemoteTerms, payload: string): TE.TaskEither<SigningRefused, Uint8Array> =>
  async () => {
    const answered = await transport.call({
      method: 'POST',
      path: form._tag === 'Express' ? '/api/v2/ofc/signPayload' : form.path,
      headers: { 'content-type': 'application/json', ...headers() },
      body: JSON.stringify(
        form._tag === 'Express' ? { walletId: form.walletId, payload } : { keyId: form.keyId, payload },
      ),
      effect: 'Write',
      permit: () => O.none,
    })();
    if (E.isLeft(answered)) return refuseToSign(`the remote signer gave no answer: ${answered.left.cause}`);
    const { status, body } = answered.right;
    if (status !== 200) return refuseToSign(`the remote signer answered with status ${status}`);
    const answer = E.tryCatch(
      (): unknown => JSON.parse(body),
      () => undefined,
    );
    if (E.isLeft(answer) || !Answer.is(answer.right))
      return refuseToSign('the answer of the remote signer is not of the known form');
    if (answer.right.payload !== payload)
      return refuseToSign('the remote signer answered for another payload');
    const bytes = bytesOf(answer.right.signature);
    return bytes === undefined
      ? refuseToSign('the signature is not the one asked for: NotHex')
      : E.right(new Uint8Array(bytes));
  };
