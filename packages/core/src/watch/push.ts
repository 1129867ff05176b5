import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import { type SettlementId, settlementId } from '../noun/id.js';

const bodyMax = 65_536;
const depthMax = 8;

/**
 * The settlement that a push names, or nothing. It is not believed: it only says which of the things that are watched is
 * read first (contract T4).
 *
 * Anything may be given: what is not the text of an id is nothing.
 */
export const hintOf = (push: unknown): O.Option<SettlementId> =>
  typeof push === 'string' ? O.fromEither(settlementId(push)) : O.none;

/**
 * The text at a path inside the body of a push, for `hintOf`; `undefined` when there is none, or the body is no JSON, or has
 * more than 65,536 characters.
 *
 * @example
 * ```ts
 * import { Push } from '@legwork/core';
 * Push.textAt('{"data":{"id":"S1"}}', ['data', 'id']); // => 'S1'
 * Push.textAt('not JSON', ['data', 'id']); // => undefined
 * ```
 */
export const textAt = (body: string, path: ReadonlyArray<string>): string | undefined => {
  if (body.length > bodyMax || path.length > depthMax) return undefined;
  const parsed = E.tryCatch(
    (): unknown => JSON.parse(body),
    () => undefined,
  );
  if (E.isLeft(parsed)) return undefined;
  let at = parsed.right;
  for (const name of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = Reflect.get(at, name);
  }
  return typeof at === 'string' ? at : undefined;
};
