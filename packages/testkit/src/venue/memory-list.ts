import type { ListQuery, Page, Settlement } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';

/** A page holds so many settlements. */
const pageSize = 10;

/** One page of what is shown, newest first. Errors: the cursor is none that a page ended with. */
export const pageOf = (
  settlements: ReadonlyArray<Settlement.Settlement>,
  { scope, createdAfterMs, open, after }: ListQuery,
): E.Either<string, Page> => {
  const wanted = settlements.filter(
    (one) =>
      (O.isNone(scope) || one.scope === scope.value) &&
      (O.isNone(createdAfterMs) || one.createdAtMs > createdAfterMs.value) &&
      (!open || one.finality !== 'Final'),
  );
  // The cursor names the last settlement of a page, so that what appears in between moves nothing.
  const before = O.isNone(after) ? -1 : settlements.findIndex(({ id }) => id === after.value);
  if (O.isSome(after) && before === -1) return E.left('The cursor is none of this list.');
  const rest = wanted.filter((one) => settlements.indexOf(one) > before);
  const page = rest.slice(0, pageSize);
  const last = page.at(-1);
  return E.right({
    settlements: page,
    next: last === undefined || rest.length <= pageSize ? O.none : O.some(last.id),
  });
};
