import { type Spread, inverse } from './spread.js';

/** What must be shown. */
export type Target =
  /** We cost at most so much for each unit that the other costs. */
  | { readonly _tag: 'AtMost'; readonly ratio: number }
  /** We cost so many times less. */
  | { readonly _tag: 'TimesLess'; readonly factor: number }
  /** We do at least so many a second. */
  | { readonly _tag: 'PerSecond'; readonly least: number }
  /** Nothing: it is there to be seen. */
  | { readonly _tag: 'None' };

/** What was measured. */
export type Measured =
  /** Our cost for each unit of the other's. */
  | { readonly _tag: 'Ratio'; readonly spread: Spread }
  | { readonly _tag: 'Rate'; readonly perSecond: Spread }
  | { readonly _tag: 'NotMeasured'; readonly why: string };

/** One comparison. */
export interface Row {
  /** What of ours. */
  readonly what: string;
  /** What it is held against. */
  readonly against: string;
  readonly target: Target;
  readonly measured: Measured;
  /** What a reader must know to judge it; empty: nothing. */
  readonly note: string;
}

/** Whether a row reaches its target by its median; `undefined`: it has none, or was not measured. */
export const isReached = ({ target, measured }: Row): boolean | undefined => {
  if (target._tag === 'None' || measured._tag === 'NotMeasured') return undefined;
  if (measured._tag === 'Rate')
    return target._tag === 'PerSecond' ? measured.perSecond.median >= target.least : undefined;
  switch (target._tag) {
    case 'AtMost':
      return measured.spread.median <= target.ratio;
    case 'TimesLess':
      return inverse(measured.spread).median >= target.factor;
    case 'PerSecond':
      return undefined;
  }
};
