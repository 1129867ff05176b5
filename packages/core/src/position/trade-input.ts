import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import * as Quantity from '../amount/quantity.js';
import { type UnitRegistry, fits } from '../amount/unit-registry.js';
import {
  type AssetId,
  type InvalidId,
  type VenueId,
  accountId,
  assetId,
  tradeId,
  venueId,
} from '../noun/id.js';
import type { Party, Role } from '../noun/party.js';
import {
  type Fault,
  type Fee,
  type Side,
  type Trade,
  type TradeRefused,
  type TradesRefused,
  fault,
  refusalsMax,
  repeated,
} from './trade.js';

/** The assets that each venue's trades may be of. */
export type Units = ReadonlyMap<VenueId, UnitRegistry>;

type Read<A> = E.Either<Fault, A>;
type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a trade of untrusted input: plain JSON, quantities as text. A field that is not known is refused, as a fee under
 * a misspelt name would be lost.
 *
 * Errors: `TradeRefused`; nothing was sent.
 */
export const parse =
  (units: Units) =>
  (input: unknown): E.Either<TradeRefused, Trade> =>
    parseAt(units, input, 1);

/**
 * Reads many, and refuses them together: every wrong record is named, and so is every id that is there twice.
 *
 * Errors: `TradesRefused`; nothing was sent.
 */
export const parseAll =
  (units: Units) =>
  (inputs: ReadonlyArray<unknown>): E.Either<TradesRefused, ReadonlyArray<Trade>> => {
    const trades: Array<Trade> = [];
    const refusals: Array<TradeRefused> = [];
    for (const [index, input] of inputs.entries()) {
      const read = parseAt(units, input, index + 1);
      if (E.isRight(read)) trades.push(read.right);
      else if (refusals.push(read.left) === refusalsMax) break;
    }
    const all = [...refusals, ...repeated(trades)].slice(0, refusalsMax);
    return all.length === 0 ? E.right(trades) : E.left({ _tag: 'TradesRefused', refusals: all });
  };

/** A record in a venue's own words, translated: the trades of ours that it is, still unchecked, or what is wrong in it. */
export interface Translated {
  /** What the record is called if it is refused. */
  readonly trade: string;
  readonly inputs: E.Either<Fault, ReadonlyArray<unknown>>;
}

/** Reads many that were translated, as `parseAll` does. Errors: `TradesRefused`; nothing was sent. */
export const parseTranslated =
  (units: Units) =>
  (records: ReadonlyArray<Translated>): E.Either<TradesRefused, ReadonlyArray<Trade>> => {
    const faults = records.flatMap(({ trade, inputs }) =>
      E.isLeft(inputs) ? [{ trade, ...inputs.left }] : [],
    );
    const read = parseAll(units)(records.flatMap(({ inputs }) => (E.isRight(inputs) ? inputs.right : [])));
    if (faults.length === 0) return read;
    const refusals = E.isLeft(read) ? [...faults, ...read.left.refusals] : faults;
    return E.left({ _tag: 'TradesRefused', refusals: refusals.slice(0, refusalsMax) });
  };

const parseAt = (units: Units, input: unknown, number: number): E.Either<TradeRefused, Trade> => {
  const named = isFields(input) && typeof input['id'] === 'string' ? tradeId(input['id']) : E.left(undefined);
  const trade = E.isRight(named) ? named.right : `record ${number}`;
  const read = tradeOf(units, input);
  if (E.isLeft(read)) return E.left({ trade, ...read.left });
  const wrong = fault(read.right);
  return wrong === undefined ? read : E.left({ trade, ...wrong });
};

const tradeOf = (units: Units, input: unknown): Read<Trade> => {
  const record = fieldsOf(input, '', [
    'id',
    'venue',
    'account',
    'scope',
    'counterparty',
    'gives',
    'receives',
    'knownAs',
  ]);
  if (E.isLeft(record)) return record;
  const fields = record.right;
  const id = idOf(fields['id'], 'id', tradeId);
  if (E.isLeft(id)) return id;
  const venue = idOf(fields['venue'], 'venue', venueId);
  if (E.isLeft(venue)) return venue;
  const registry = units.get(venue.right);
  if (registry === undefined)
    return E.left({ _tag: 'VenueUnknown', at: 'venue', what: 'no units are known of this venue' });
  const account = idOf(fields['account'], 'account', accountId);
  if (E.isLeft(account)) return account;
  const scope = optional(fields['scope'], (text) => textOf(text, 'scope'));
  if (E.isLeft(scope)) return scope;
  const counterparty = partyOf(fields['counterparty'], 'counterparty');
  if (E.isLeft(counterparty)) return counterparty;
  const gives = sideOf(registry, fields['gives'], 'gives');
  if (E.isLeft(gives)) return gives;
  const receives = sideOf(registry, fields['receives'], 'receives');
  if (E.isLeft(receives)) return receives;
  const knownAs = optional(fields['knownAs'], (text) => idOf(text, 'knownAs', tradeId));
  if (E.isLeft(knownAs)) return knownAs;
  return E.right({
    id: id.right,
    venue: venue.right,
    account: account.right,
    scope: scope.right,
    counterparty: counterparty.right,
    gives: gives.right,
    receives: receives.right,
    knownAs: knownAs.right,
  });
};

const sideOf = (registry: UnitRegistry, input: unknown, at: string): Read<Side> => {
  const record = fieldsOf(input, at, ['asset', 'quantity', 'fees']);
  if (E.isLeft(record)) return record;
  const { asset: assetText, quantity: quantityText, fees: feesInput = [] } = record.right;
  const amount = amountOf(registry, assetText, quantityText, at);
  if (E.isLeft(amount)) return amount;
  if (!Array.isArray(feesInput)) return notATrade(`${at}.fees`, 'a list is expected');
  const fees: Array<Fee> = [];
  const inputs: ReadonlyArray<unknown> = feesInput;
  for (const [index, feeInput] of inputs.entries()) {
    const fee = feeOf(registry, feeInput, `${at}.fees[${index}]`, assetText);
    if (E.isLeft(fee)) return fee;
    fees.push(fee.right);
  }
  return E.right({ ...amount.right, fees });
};

const feeOf = (registry: UnitRegistry, input: unknown, at: string, sideAsset: unknown): Read<Fee> => {
  const kind = isFields(input) ? input['_tag'] : undefined;
  if (kind === 'Added' || kind === 'Deducted') {
    const record = fieldsOf(input, at, ['_tag', 'quantity']);
    if (E.isLeft(record)) return record;
    const amount = amountOf(registry, sideAsset, record.right['quantity'], at);
    return E.isLeft(amount) ? amount : E.right({ _tag: kind, quantity: amount.right.quantity });
  }
  if (kind !== 'OwnLeg') return notATrade(`${at}._tag`, 'Added, Deducted or OwnLeg is expected');
  const record = fieldsOf(input, at, ['_tag', 'asset', 'quantity', 'direction', 'with']);
  if (E.isLeft(record)) return record;
  const amount = amountOf(registry, record.right['asset'], record.right['quantity'], at);
  if (E.isLeft(amount)) return amount;
  const direction = record.right['direction'];
  if (direction !== 'WePay' && direction !== 'WeReceive')
    return notATrade(`${at}.direction`, 'WePay or WeReceive is expected');
  const party = partyOf(record.right['with'], `${at}.with`);
  return E.isLeft(party) ? party : E.right({ _tag: kind, ...amount.right, direction, with: party.right });
};

const amountOf = (
  registry: UnitRegistry,
  assetText: unknown,
  quantityText: unknown,
  at: string,
): Read<{ readonly asset: AssetId; readonly quantity: Quantity.Quantity }> => {
  const asset = typeof assetText === 'string' ? assetId(assetText) : E.left(undefined);
  const unit = E.isRight(asset) ? registry.byAsset.get(asset.right) : undefined;
  if (unit === undefined)
    return E.left({ _tag: 'AssetUnknown', at: `${at}.asset`, what: 'the asset is not in the registry' });
  const where = `${at}.quantity`;
  if (typeof quantityText !== 'string') return notATrade(where, 'a quantity is expected, as text');
  if (quantityText.startsWith('-'))
    return E.left({ _tag: 'NotPositive', at: where, what: 'a quantity must be greater than nothing' });
  const quantity = Quantity.read(quantityText);
  if (quantity === undefined) return notATrade(where, 'plain decimal text of at most 40 digits is expected');
  if (!fits(unit, quantity))
    return E.left({ _tag: 'TooManyDigits', at: where, what: `the asset has ${unit.decimals} decimals` });
  return E.right({ asset: unit.asset, quantity });
};

const roles: ReadonlyArray<Role> = ['Us', 'Venue', 'Counterparty', 'Agent'];

const partyOf = (input: unknown, at: string): Read<Party> => {
  const record = fieldsOf(input, at, ['role', 'account']);
  if (E.isLeft(record)) return record;
  const role = roles.find((one) => one === record.right['role']);
  if (role === undefined) return notATrade(`${at}.role`, 'Venue, Counterparty or Agent is expected');
  const account = idOf(record.right['account'], `${at}.account`, accountId);
  return E.isLeft(account) ? account : E.right({ role, account: account.right });
};

const isFields = (input: unknown): input is Fields =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** The record's own fields, once it is known that it has no others than these. */
const fieldsOf = (input: unknown, at: string, known: ReadonlyArray<string>): Read<Fields> => {
  if (!isFields(input)) return notATrade(at, 'a record is expected');
  const strange = Object.keys(input).some((name) => !known.includes(name));
  return strange
    ? notATrade(at, `it has a field that is none of ${known.join(', ')}`)
    : E.right({ ...input });
};

const textOf = (input: unknown, at: string): Read<string> =>
  typeof input === 'string' && input.length <= 128
    ? E.right(input)
    : notATrade(at, 'text of at most 128 characters is expected');

const idOf = <A>(input: unknown, at: string, make: (text: string) => E.Either<InvalidId, A>): Read<A> => {
  const id = typeof input === 'string' ? make(input) : E.left(undefined);
  return E.isRight(id) ? id : notATrade(at, 'an id is expected: printable ASCII without spaces');
};

const optional = <A>(input: unknown, read: (present: unknown) => Read<A>): Read<O.Option<A>> => {
  if (input === undefined || input === null) return E.right(O.none);
  const value = read(input);
  return E.isLeft(value) ? value : E.right(O.some(value.right));
};

const notATrade = (at: string, what: string): E.Either<Fault, never> =>
  E.left({ _tag: 'NotATrade', at, what });
