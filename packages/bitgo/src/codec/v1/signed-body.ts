import * as O from 'fp-ts/lib/Option.js';
import * as t from 'io-ts';

const Signed = t.type({ payload: t.string, signature: t.string });

/** The payload in the body of a creation or an affirmation, as it was sent; `none` in any other text. */
export const signedPayload = (body: string): O.Option<string> => {
  const json = O.tryCatch((): unknown => JSON.parse(body));
  return O.isSome(json) && Signed.is(json.value) ? O.some(json.value.payload) : O.none;
};
