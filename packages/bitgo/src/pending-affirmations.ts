import type { ReadFailed, Settlement } from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type * as TE from 'fp-ts/lib/TaskEither.js';
import { type Wire, askAside } from './call.js';
import { ourAffirmation } from './cast.js';
import { toSettlement } from './translate.js';

/** Something that waits for our affirmation. */
export interface PendingAffirmation {
  /** The affirmation's id. */
  readonly id: string;
  /** What it is for; `none` when the list of settlements does not show it. */
  readonly settlement: O.Option<Settlement.Settlement>;
}

/**
 * What waits for our affirmation. No webhook tells (notes §8), so a counterparty polls this, holds each settlement against
 * its own trades (`expectationOf`), and settles or refuses it.
 *
 * A settlement is found by the affirmation in it, since some affirmations do not name theirs (notes §5). Errors:
 * `ReadFailed`; nothing moved.
 */
export const pendingAffirmations =
  (wire: Wire): TE.TaskEither<ReadFailed, ReadonlyArray<PendingAffirmation>> =>
  async () => {
    const { dialect, config } = wire;
    const pending = await askAside(wire, dialect.listAffirmations(config, 'pending'))();
    if (E.isLeft(pending)) return pending;
    // The filter of the list is the venue's; a word that it did not filter is not taken for pending.
    const awaited = pending.right.filter(
      ({ status, account }) =>
        status === 'pending' && (O.isNone(account) || account.value === config.account),
    );
    if (awaited.length === 0) return E.right([]);
    const settlements = await askAside(wire, dialect.listSettlements(config))();
    if (E.isLeft(settlements)) return settlements;
    const byAffirmation = new Map<string, Settlement.Settlement>();
    for (const shown of settlements.right) {
      const ours = ourAffirmation(config, shown);
      if (O.isSome(ours)) byAffirmation.set(ours.value.id, toSettlement(config)(shown));
    }
    return E.right(awaited.map(({ id }) => ({ id, settlement: O.fromNullable(byAffirmation.get(id)) })));
  };
