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

/** Four characters at a time, which is twice as fast as one by one. */
const printable = /^(?:[!-~][!-~][!-~][!-~])*[!-~]{0,3}$/;

/** Whether a text can be an id of any kind: what the parsers below ask, for codecs that name a kind themselves. */
export const isIdText = (text: string): boolean =>
  text !== '' &&
  text.length <= lengthMax &&
  (text.length < shortMax ? isPrintable(text) : printable.test(text));

/** Below this a look at each character takes less time than to begin with a pattern. */
const shortMax = 8;

const isPrintable = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x21 || code > 0x7e) return false;
  }
  return true;
};

/**
 * Whether every one is a text that can be an id: `isIdText` of many, for lists of a million.
 *
 * A hot path in plain code: the characters are looked at in runs of some dozens of ids, since to begin a pattern takes as
 * long as to look at an id.
 */
export const areIdTexts = (items: ReadonlyArray<unknown>): items is ReadonlyArray<string> => {
  let run = '';
  for (const item of items) {
    if (typeof item !== 'string' || item === '' || item.length > lengthMax) return false;
    run += item;
    if (run.length < runMax) continue;
    if (!printable.test(run)) return false;
    run = '';
  }
  return printable.test(run);
};

const runMax = 2_048;

/**
 * Whether every one is a text as long as an id can be: what remains of `areIdTexts` where their characters are known to be
 * those of ids.
 */
export const haveIdLengths = (items: ReadonlyArray<unknown>): items is ReadonlyArray<string> => {
  for (const item of items)
    if (typeof item !== 'string' || item === '' || item.length > lengthMax) return false;
  return true;
};

const parser =
  <Name extends string>(kind: Name) =>
  (text: string): E.Either<InvalidId, Brand<Name>> =>
    isIdText(text) ? E.right(checked<Name>(text)) : E.left({ _tag: 'InvalidId', kind });

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
