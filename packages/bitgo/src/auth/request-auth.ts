import type { HttpResponse } from '@legwork/http';
import type * as E from 'fp-ts/lib/Either.js';
import type { SignedRequest } from './subject.js';

/** How requests to the venue say who sends them, and how its responses prove that they are its own. */
export interface RequestAuth {
  /** The headers of one request. They hold secrets: they belong to the transport and nowhere else. */
  readonly headers: (request: SignedRequest) => Readonly<Record<string, string>>;
  /** Whether the response is the venue's own answer to this request, as of now. Units of `nowMs`: Unix milliseconds. */
  readonly check: (
    request: SignedRequest,
    response: HttpResponse,
    nowMs: number,
  ) => E.Either<ResponseRefused, void>;
}

/**
 * The response does not prove where it comes from, so nothing in it is believed: of a write it is not known what it did.
 *
 * `Unsigned`: the headers are missing or of no known form. `NotTheVenues`: the signature is of something else.
 * `TooOld`, `TooEarly`: more than five minutes before, or one minute after, our own clock.
 */
export interface ResponseRefused {
  readonly _tag: 'ResponseRefused';
  readonly why: 'Unsigned' | 'NotTheVenues' | 'TooOld' | 'TooEarly';
}

/** The access token is not of the form that this kind of authentication needs. It is not repeated. Nothing was sent. */
export interface InvalidToken {
  readonly _tag: 'InvalidToken';
}
