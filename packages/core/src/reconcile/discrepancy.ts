import * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { AssetId } from '../noun/id.js';

/**
 * What kind of break it is.
 *
 * `AmountDiffers`: more or less than expected. `Missing`: it did not happen. `Extra`: nobody expected it. `Late`: it was not
 * there when it was due. `StatusContradiction`: a settled status without its transfers, transfers without their status, or
 * something that was and is no longer. `UnitDiffers`: another asset, or more digits than the asset has.
 * `DirectionDiffers`: another payer or receiver. `DuplicateReference`: one reference for two things. `BalanceDiffers`: the
 * account holds something else than what moved explains.
 */
export type Kind =
  | 'AmountDiffers'
  | 'Missing'
  | 'Extra'
  | 'Late'
  | 'StatusContradiction'
  | 'UnitDiffers'
  | 'DirectionDiffers'
  | 'DuplicateReference'
  | 'BalanceDiffers';

/** So much of an asset. Units: whole units of the asset. */
export interface Amount {
  readonly asset: AssetId;
  readonly quantity: Quantity;
}

/** A difference between what was expected and what was observed: a break of reconciliation. */
export interface Discrepancy {
  readonly _tag: Kind;
  /** The place: venue, account, settlement and leg, as far as they are known, with spaces between. */
  readonly at: string;
  /** The expected line; `none`: there was none. */
  readonly line: O.Option<string>;
  /** In a sentence. */
  readonly expected: string;
  readonly observed: string;
  readonly mayMean: string;
  readonly whatToDo: string;
  /** What was expected and is not there; `none`: the break explains no lack. */
  readonly short: O.Option<Amount>;
  /** What is there and was not expected; `none`: the break explains no surplus. */
  readonly extra: O.Option<Amount>;
}

const advice: Readonly<Record<Kind, Pick<Discrepancy, 'mayMean' | 'whatToDo'>>> = {
  AmountDiffers: {
    mayMean: 'a fill in part, a fee that was not declared, a slip of scale, or a movement made twice',
    whatToDo:
      'compare the transfers with the trades and ask the venue for the difference; do not send it again',
  },
  Missing: {
    mayMean: 'it was never carried out, it failed, or it was carried out under another reference',
    whatToDo:
      'look for it among the extra ones, then ask the venue; do not send it again before it is proven void',
  },
  Extra: {
    mayMean: 'a trade that is not in the books, an instruction of somebody else, or a movement made twice',
    whatToDo: 'find who instructed it; halt the account if nobody did',
  },
  Late: {
    mayMean: 'a slow rail, a missed cut-off, or a party that has not acted',
    whatToDo: 'ask whoever has to act, and reconcile again; lateness by itself proves nothing void',
  },
  StatusContradiction: {
    mayMean: 'the venue says more or less than it has done, or its readings are stale or out of order',
    whatToDo: 'take it as not settled; read again, then ask the venue for the transfers',
  },
  UnitDiffers: {
    mayMean: 'a wrong entry in a registry of units, or another asset under a similar name',
    whatToDo: 'halt the venue, and correct the registry before anything is read or sent in this asset',
  },
  DirectionDiffers: {
    mayMean: 'a sign read the wrong way round, or a payment of or to another party',
    whatToDo: 'halt the account, and check the declared direction convention against one known movement',
  },
  DuplicateReference: {
    mayMean: 'a reference used again, a record copied, or one movement counted for two obligations',
    whatToDo: 'count it once; ask the venue which of the two it belongs to',
  },
  BalanceDiffers: {
    mayMean: 'a movement outside of what was read, a charge, or a balance taken at another instant',
    whatToDo: "go through the account's statement between both balances",
  },
};

/** A break, with what it may mean and what to do. */
export const discrepancy = (
  _tag: Kind,
  at: string,
  line: O.Option<string>,
  expected: string,
  observed: string,
  money: Partial<Pick<Discrepancy, 'short' | 'extra'>> = {},
): Discrepancy => ({
  _tag,
  at,
  line,
  expected,
  observed,
  ...advice[_tag],
  short: money.short ?? O.none,
  extra: money.extra ?? O.none,
});

/** In one order, whatever order they were found in. */
export const inOrder = (all: ReadonlyArray<Discrepancy>): ReadonlyArray<Discrepancy> =>
  all
    .map((one) => ({
      one,
      key: JSON.stringify([one.at, one._tag, O.toNullable(one.line), one.expected, one.observed]),
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ one }) => one);

/** The break on one line, for people. */
export const sentence = ({ _tag, at, expected, observed, mayMean, whatToDo }: Discrepancy): string =>
  `${_tag} at ${at}: expected ${expected}; observed ${observed}. It may mean: ${mayMean}. To do: ${whatToDo}.`;
