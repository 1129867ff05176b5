import type { CallOrder, ListQuery, Observation, Page, ReadFailed, Settlement, Subject } from '@legwork/core';
import { CallError } from '@legwork/http';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { type Placed, type Wire, ask } from './call.js';
import type { SettlementShown } from './codec/shown.js';
import { toSettlement } from './translate.js';

/**
 * Reads a subject in one call: a settlement by its id, or all of the account, of which those of the scope are kept.
 *
 * No paging is documented (notes §1), so the list is taken for all there is; what rests on that is the operator's declaration
 * about creations. Errors: `ReadFailed`; nothing moved.
 */
export const observe =
  (wire: Wire) =>
  (subject: Subject, least: O.Option<CallOrder>): TE.TaskEither<ReadFailed, Observation> =>
    subject._tag === 'Existing' ? observeOne(wire, subject, least) : observeAll(wire, subject, least);

const observeOne = (
  wire: Wire,
  subject: Extract<Subject, { _tag: 'Existing' }>,
  least: O.Option<CallOrder>,
): TE.TaskEither<ReadFailed, Observation> =>
  TE.flatMapEither(
    ask(wire, wire.dialect.getSettlement(wire.config, subject.settlement), least),
    ({ result, ...place }) =>
      result.id === subject.settlement
        ? E.right({ subject, settlements: [toSettlement(wire.config)(result)], ...place })
        : E.left(
            CallError.readFailed(
              'The venue answered with another settlement than the one asked for.',
              'Lasting',
            ),
          ),
  );

const observeAll = (
  wire: Wire,
  subject: Extract<Subject, { _tag: 'Prospective' }>,
  least: O.Option<CallOrder>,
): TE.TaskEither<ReadFailed, Observation> =>
  TE.map(({ result, ...place }: Placed<ReadonlyArray<SettlementShown>>): Observation => ({
    subject,
    settlements: result
      .map(toSettlement(wire.config))
      // One whose type the venue does not tell may be of any scope.
      .filter(({ scope }) => scope === subject.scope || (scope !== 'direct' && scope !== 'agency'))
      .toSorted(newestFirst),
    ...place,
  }))(ask(wire, wire.dialect.listSettlements(wire.config), least));

/** Settlements of the account, newest first, all on one page: BitGo pages nothing. */
export const list =
  (wire: Wire) =>
  ({ scope, createdAfterMs, open, after }: ListQuery): TE.TaskEither<ReadFailed, Page> => {
    if (O.isSome(after))
      return TE.left(
        CallError.readFailed('The list has one page, and no cursor was made for it.', 'Lasting'),
      );
    const isAsked = (one: Settlement.Settlement): boolean =>
      (O.isNone(scope) || one.scope === scope.value) &&
      (O.isNone(createdAfterMs) || one.createdAtMs > createdAfterMs.value) &&
      (!open || one.finality === 'Open' || one.finality === 'Unrecognised');
    return TE.map(({ result }: Placed<ReadonlyArray<SettlementShown>>): Page => ({
      settlements: result.map(toSettlement(wire.config)).filter(isAsked).toSorted(newestFirst),
      next: O.none,
    }))(ask(wire, wire.dialect.listSettlements(wire.config), O.none));
  };

const newestFirst = (a: Settlement.Settlement, b: Settlement.Settlement): number =>
  b.createdAtMs - a.createdAtMs || (a.id < b.id ? -1 : 1);
