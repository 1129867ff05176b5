import {
  type AccountId,
  type AssetId,
  Quantity,
  type Signer,
  type UnitRegistry,
  accountId,
} from '@legwork/core';
import * as E from 'fp-ts/lib/Either.js';
import * as O from 'fp-ts/lib/Option.js';
import type { RequestAuth } from './auth/request-auth.js';

/** What an operator decides about one BitGo trading account. */
export interface BitgoOptions {
  /** The trading account's id, as BitGo writes it: it stands in every payload. */
  readonly account: string;
  /** The enterprise that the account belongs to. */
  readonly enterprise: string;
  readonly auth: RequestAuth;
  /** Signs payloads of intents and nothing else; `expectingOf` gives it what an intent lets a payload say. */
  readonly signer: Signer;
  /** The assets that may be acted on. */
  readonly units: UnitRegistry.UnitRegistry;
  /**
   * The longest time that a call which may have reached the venue can take to show in reads. Usual: 90,000. An assumption:
   * the venue publishes none. Units: milliseconds, at most a day.
   */
  readonly quietMs?: number;
  /** The most that we may be charged on top when we affirm what somebody else requested; an asset not named: nothing. */
  readonly feeMax?: ReadonlyMap<AssetId, Quantity.Quantity>;
  /**
   * What is signed to affirm. `given`, the usual: the payload that the venue put on the affirmation. `fresh`: one built for
   * it, as the venue's own test does (notes §5). Either is verified alike.
   */
  readonly affirmWith?: 'given' | 'fresh';
  /** How long before its end a settlement is not affirmed any more, by our wall clock. Usual: 60,000. Units: milliseconds. */
  readonly expiryMarginMs?: number;
  /**
   * How long after a creation without an answer it can be said that it will never be carried out, if the list shows no
   * settlement with its trades. The documents give a payload no end and the list no promise to be complete, so without this
   * declaration such a creation waits for a person. Units: milliseconds, at most 30 days.
   */
  readonly createNeverAppliesAfterMs?: number;
}

/** The part of the configuration that the rules need: no token and no signer. */
export interface BitgoTerms {
  readonly account: AccountId;
  readonly lane: string;
  readonly units: UnitRegistry.UnitRegistry;
  readonly quietMs: number;
  readonly feeMax: ReadonlyMap<AssetId, Quantity.Quantity>;
  readonly createNeverAppliesAfterMs: O.Option<number>;
}

/** A checked configuration. Token and key are behind functions, so that printing or serialising it shows none. */
export interface BitgoConfig extends BitgoTerms {
  readonly enterprise: string;
  readonly auth: RequestAuth;
  readonly signer: Signer;
  readonly affirmWith: 'given' | 'fresh';
  readonly expiryMarginMs: number;
}

/** A field of the configuration cannot be used. Its value is not repeated. Nothing was sent. */
export interface ConfigRefused {
  readonly _tag: 'ConfigRefused';
  readonly field: keyof BitgoOptions;
  readonly what: string;
}

const dayMs = 86_400_000;
const idForm = /^[A-Za-z0-9_-]{1,64}$/;

/** Checks a configuration, also one that was not written in TypeScript. Errors: `ConfigRefused`; nothing was sent. */
export const bitgoConfig = (options: BitgoOptions): E.Either<ConfigRefused, BitgoConfig> => {
  const { auth, signer, enterprise, affirmWith = 'given', expiryMarginMs = 60_000 } = options;
  const terms = bitgoTerms(options);
  if (E.isLeft(terms)) return terms;
  if (typeof enterprise !== 'string' || !idForm.test(enterprise))
    return refused('enterprise', 'it is not in the form of an id');
  if (typeof auth?.headers !== 'function' || typeof auth.check !== 'function')
    return refused('auth', 'it must be a RequestAuth');
  if (typeof signer?.sign !== 'function') return refused('signer', 'it must be a Signer');
  if (!isMs(expiryMarginMs, dayMs))
    return refused('expiryMarginMs', 'it must be whole milliseconds, at most a day');
  if (affirmWith !== 'given' && affirmWith !== 'fresh')
    return refused('affirmWith', 'it must be given or fresh');
  return E.right({ ...terms.right, enterprise, auth, signer, affirmWith, expiryMarginMs });
};

/** What of the options decides which payloads are ours: the account, its assets and its fees. Errors: as `bitgoConfig`. */
export const bitgoTerms = (
  options: Omit<BitgoOptions, 'auth' | 'signer'>,
): E.Either<ConfigRefused, BitgoTerms> => {
  const { units, quietMs = 90_000, feeMax = noFees, createNeverAppliesAfterMs } = options;
  const account = accountId(typeof options.account === 'string' ? options.account : '');
  if (E.isLeft(account) || !idForm.test(account.right))
    return refused('account', 'it is not in the form of an id');
  if (!(units?.byVenueName instanceof Map) || !(units.byAsset instanceof Map))
    return refused('units', 'it must be a UnitRegistry');
  if (!(feeMax instanceof Map) || [...feeMax.values()].some((most) => !isQuantity(most)))
    return refused('feeMax', 'it must be a Map of quantities');
  if (!isMs(quietMs, dayMs)) return refused('quietMs', 'it must be whole milliseconds, at most a day');
  if (createNeverAppliesAfterMs !== undefined && !isMs(createNeverAppliesAfterMs, 30 * dayMs))
    return refused('createNeverAppliesAfterMs', 'it must be whole milliseconds, at most 30 days');
  return E.right({
    account: account.right,
    lane: `bitgo/${account.right}`,
    units,
    quietMs,
    feeMax,
    createNeverAppliesAfterMs: O.fromNullable(createNeverAppliesAfterMs),
  });
};

const noFees: ReadonlyMap<AssetId, Quantity.Quantity> = new Map();

const isQuantity = (value: unknown): boolean => typeof value === 'string' && Quantity.read(value) === value;

const isMs = (value: unknown, most: number): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= most;

const refused = (field: keyof BitgoOptions, what: string): E.Either<ConfigRefused, never> =>
  E.left({ _tag: 'ConfigRefused', field, what });
