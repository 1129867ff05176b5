import * as O from 'fp-ts/lib/Option.js';
import type { Consent, ConsentStatus } from '../noun/consent.js';
import type { Leg } from '../noun/leg.js';
import type { Party } from '../noun/party.js';
import { type Rollup, rollup } from '../noun/rollup.js';
import type { Finality, Settlement } from '../noun/settlement.js';
import type { Transfer, TransferStatus } from '../noun/transfer.js';

/** How one settlement is different from before. */
export type SettlementChange =
  /** A party gave, refused, withdrew or let lapse its consent; `was` is `none` for one that was not listed before. */
  | {
      readonly _tag: 'ConsentMoved';
      readonly by: Party;
      readonly was: O.Option<ConsentStatus>;
      readonly is: Consent;
    }
  | { readonly _tag: 'ConsentGone'; readonly was: Consent }
  /** Anything about the leg but its transfers; `was` is `none` for a new one. */
  | { readonly _tag: 'LegMoved'; readonly was: O.Option<Leg>; readonly is: Leg }
  /** A transfer that is new, or that came further. */
  | {
      readonly _tag: 'TransferSeen';
      readonly leg: Leg;
      readonly was: O.Option<TransferStatus>;
      readonly is: Transfer;
    }
  /** A transfer is not listed any more. */
  | { readonly _tag: 'TransferGone'; readonly leg: Leg; readonly was: Transfer }
  | { readonly _tag: 'HoldsMoved'; readonly is: Settlement['holds'] }
  | { readonly _tag: 'TradesShown'; readonly is: Settlement['trades'] }
  /** What cannot be understood in what the venue shows; empty: everything is. */
  | { readonly _tag: 'OdditiesFound'; readonly is: Settlement['oddities'] }
  | { readonly _tag: 'FinalityMoved'; readonly was: Finality; readonly is: Finality }
  | { readonly _tag: 'StatusMoved'; readonly was: Rollup; readonly is: Rollup };

/**
 * Everything that is different between two readings of one settlement, in a fixed order. None exactly when both show the same,
 * in whatever order; the raw object of the venue and what never changes (venue, account, scope) are not compared.
 */
export const settlementChanges = (before: Settlement, after: Settlement): ReadonlyArray<SettlementChange> => {
  if (before === after) return [];
  const was = rollup(before);
  const is = rollup(after);
  return [
    ...consentChanges(before, after),
    ...legChanges(before, after),
    ...(isSameSet(before.holds, after.holds) ? [] : [{ _tag: 'HoldsMoved', is: after.holds } as const]),
    ...(isSameSet(tradesOf(before), tradesOf(after))
      ? []
      : [{ _tag: 'TradesShown', is: after.trades } as const]),
    ...(isSameSet(before.oddities, after.oddities)
      ? []
      : [{ _tag: 'OdditiesFound', is: after.oddities } as const]),
    ...(before.finality === after.finality
      ? []
      : [{ _tag: 'FinalityMoved', was: before.finality, is: after.finality } as const]),
    ...(was === is ? [] : [{ _tag: 'StatusMoved', was, is } as const]),
  ];
};

const tradesOf = ({ trades }: Settlement): ReadonlyArray<string> =>
  O.isSome(trades) ? trades.value : ['not shown'];

/** Whether both hold the same plain data, in any order. */
const isSameSet = (a: ReadonlyArray<unknown>, b: ReadonlyArray<unknown>): boolean =>
  a === b || (a.length === b.length && textOf(a) === textOf(b));

const textOf = (list: ReadonlyArray<unknown>): string =>
  list
    .map((one) => JSON.stringify(one, inOrder))
    .toSorted()
    .join('\n');

/** Fields in the order of their names: equal data is equal text. */
const inOrder = (_: string, value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const partyKey = ({ role, account }: Party): string => `${role} ${account}`;

const consentChanges = (before: Settlement, after: Settlement): ReadonlyArray<SettlementChange> => {
  if (before.consents === after.consents) return [];
  const earlier = new Map(before.consents.map((one) => [partyKey(one.by), one]));
  const later = new Set(after.consents.map((one) => partyKey(one.by)));
  return [
    ...after.consents.flatMap((is): ReadonlyArray<SettlementChange> => {
      const was = earlier.get(partyKey(is.by));
      if (was !== undefined && isSameSet([was], [is])) return [];
      return [{ _tag: 'ConsentMoved', by: is.by, was: was === undefined ? O.none : O.some(was.status), is }];
    }),
    ...before.consents
      .filter((was) => !later.has(partyKey(was.by)))
      .map((was) => ({ _tag: 'ConsentGone', was }) as const),
  ];
};

/** A leg that is gone is no change but a contradiction, so it is not looked for here. */
const legChanges = (before: Settlement, after: Settlement): ReadonlyArray<SettlementChange> => {
  if (before.legs === after.legs) return [];
  const earlier = new Map(before.legs.map((leg) => [leg.id, leg]));
  return after.legs.flatMap((is): ReadonlyArray<SettlementChange> => {
    const was = earlier.get(is.id);
    if (was === is) return [];
    const isSame = was !== undefined && isSameSet([facts(was)], [facts(is)]);
    return [
      ...(isSame ? [] : [{ _tag: 'LegMoved', was: O.fromNullable(was), is } as const]),
      ...transferChanges(was?.transfers ?? [], is),
    ];
  });
};

/** A leg without its transfers. */
const facts = (leg: Leg): unknown => ({
  ...leg,
  transfers: [],
  actionableBy: leg.actionableBy.toSorted(),
});

const transferChanges = (before: ReadonlyArray<Transfer>, leg: Leg): ReadonlyArray<SettlementChange> => {
  const earlier = new Map(before.map((one) => [one.id, one]));
  const later = new Set(leg.transfers.map(({ id }) => id));
  return [
    ...leg.transfers.flatMap((is): ReadonlyArray<SettlementChange> => {
      const was = earlier.get(is.id);
      if (was !== undefined && isSameSet([was], [is])) return [];
      return [{ _tag: 'TransferSeen', leg, was: was === undefined ? O.none : O.some(was.status), is }];
    }),
    ...before.filter(({ id }) => !later.has(id)).map((was) => ({ _tag: 'TransferGone', leg, was }) as const),
  ];
};
