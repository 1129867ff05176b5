import * as O from 'fp-ts/lib/Option.js';
import type { Quantity } from '../amount/quantity.js';
import type { AccountId, AssetId, VenueId } from '../noun/id.js';
import type { Party, Role } from '../noun/party.js';
import { type ColumnSums, columnSums } from '../amount/column-sums.js';
import type { Side, Trade } from './trade.js';

/** What is netted with each other: one venue, account, scope, counterparty and asset; payments of fees apart. */
export interface Purse {
  readonly venue: VenueId;
  readonly account: AccountId;
  readonly scope: O.Option<string>;
  readonly counterparty: Party;
  readonly asset: AssetId;
  readonly purpose: 'Principal' | 'Fee';
  readonly sums: Sums;
}

/** Where the totals of a purse are added up; `undefined`: nothing was added. */
interface Sums {
  paid: number | undefined;
  paidAdded: number | undefined;
  paidDeducted: number | undefined;
  received: number | undefined;
  receivedAdded: number | undefined;
  receivedDeducted: number | undefined;
}

/** Trades, added up. */
export interface Tally {
  readonly purses: ReadonlyArray<Purse>;
  readonly totalOf: (slot: number) => Quantity;
  /** Which purse each entry went into, and the index of the trade that made it; trades are in the order given. */
  readonly purseOf: Uint32Array;
  readonly tradeOf: Uint32Array;
}

interface Book {
  readonly of: Trade;
  readonly party: Party;
  readonly principal: Map<AssetId, number>;
  readonly fees: Map<AssetId, number>;
}

type Index = Map<VenueId, Map<AccountId, Map<string | undefined, Map<AccountId, Map<Role, Book>>>>>;

/** Adds up trades, once through: two entries for an ordinary trade, in arrays of numbers that index other arrays. */
export const tally = (trades: ReadonlyArray<Trade>): Tally => {
  const purses: Array<Purse> = [];
  const sums = columnSums();
  const entries = newEntries(trades.length * 2);
  const bookOf = newBooks();

  const purseIn = (book: Book, asset: AssetId, purpose: Purse['purpose']): number => {
    const known = purpose === 'Fee' ? book.fees : book.principal;
    const at = known.get(asset);
    if (at !== undefined) return at;
    const { venue, account, scope } = book.of;
    purses.push({ venue, account, scope, counterparty: book.party, asset, purpose, sums: noSums() });
    known.set(asset, purses.length - 1);
    return purses.length - 1;
  };
  const enter = (trade: number, purse: number, sum: keyof Sums, quantity: Quantity): void => {
    entries.add(purse, trade);
    addTo(sums, purses[purse], sum, quantity);
  };

  for (const [index, trade] of trades.entries()) {
    const book = bookOf(trade, trade.counterparty);
    for (const pays of [true, false]) {
      const side: Side = pays ? trade.gives : trade.receives;
      const purse = purseIn(book, side.asset, 'Principal');
      enter(index, purse, pays ? 'paid' : 'received', side.quantity);
      for (const fee of side.fees) {
        if (fee._tag === 'OwnLeg') {
          const apart = purseIn(bookOf(trade, fee.with), fee.asset, 'Fee');
          enter(index, apart, fee.direction === 'WePay' ? 'paid' : 'received', fee.quantity);
        } else addTo(sums, purses[purse], `${pays ? 'paid' : 'received'}${fee._tag}`, fee.quantity);
      }
    }
  }
  return { purses, totalOf: sums.total, ...entries.done() };
};

const addTo = (sums: ColumnSums, purse: Purse | undefined, sum: keyof Sums, quantity: Quantity): void => {
  if (purse === undefined) return;
  const slot = purse.sums[sum] ?? sums.open();
  purse.sums[sum] = slot;
  sums.add(slot, quantity);
};

const noSums = (): Sums => ({
  paid: undefined,
  paidAdded: undefined,
  paidDeducted: undefined,
  received: undefined,
  receivedAdded: undefined,
  receivedDeducted: undefined,
});

/** Finds the book of a trade; most trades are in the same one as the trade before. */
const newBooks = (): ((trade: Trade, party: Party) => Book) => {
  const index: Index = new Map();
  let last: Book | undefined;
  return (trade, party) => {
    const { venue, account, scope } = trade;
    const scopeText = O.isSome(scope) ? scope.value : undefined;
    if (
      last?.of.venue === venue &&
      last.of.account === account &&
      (O.isSome(last.of.scope) ? last.of.scope.value : undefined) === scopeText &&
      last.party.account === party.account &&
      last.party.role === party.role
    )
      return last;
    const ofVenue = under(
      index,
      venue,
      newMap<AccountId, Map<string | undefined, Map<AccountId, Map<Role, Book>>>>,
    );
    const ofAccount = under(ofVenue, account, newMap<string | undefined, Map<AccountId, Map<Role, Book>>>);
    const ofScope = under(ofAccount, scopeText, newMap<AccountId, Map<Role, Book>>);
    const ofParty = under(ofScope, party.account, newMap<Role, Book>);
    last = under(ofParty, party.role, () => ({ of: trade, party, principal: new Map(), fees: new Map() }));
    return last;
  };
};

const newMap = <K, V>(): Map<K, V> => new Map();

const under = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};

/** Two columns of whole numbers that grow; four bytes each an entry. */
const newEntries = (
  sizeFirst: number,
): {
  readonly add: (purse: number, trade: number) => void;
  readonly done: () => Pick<Tally, 'purseOf' | 'tradeOf'>;
} => {
  let purseOf = new Uint32Array(sizeFirst);
  let tradeOf = new Uint32Array(sizeFirst);
  let length = 0;
  return {
    add: (purse, trade) => {
      if (length === purseOf.length) {
        purseOf = grown(purseOf);
        tradeOf = grown(tradeOf);
      }
      purseOf[length] = purse;
      tradeOf[length] = trade;
      length += 1;
    },
    done: () => ({ purseOf: purseOf.subarray(0, length), tradeOf: tradeOf.subarray(0, length) }),
  };
};

const grown = (array: Uint32Array): Uint32Array<ArrayBuffer> => {
  const wider = new Uint32Array(array.length * 2 + 16);
  wider.set(array);
  return wider;
};
