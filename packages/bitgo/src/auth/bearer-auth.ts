import * as E from 'fp-ts/lib/Either.js';
import type { InvalidToken, RequestAuth } from './request-auth.js';

/**
 * Authentication by the token itself, in the header `authorization`. Responses carry no signature, so TLS alone says whose
 * they are. Errors: `InvalidToken`; nothing was sent.
 */
export const bearerAuth = (token: string): E.Either<InvalidToken, RequestAuth> =>
  /^[\w.~+/=-]{16,512}$/.test(token)
    ? E.right({
        headers: () => ({ authorization: `Bearer ${token}` }),
        check: () => E.right(undefined),
      })
    : E.left({ _tag: 'InvalidToken' });
