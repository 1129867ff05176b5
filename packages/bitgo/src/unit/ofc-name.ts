import * as E from 'fp-ts/lib/Either.js';
import { type Brand, checked } from '../brand.js';
import { productionTable, testTable } from './ofc-table.js';

/** The venue's name of a production currency, such as `ofcusd`: money. */
export type OfcName = Brand<'OfcName'>;

/** The venue's name of a test currency, such as `ofctusd`: no money. Never mixed with the others; the types differ. */
export type TestOfcName = Brand<'TestOfcName'>;

/** The name is not in the table of this network. No money is concerned. */
export interface UnknownCurrency {
  readonly _tag: 'UnknownCurrency';
}

/**
 * Reads the name of a production currency. The table decides and not the prefix: `ofctrueusd` is money, `ofchteth:gousd` is
 * not. Errors: `UnknownCurrency`.
 */
export const ofcName = (text: string): E.Either<UnknownCurrency, OfcName> =>
  productionDecimals().has(text) ? E.right(checked<'OfcName'>(text)) : E.left({ _tag: 'UnknownCurrency' });

/** Reads the name of a test currency. Errors: `UnknownCurrency`. */
export const testOfcName = (text: string): E.Either<UnknownCurrency, TestOfcName> =>
  testDecimals().has(text) ? E.right(checked<'TestOfcName'>(text)) : E.left({ _tag: 'UnknownCurrency' });

/** Digits after the point by name, unpacked when first asked for. */
type Decimals = ReadonlyMap<string, number>;

const unpacked = (table: ReadonlyArray<string>): (() => Decimals) => {
  let decimals: Decimals | undefined;
  return () => {
    decimals ??= new Map(
      table.flatMap((line) => {
        const [digits = '', ...names] = line.split(' ');
        return names.map((name) => [`ofc${name}`, Number(digits)] as const);
      }),
    );
    return decimals;
  };
};

/** The pinned decimals of production currencies. */
export const productionDecimals: () => Decimals = unpacked(productionTable);

/** The pinned decimals of test currencies. */
export const testDecimals: () => Decimals = unpacked(testTable);
